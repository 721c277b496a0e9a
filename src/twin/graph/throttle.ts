// Microsoft's limits, counted in the real time of the server. Source: Microsoft Graph "service-specific throttling limits":
// reports 5 requests per 10 s per app and tenant; Conditional Access 1 request per second per tenant for all apps; directory by resource units.
import type { Call, Caller } from './call.ts'
import { GraphProblem } from './problem.ts'

/** Seconds as milliseconds. */
const second = 1000

/** Reports: requests per window. Source: throttling-limits, "Identity and access reports". */
const reports = { max: 5, windowMs: 10 * second }
/** Conditional Access, all applications of the tenant together. Source: throttling-limits, "Identity protection and conditional access". */
const conditionalAccess = { max: 1, windowMs: second }
/** Intune, per app and tenant. Source: throttling-limits, "Intune"; the answer as measured on a live tenant. */
const intune = { max: 1000, windowMs: 20 * second }
/** Outlook, per app and mailbox. Source: throttling-limits, "Outlook". */
const mail = { max: 10_000, windowMs: 600 * second }
/** Directory writes, per app and tenant. Source: throttling-limits, "Identity and access". */
const writes = { max: 3000, windowMs: 150 * second }
/** Directory reads in resource units per 10 s by the tenant's size. Source: the same. */
const unitsWindowMs = 10 * second
const unitsMax = (people: number) => (people < 50 ? 3500 : people <= 500 ? 5000 : 8000)

/** Share of a limit from which x-ms-throttle-limit-percentage is sent. Source: the same. */
const percentageFrom = 0.8

export type Throttle = {
  /** Counts a request; gives headers to send with its answer, or throws the refusal that Microsoft sends. */
  admit(
    call: Call,
    caller: Caller,
    request: { readonly cost: number; readonly mailbox?: string },
  ): Readonly<Record<string, string>>
}

/** So many requests in a window. */
type Limit = { readonly max: number; readonly windowMs: number }

/** The times of the last requests of one window, refused ones too: "all requests accrue against your usage limits". */
type Window = { readonly times: number[] }

/** Milliseconds to wait until a request is admitted; 0 when it is now. Counts the request. */
function waitMs(window: Window, limit: Limit, nowMs: number, speed: number): number {
  const { times } = window
  const lengthMs = limit.windowMs / speed
  times.push(nowMs)
  if (times.length > limit.max + 1) times.shift()
  const oldest = times.length > limit.max ? times[0] : undefined
  if (oldest === undefined || nowMs - oldest >= lengthMs) return 0
  const next = times[1]
  return (next ?? nowMs) + lengthMs - nowMs
}

function tooMany(message: string, headers: Readonly<Record<string, string>>): GraphProblem {
  return new GraphProblem(429, 'TooManyRequests', message, headers)
}

/** Whole seconds, at least one: what the header can say. */
function retryAfter(ms: number): Readonly<Record<string, string>> {
  return { 'retry-after': String(Math.max(1, Math.ceil(ms / second))) }
}

/** A bucket of directory units that fills evenly. */
type Bucket = { units: number; atMs: number }

function takeUnits(
  bucket: Bucket,
  cost: number,
  max: number,
  nowMs: number,
  speed: number,
): { used: number; waitMs: number } {
  const perMs = (max * speed) / unitsWindowMs
  bucket.units = Math.min(max, bucket.units + (nowMs - bucket.atMs) * perMs)
  bucket.atMs = nowMs
  if (bucket.units < cost) return { used: 1, waitMs: (cost - bucket.units) / perMs }
  bucket.units -= cost
  return { used: 1 - bucket.units / max, waitMs: 0 }
}

/** Counters for one tenant. `speed` 20 makes every window 20 times shorter; `nowMs` is the server's real time. */
export function createThrottle(options: {
  readonly people: number
  readonly tenantId: string
  readonly speed: number
  readonly nowMs: () => number
}): Throttle {
  const { speed, nowMs, tenantId } = options
  const windows = new Map<string, Window>()
  const buckets = new Map<string, Bucket>()
  const windowOf = (key: string): Window => {
    const window = windows.get(key) ?? { times: [] }
    windows.set(key, window)
    return window
  }
  const max = unitsMax(options.people)

  const directory = (call: Call, caller: Caller, cost: number): Readonly<Record<string, string>> => {
    const scope = `Tenant_Application/${call.method === 'GET' ? 'Read' : 'Write'}/${caller.clientId}/${tenantId}`
    const bucket = buckets.get(caller.clientId) ?? { units: max, atMs: nowMs() }
    buckets.set(caller.clientId, bucket)
    const taken = takeUnits(bucket, cost, max, nowMs(), speed)
    const writeWait = call.method === 'GET' ? 0 : waitMs(windowOf(`writes ${caller.clientId}`), writes, nowMs(), speed)
    const wait = Math.max(taken.waitMs, writeWait)
    const headers: Record<string, string> = { 'x-ms-resource-unit': String(cost) }
    if (taken.used >= percentageFrom) headers['x-ms-throttle-limit-percentage'] = taken.used.toFixed(2)
    if (wait > 0) {
      throw tooMany('Too many requests.', {
        ...headers,
        ...retryAfter(wait),
        'x-ms-throttle-scope': scope,
        'x-ms-throttle-information': 'ResourceUnitLimitExceeded',
      })
    }
    return headers
  }

  const wait = (key: string, limit: Limit) => waitMs(windowOf(key), limit, nowMs(), speed)

  return {
    admit(call, caller, { cost, mailbox }) {
      const { clientId } = caller
      if (call.limit === 'directory') return directory(call, caller, cost)
      if (call.limit === 'reports') {
        const ms = wait(`reports ${clientId}`, reports)
        if (ms > 0)
          throw tooMany(
            'This request is throttled. Please try again after the value specified in the Retry-After header.',
            retryAfter(ms),
          )
      } else if (call.limit === 'conditional-access') {
        if (wait('conditional-access', conditionalAccess) > 0) throw tooMany('Too Many Requests', {})
      } else if (call.limit === 'intune') {
        if (wait(`intune ${clientId}`, intune) > 0) throw intuneTooMany()
      } else if (call.limit === 'mail') {
        const ms = wait(`mail ${clientId} ${mailbox ?? ''}`, mail)
        if (ms > 0)
          throw new GraphProblem(429, 'ApplicationThrottled', 'Application is over its request limit.', retryAfter(ms))
      }
      return {}
    },
  }
}

/** Intune's query broker says throttling as HTTP 500; measured on a live tenant. */
export function intuneTooMany(): GraphProblem {
  return new GraphProblem(500, 'InternalServerError', 'Rate limit reached because of too many requests to query broker')
}
