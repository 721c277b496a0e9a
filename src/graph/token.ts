// Tokens for Microsoft Graph: the port, and the cache in front of it. How a token is got: plain-token.ts and
// azure-token.ts.

import type { GraphClock } from './graph-clock.ts'

export type GraphToken = { readonly token: string; readonly expiresAt: Temporal.Instant }

/** Gets a token for an application. Throws AppError for what is wrong with the credentials or the way to them. */
export type TokenProvider = {
  /** `fresh` passes over any cache of the provider's own: the last token was refused. */
  token(signal: AbortSignal, options?: { readonly fresh?: boolean }): Promise<GraphToken>
}

export type Bearer = {
  /** The token to send; one request for it at a time. */
  current(signal: AbortSignal): Promise<string>
  /** Graph refused this token: the next one is a new one. Naming an older token does nothing. */
  discard(token: string): void
}

/** A token is renewed this long before it ends, so that it outlives the request it is sent with. Source: chosen. */
const renewBeforeMs = 3 * 60_000

/** Keeps a provider's token until it is about to end or was refused. */
export function bearerOf(provider: TokenProvider, clock: GraphClock): Bearer {
  let kept: GraphToken | null = null
  let fresh = false
  let asking: { readonly answer: Promise<GraphToken>; readonly signal: AbortSignal } | null = null

  const ask = async (signal: AbortSignal): Promise<GraphToken> => {
    try {
      kept = await provider.token(signal, { fresh })
      fresh = false
      return kept
    } finally {
      asking = null
    }
  }

  const current = async (signal: AbortSignal): Promise<string> => {
    signal.throwIfAborted()
    if (kept !== null && clock.now().epochMilliseconds < kept.expiresAt.epochMilliseconds - renewBeforeMs) {
      return kept.token
    }
    const joined = asking
    if (joined === null) {
      asking = { answer: ask(signal), signal }
      return (await asking.answer).token
    }
    try {
      return (await joined.answer).token
    } catch (error) {
      // The one who asked was stopped; we were not.
      if (joined.signal.aborted) return await current(signal)
      throw error
    }
  }

  return {
    current,
    discard(token) {
      if (kept?.token !== token) return
      kept = null
      fresh = true
    },
  }
}
