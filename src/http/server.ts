// The web server: guards, API, pages. Everything it needs of the world is passed in.

import { Hono } from 'hono'
import type { AppContext } from '#app/context.ts'
import type { Check } from '#domain/readiness/check.ts'
import { AppError } from '#domain/shared/errors.ts'
import { createApi } from './api.ts'
import { onlyLocalHost, onlyOwnWrites, securityHeaders, smallBodies } from './guard.ts'
import { allowedMethods } from './allowed-methods.ts'
import { addPages, errorPage } from './pages/pages.ts'
import { isServerTrouble, problemResponse } from './problem.ts'
import type { Log, ServerApp } from './server-app.ts'
import { SyncDesk } from './sync-desk.ts'
import { framesOf } from './frames.ts'

export type ServerOptions = {
  /** Events of the server, without personal data. */
  readonly log: Log
  /** Where syncs run that are started through the API; whoever gives one may stop them before the process ends. */
  readonly desk?: SyncDesk
  /** Stops the syncs of the desk when the process is asked to end. */
  readonly signal?: AbortSignal
}

/** Makes the server. Nothing listens yet: see listen.ts. */
export function createServer(
  context: AppContext & { readonly checks: readonly Check[]; readonly version: string },
  options: ServerOptions,
): Hono {
  const { log } = options
  const desk = options.desk ?? new SyncDesk(context, log)
  options.signal?.addEventListener('abort', () => void desk.stop(), { once: true })
  const app: ServerApp = { ...context, desk, log }
  const hono = new Hono()
  hono.use(securityHeaders(), onlyLocalHost(), onlyOwnWrites(), smallBodies())
  hono.get('/healthz', (c) => c.json({ status: 'ok' }))
  hono.route('/', createApi(app))
  addPages(hono, app)
  hono.notFound((c) => {
    const methods = allowedMethods(hono.routes, c.req.path)
    const error = methods.length > 0 ? new AppError('method-unknown') : new AppError('page-unknown')
    const headers: Readonly<Record<string, string>> = methods.length > 0 ? { Allow: methods.join(', ') } : {}
    return isPage(c.req.path) ? errorPage(app, error, headers) : problemResponse(error, [], headers)
  })
  hono.onError((error, c) => {
    logTrouble(log, error, c.req.method)
    const told = malformedBody(error) ?? error
    return isPage(c.req.path) ? errorPage(app, told) : problemResponse(told)
  })
  return hono
}

function isPage(path: string): boolean {
  return !path.startsWith('/api/')
}

/** Hono's validator throws an HTTPException 400 for JSON that cannot be parsed. */
function malformedBody(error: Error): AppError | null {
  if (!('status' in error) || error.status !== 400) return null
  return new AppError('request-invalid', { public: 'The body is not well-formed JSON.' })
}

function logTrouble(log: Log, error: Error, method: string): void {
  if (error instanceof AppError) {
    if (isServerTrouble(error.code)) log('request-failed', { code: error.code, internal: error.internal, method })
    return
  }
  if (malformedBody(error) === null)
    log('request-failed', { code: 'defect', name: error.name, stack: framesOf(error), method })
}
