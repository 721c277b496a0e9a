// An answer of Microsoft Graph that is an error, told apart by what it needs: a permission, a licence, nothing (not
// there), or a look at the call. It stays inside this folder: a reading turns it into evidence, a stream into
// StreamUnavailable or AppError. Shape: Microsoft Graph REST, "Error responses and resource types".

import { AppError } from '#domain/shared/errors.ts'
import type { UnknownReason } from '#domain/shared/evidence.ts'
import type { CallOutcome } from '#domain/tenant/graph-access.ts'

/**
 * `rejected`: the call itself was not accepted (400, 405, 410, 415, 501 …); `broken`: the service failed after our
 * retries (5xx).
 */
export type FailureKind = 'refused' | 'no-licence' | 'not-found' | 'rejected' | 'broken'

/** What a call needs, as the permission reference prints it. */
export type CallNeeds = {
  readonly call: string
  readonly permission: string | null
  readonly licence: string | null
  /** The fact or stream that the call serves. */
  readonly fact: string
}

/** An error answer. `code` is Microsoft's; the message is not kept, because it may name a person. */
export class GraphFailure extends Error {
  override readonly name = 'GraphFailure'
  readonly kind: FailureKind
  readonly status: number
  readonly code: string
  readonly requestId: string | null

  constructor(detail: { kind: FailureKind; status: number; code: string; requestId: string | null }) {
    super(`Microsoft Graph answered ${detail.status} ${detail.code}`)
    this.kind = detail.kind
    this.status = detail.status
    this.code = detail.code
    this.requestId = detail.requestId
  }
}

/** Code and message of an error body; what is not there is empty. */
export function errorOf(body: unknown): {
  readonly code: string
  readonly message: string
  readonly requestId: string | null
} {
  const error = objectOf(objectOf(body)?.['error'])
  const inner = objectOf(error?.['innerError']) ?? objectOf(error?.['innererror'])
  return {
    code: textOf(error?.['code']) ?? '',
    message: textOf(error?.['message']) ?? '',
    requestId: textOf(inner?.['request-id']),
  }
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

/** Codes by which Microsoft says that a licence is missing. */
const licenceCodes = [
  'authentication_requestfromnonpremiumtenantorb2ctenant',
  'aadpremiumlicenserequired',
  'tenantlicensemissing',
]

/** Words of messages that say the same under a general code. "not applicable to target tenant" is Intune's. */
const licenceWords =
  /premium licen[cs]e|(?:does not|doesn't) have (?:\S+ ){0,3}(?:licen[cs]e|subscription)|not applicable to target tenant/i

/** Which kind of failure an error answer is. */
export function failureFrom(status: number, body: unknown, requestId: string | null): GraphFailure {
  const error = errorOf(body)
  return new GraphFailure({
    kind: kindOf(status, error.code, error.message),
    status,
    code: error.code === '' ? `HTTP ${status}` : error.code,
    requestId: requestId ?? error.requestId,
  })
}

function kindOf(status: number, code: string, message: string): FailureKind {
  if (status >= 400 && status < 500) {
    if (licenceCodes.includes(code.toLowerCase()) || licenceWords.test(message)) return 'no-licence'
    if (status === 401 || status === 403) return 'refused'
    if (status === 404) return 'not-found'
    return 'rejected'
  }
  return status === 501 ? 'rejected' : 'broken'
}

/** The reason that evidence carries. A licence that nobody named is said as such. */
export function reasonOf(failure: GraphFailure, needs: CallNeeds): UnknownReason {
  if (failure.kind === 'refused' && needs.permission !== null) {
    return { kind: 'refused', call: needs.call, permission: needs.permission }
  }
  if (failure.kind === 'no-licence') {
    return { kind: 'no-licence', call: needs.call, licence: needs.licence ?? 'that Microsoft names for it' }
  }
  return { kind: 'failed', call: needs.call, detail: describe(failure) }
}

/** Status, code and request id: what Microsoft's support asks for. */
function describe(failure: GraphFailure): string {
  const request = failure.requestId === null ? '' : ` (request id ${failure.requestId})`
  return `Microsoft answered ${failure.status} ${failure.code}${request}.`
}

/** How a call went, for the fact of answered and refused calls. */
export function outcomeOf(needs: CallNeeds, failure: GraphFailure | null): CallOutcome {
  const { call, permission, licence, fact } = needs
  if (failure === null) return { call, permission, licence, fact, outcome: 'answered', errorCode: null }
  const outcome = failure.kind === 'refused' || failure.kind === 'no-licence' ? failure.kind : 'failed'
  return { call, permission, licence, fact, outcome, errorCode: failure.code }
}

/** The error that ends a stream which cannot be told as a refusal. */
export function unexpected(failure: GraphFailure, needs: CallNeeds): AppError {
  return new AppError('graph-unexpected', {
    public: `${needs.call}: ${describe(failure)}`,
    cause: failure,
    retry: failure.kind === 'broken',
  })
}
