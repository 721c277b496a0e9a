// Client credentials by secret with one plain request, for authorities that speak http, such as the simulated tenant:
// Microsoft's own library insists on https. Follows RFC 6749 section 4.4 as Microsoft identity platform v2.0 speaks
// it.

import { AppError } from '#domain/shared/errors.ts'
import { entraError } from './entra-error.ts'
import type { GraphClock } from './graph-clock.ts'
import type { TokenProvider } from './token.ts'

/** How often the token endpoint is asked when it cannot be reached or fails. */
const attemptsMax = 4
const pauseMs = 500
const timeoutMs = 30_000

/** A provider for one application. Throws AppError as the endpoint answers. */
export function plainTokenProvider(options: {
  readonly authorityUrl: string
  readonly graphUrl: string
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string
  readonly clock: GraphClock
  readonly fetch?: typeof fetch
}): TokenProvider {
  const { authorityUrl, graphUrl, tenantId, clientId, clientSecret, clock } = options
  const endpoint = `${authorityUrl.replace(/\/+$/, '')}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    scope: `${new URL(graphUrl).origin}/.default`,
  })
  const ask = async (signal: AbortSignal): Promise<{ status: number; body: unknown }> => {
    const response = await (options.fetch ?? fetch)(endpoint, {
      method: 'POST',
      body: form,
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
    return { status: response.status, body: await response.json() }
  }
  return {
    async token(signal) {
      let last: unknown = null
      for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
        const askedAt = clock.now()
        try {
          const { status, body } = await ask(signal)
          if (status < 500 && status !== 429) return readToken(status, body, askedAt)
          last = new Error(`The token endpoint answered ${status}`)
        } catch (error) {
          signal.throwIfAborted()
          if (error instanceof AppError) throw error
          last = error
        }
        if (attempt < attemptsMax) await clock.sleep(pauseMs * attempt, signal)
      }
      throw new AppError('graph-unreachable', {
        public: `The sign-in address ${new URL(authorityUrl).host} cannot be reached. Check KEYWAVE_AUTHORITY_URL.`,
        cause: last,
        retry: true,
      })
    },
  }
}

function readToken(status: number, body: unknown, askedAt: Temporal.Instant) {
  const answer = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const { access_token: token, expires_in: expiresIn, error_description: description } = answer
  if (status === 200 && typeof token === 'string') {
    const seconds = Number(expiresIn)
    return { token, expiresAt: askedAt.add({ seconds: Number.isFinite(seconds) ? Math.floor(seconds) : 0 }) }
  }
  throw (
    entraError(typeof description === 'string' ? description : '') ??
    new AppError('credentials-rejected', { public: `The sign-in address answered ${status} without a token.` })
  )
}
