// What stands before every route: the Host header against DNS rebinding, the origin and type of writes, security headers, and no caching
// of data. The server listens on this machine only; these keep a page of another site in the owner's own browser out.

import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { AppError } from '#domain/shared/errors.ts'
import { problemResponse } from './problem.ts'

/** Largest request body, in bytes: 200 named accounts of the longest name fit. */
export const bodyBytesMax = 512 * 1024

const localNames: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

const readingMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS']

/** No script at all, no style but our own file, nothing from elsewhere, never in a frame. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Refuses every Host but this machine's own names: a page of another site that resolves its name to us is turned away. */
export function onlyLocalHost(): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host') ?? new URL(context.req.url).host
    const name = host.toLowerCase().replace(/:\d*$/, '')
    if (!localNames.includes(name)) return problemResponse(new AppError('host-refused'))
    await next()
    return undefined
  }
}

/**
 * Lets writes through only from this machine's own pages or from clients that are no browser. `Sec-Fetch-Site` is sent by browsers and cannot
 * be set by a page; `Origin` stands in where an old browser does not send it. Bodies must be JSON, which no form of another site can send.
 */
export function onlyOwnWrites(): MiddlewareHandler {
  return async (context, next) => {
    if (readingMethods.includes(context.req.method)) return await next()
    const site = context.req.header('sec-fetch-site')
    if (site !== undefined && site !== 'same-origin' && site !== 'none')
      return problemResponse(new AppError('origin-refused'))
    const origin = context.req.header('origin')
    if (origin !== undefined && origin !== new URL(context.req.url).origin)
      return problemResponse(new AppError('origin-refused'))
    if (context.req.method !== 'DELETE' && !isJson(context.req.header('content-type'))) {
      return problemResponse(new AppError('body-not-json'))
    }
    return await next()
  }
}

function isJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/json\s*(?:;|$)/i.test(contentType)
}

/** Refuses bodies over `bodyBytesMax`. */
export function smallBodies(): MiddlewareHandler {
  const onError = () =>
    problemResponse(
      new AppError('body-too-large', { public: `The request is larger than ${bodyBytesMax / 1024} KiB.` }),
    )
  return bodyLimit({ maxSize: bodyBytesMax, onError })
}

/** Security headers on every answer; `no-store` on all that does not say otherwise. */
export function securityHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next()
    const { headers } = context.res
    headers.set('Content-Security-Policy', contentSecurityPolicy)
    headers.set('X-Content-Type-Options', 'nosniff')
    headers.set('X-Frame-Options', 'DENY')
    headers.set('Referrer-Policy', 'no-referrer')
    headers.set('Cross-Origin-Opener-Policy', 'same-origin')
    headers.set('Cross-Origin-Resource-Policy', 'same-origin')
    headers.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
  }
}
