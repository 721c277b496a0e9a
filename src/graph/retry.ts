// Which answers are worth asking again, how long to wait before, and when to give up. Exponential with full jitter;
// Retry-After obeyed. Sources: Microsoft Graph throttling guidance; AWS Architecture Blog, "Exponential Backoff And
// Jitter"; RFC 9110 section 10.2.3.

/** Why a request failed in a way that may pass. `server`: another 5xx, tried again only twice. */
export type Trouble = 'throttled' | 'network' | 'server'

export type RetryLimit = { readonly attemptsMax: number; readonly baseMs: number; readonly delayMaxMs: number }

/** How long we keep trying. Source: chosen; Microsoft's own clients give up after 3 to 10. */
export const retryLimits: Readonly<Record<Trouble, RetryLimit>> = {
  throttled: { attemptsMax: 12, baseMs: 1000, delayMaxMs: 60_000 },
  network: { attemptsMax: 7, baseMs: 500, delayMaxMs: 30_000 },
  server: { attemptsMax: 3, baseMs: 1000, delayMaxMs: 10_000 },
}

/**
 * All the waits of one request together, in milliseconds; a Retry-After beyond it ends the request at once. Source:
 * chosen.
 */
export const waitTotalMaxMs = 15 * 60_000

/** Intune says "too many requests" as a 500 with this text. Source: measured on a live tenant, July 2026. */
const intuneRateLimit = /rate limit reached|too many requests/i

/** Which trouble a status means; null when asking again does not help. `message` is Microsoft's. */
export function troubleOf(status: number, message: string): Trouble | null {
  if (status === 429 || status === 503 || status === 504 || status === 509) return 'throttled'
  if (status === 500 && intuneRateLimit.test(message)) return 'throttled'
  if (status === 408) return 'network'
  return status === 500 || status === 502 ? 'server' : null
}

/** A Retry-After header in milliseconds: seconds or an HTTP date; null when there is none or it cannot be read. */
export function retryAfterMs(header: string | null | undefined, now: Temporal.Instant): number | null {
  if (header == null || header.trim() === '') return null
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return seconds < 0 ? null : Math.ceil(seconds * 1000)
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : Math.max(0, date - now.epochMilliseconds)
}

/**
 * The wait before attempt `failed + 1`, where `failed` counts from 1: anything up to the doubled base. `random` is 0
 * to 1.
 */
export function backoffMs(trouble: Trouble, failed: number, random: () => number): number {
  const { baseMs, delayMaxMs } = retryLimits[trouble]
  return Math.ceil(random() * Math.min(delayMaxMs, baseMs * 2 ** failed))
}
