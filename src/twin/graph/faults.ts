// Faults on order. Grammar of the text (`--faults`), separated by commas:
//
//   STATUS[@AREA][:AMOUNT]    the call is answered with 401, 410, 429, 500, 502, 503 or 504
//   drop[@AREA][:AMOUNT]      the connection is closed before an answer
//   cut[@AREA][:AMOUNT]       the connection is closed in the middle of the answer
//   bad-item[@AREA][:AMOUNT]  items of a page have a shape that is not documented
//   latency[@AREA]:MS         every call takes that many milliseconds more
//   slow-page[@AREA][:MS]     every page after the first takes that long, 2000 when not said
//   no-licence[@AREA]         403: the tenant has no Entra ID P1
//   refuse[@AREA]             403: the permission is missing
//   expired-secret, expired-certificate   the token endpoint says so
//
// AREA: an area of call.ts, or reports (registrations, audits, sign-ins), policies (methods-policy, conditional-access), token, all (when not said).
// AMOUNT: below 1 a share of the calls (of the items), by seed; 1 and more the first so many calls (so many items). When not said: 1.
import { AppError } from '#domain/shared/errors.ts'
import type { Area } from './call.ts'

export const faultStatuses = [401, 410, 429, 500, 502, 503, 504] as const

const areas = [
  'users',
  'delta',
  'groups',
  'devices',
  'intune',
  'organization',
  'roles',
  'methods',
  'methods-policy',
  'conditional-access',
  'registrations',
  'audits',
  'sign-ins',
  'mail',
] as const satisfies readonly Area[]

/** Areas, groups of areas, the token endpoint, and everything. */
export type FaultArea = Area | 'reports' | 'policies' | 'token' | 'all'

/** A share of the calls, above 0 and below 1, or the first so many. */
export type Amount = { readonly share: number } | { readonly first: number }

export type Fault =
  | {
      readonly kind: 'status'
      readonly status: (typeof faultStatuses)[number]
      readonly area: FaultArea
      readonly amount: Amount
    }
  | { readonly kind: 'drop' | 'cut'; readonly area: FaultArea; readonly amount: Amount }
  | { readonly kind: 'bad-item'; readonly area: FaultArea; readonly amount: Amount }
  | { readonly kind: 'latency' | 'slow-page'; readonly area: FaultArea; readonly delayMs: number }
  | { readonly kind: 'no-licence' | 'refuse'; readonly area: FaultArea }
  | { readonly kind: 'expired-secret' | 'expired-certificate' }

export type Faults = readonly Fault[]

/** What a slow page takes when nothing is said, in milliseconds. Source: chosen. */
const slowPageMs = 2000

const groups: Readonly<Record<'reports' | 'policies', readonly Area[]>> = {
  reports: ['registrations', 'audits', 'sign-ins'],
  policies: ['methods-policy', 'conditional-access'],
}

/** Whether a fault that was ordered for one area concerns a call of another. */
export function concerns(ordered: FaultArea, area: Area | 'token'): boolean {
  if (ordered === 'all' || ordered === area) return true
  if (ordered === 'reports' || ordered === 'policies') return area !== 'token' && groups[ordered].includes(area)
  return ordered === 'users' && area === 'delta'
}

function wrong(part: string, why: string): AppError {
  return new AppError('wrong-use', {
    public: `--faults: '${part}' ${why} Example: 429@users:0.1,503@reports:0.05,latency:50,drop@users:3,bad-item@registrations:2,no-licence@reports`,
  })
}

function readArea(part: string, text: string | undefined): FaultArea {
  if (text === undefined) return 'all'
  const known: readonly string[] = [...areas, 'reports', 'policies', 'token', 'all']
  if (!known.includes(text)) throw wrong(part, `names no area that there is. Areas: ${known.join(', ')}.`)
  return text as FaultArea
}

function readAmount(part: string, text: string | undefined): Amount {
  if (text === undefined) return { first: 1 }
  const number = Number(text)
  if (number > 0 && number < 1) return { share: number }
  if (Number.isSafeInteger(number) && number >= 1) return { first: number }
  throw wrong(part, 'needs an amount: a share between 0 and 1, or a whole number from 1.')
}

function readDelay(part: string, text: string | undefined, otherwise: number | undefined): number {
  const delayMs = text === undefined ? otherwise : Number(text)
  if (delayMs === undefined || !Number.isSafeInteger(delayMs) || delayMs < 0 || delayMs > 600_000) {
    throw wrong(part, 'needs a time in whole milliseconds, at most 600000.')
  }
  return delayMs
}

function readFault(part: string): Fault {
  const match = /^([a-z0-9-]+)(?:@([a-z-]+))?(?::([0-9.]+))?$/.exec(part)
  if (match === null) throw wrong(part, 'is not KIND@AREA:AMOUNT.')
  const [, kind = '', areaText, amountText] = match
  const status = faultStatuses.find((known) => String(known) === kind)
  if (status !== undefined)
    return { kind: 'status', status, area: readArea(part, areaText), amount: readAmount(part, amountText) }
  switch (kind) {
    case 'drop':
    case 'cut':
    case 'bad-item':
      return { kind, area: readArea(part, areaText), amount: readAmount(part, amountText) }
    case 'latency':
      return { kind, area: readArea(part, areaText), delayMs: readDelay(part, amountText, undefined) }
    case 'slow-page':
      return { kind, area: readArea(part, areaText), delayMs: readDelay(part, amountText, slowPageMs) }
    case 'no-licence':
    case 'refuse':
      if (amountText !== undefined) throw wrong(part, 'takes no amount.')
      return { kind, area: readArea(part, areaText) }
    case 'expired-secret':
    case 'expired-certificate':
      if (areaText !== undefined || amountText !== undefined) throw wrong(part, 'takes neither area nor amount.')
      return { kind }
    default:
      throw wrong(
        part,
        `is no fault. Faults: ${[...faultStatuses, 'drop', 'cut', 'bad-item', 'latency', 'slow-page', 'no-licence', 'refuse', 'expired-secret', 'expired-certificate'].join(', ')}.`,
      )
  }
}

/** Reads the text of `--faults`; an empty text orders none. Throws AppError `wrong-use` that names the part and the remedy. */
export function parseFaults(text: string): Faults {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(readFault)
}
