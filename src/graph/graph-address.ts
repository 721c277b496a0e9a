// Where Microsoft Graph is, and the guard that a bearer goes nowhere else: every path and every link of an answer
// must lead back to the same scheme, host, port and path prefix. A cursor that was stored is checked the same way,
// because a database can be altered.

import { AppError } from '#domain/shared/errors.ts'

export type GraphAddress = {
  /** The full address of a path from the version on. Throws AppError graph-unexpected when it leads elsewhere. */
  urlOf(path: string): URL
  /** A link as a path from the version on. Throws AppError graph-unexpected when it leads elsewhere. */
  pathFrom(link: string): string
}

/**
 * The address behind KEYWAVE_GRAPH_URL, for example https://graph.microsoft.com; a trailing version is taken off.
 * Throws config-invalid.
 */
export function graphAddress(graphUrl: string): GraphAddress {
  const base = URL.canParse(graphUrl) ? new URL(graphUrl) : null
  if (base === null || (base.protocol !== 'https:' && base.protocol !== 'http:')) {
    throw new AppError('config-invalid', { public: 'KEYWAVE_GRAPH_URL is not an http or https address.' })
  }
  const prefix = base.pathname.replace(/\/+$/, '').replace(/\/(?:v1\.0|beta)$/, '')
  const isOurs = (url: URL) =>
    url.origin === base.origin &&
    url.username === '' &&
    url.password === '' &&
    (url.pathname.startsWith(`${prefix}/v1.0/`) || url.pathname.startsWith(`${prefix}/beta/`))
  const checked = (text: string): URL => {
    const url = URL.canParse(text, base.origin) ? new URL(text, base.origin) : null
    if (url === null || !isOurs(url)) {
      throw new AppError('graph-unexpected', {
        public: `Microsoft Graph gave a link that leads elsewhere (${url?.host ?? 'no address'}); it was not followed.`,
      })
    }
    return url
  }
  return {
    urlOf: (path) => checked(prefix + path),
    pathFrom(link) {
      const url = checked(link)
      return url.pathname.slice(prefix.length) + url.search
    },
  }
}
