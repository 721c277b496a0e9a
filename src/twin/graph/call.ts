// One call of Microsoft Graph that the simulated tenant answers: its path, its rights, its throttle and its answer.
// Every call is listed in calls.ts and printed at /.
import type { World } from '../world/world.ts'
import type { Cursors } from './cursors.ts'
import type { ODataOption, ODataQuery } from './odata-query.ts'
import { badRequest } from './problem.ts'

export type GraphVersion = 'v1.0' | 'beta'

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** What a call is about: faults are ordered by area. */
export type Area =
  | 'users'
  | 'delta'
  | 'groups'
  | 'devices'
  | 'intune'
  | 'organization'
  | 'roles'
  | 'methods'
  | 'methods-policy'
  | 'conditional-access'
  | 'registrations'
  | 'audits'
  | 'sign-ins'
  | 'mail'

/** Which limit of Microsoft's counts the call. `none`: no limit is documented. */
export type LimitFamily = 'directory' | 'reports' | 'conditional-access' | 'intune' | 'mail' | 'none'

/** The application that calls: `all` when its permissions are not limited. */
export type Caller = { readonly clientId: string; readonly roles: readonly string[] | 'all' }

/** A mail that was accepted, as it was given. */
export type SentMail = {
  readonly from: string
  readonly message: { readonly [property: string]: unknown }
  readonly saveToSentItems: boolean
  readonly acceptedAt: Temporal.Instant
}

/** What the server remembers beside the world. */
export type Memory = {
  /** Per-user MFA states that were written, by user id. */
  readonly requirements: Map<string, { readonly [property: string]: unknown }>
  /** The last mails that were accepted, oldest first. */
  readonly sentMail: SentMail[]
  readonly cursors: Cursors
  /** A fresh GUID. */
  nextId(): string
  /** A draw, from 0 (included) to 1 (excluded). */
  draw(): number
}

/** Which items of a list are to be malformed on order: variant by position; empty when none. */
export type BadItems = (size: number) => ReadonlyMap<number, number>

/** All that a call may know when it answers. */
export type CallContext = {
  readonly world: World
  readonly memory: Memory
  readonly version: GraphVersion
  /** Scheme, host and port by which the caller reached the server: links lead back there. */
  readonly origin: string
  /** The path as asked, without the version: `/users/…`. */
  readonly path: string
  readonly query: ODataQuery
  /** The part of the path that a `{name}` or `{name=}` of the call's path stands for. */
  readonly parameter: (name: string) => string
  readonly header: (name: string) => string | null
  /** The JSON body; undefined when there was none. */
  readonly body: unknown
  readonly caller: Caller
  /** Whether the caller holds one of these application permissions. */
  may(...permissions: readonly string[]): boolean
  readonly badItems: BadItems
}

/** What a call answers. `json` and `text` exclude each other; neither: no body. */
export type Reply = {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly text?: string
}

export type Call = {
  readonly method: Method
  /** From the version on: `/users/{id}/manager`, `/x/name(a={a},b={b})`. */
  readonly path: string
  readonly versions: readonly GraphVersion[]
  readonly area: Area
  readonly limit: LimitFamily
  /** Resource units before $select and $expand; 1 when the table of Microsoft does not list the path. */
  readonly cost: number
  /** Application permissions, each of which is enough. */
  readonly permissions: readonly string[]
  /** Query options that are taken; others are answered 400. */
  readonly options: readonly ODataOption[]
  answer(context: CallContext): Reply
}

type CallDetail = Partial<Pick<Call, 'versions' | 'limit' | 'cost' | 'options'>> &
  Pick<Call, 'area' | 'permissions' | 'answer'>

/** Makes a call from `GET /users/{id}` and what differs from the usual: both versions, directory limit, one unit, no options. */
export function call(request: `${Method} /${string}`, detail: CallDetail): Call {
  const [method, path] = request.split(' ') as [Method, string]
  return { versions: ['v1.0', 'beta'], limit: 'directory', cost: 1, options: [], method, path, ...detail }
}

/** The body as an object; 400 when it is none. */
export function bodyObject(context: CallContext): Readonly<Record<string, unknown>> {
  const { body } = context
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
      'BadRequest',
    )
  }
  return body as Readonly<Record<string, unknown>>
}
