// What Microsoft Entra's sign-in errors mean for whoever connects a tenant: the AADSTS number decides, its text is
// never shown whole. Source: Microsoft Entra authentication and authorization error codes.

import { AppError, type ErrorCode } from '#domain/shared/errors.ts'

const codes: Readonly<Record<string, ErrorCode>> = {
  /** Tenant not found; the tenant identifier is not valid; the tenant does not exist. */
  '90002': 'tenant-id-invalid',
  '900021': 'tenant-id-invalid',
  '900023': 'tenant-id-invalid',
  '50059': 'tenant-id-invalid',
  '500011': 'credentials-rejected',
  /** The application is not in the tenant; it is disabled; the secret is wrong; no credential was sent. */
  '700016': 'credentials-rejected',
  '7000112': 'credentials-rejected',
  '7000215': 'credentials-rejected',
  '7000218': 'credentials-rejected',
  '7000222': 'credentials-expired',
  /** The assertion's signature: an expired certificate says so in its reason, an unknown one too. */
  '700027': 'credentials-rejected',
}

const saying: Readonly<Record<string, string>> = {
  '700016': 'No application with this client id is registered in the tenant.',
  '7000112': 'The application is disabled in the tenant.',
  '7000215': 'The client secret is wrong. A secret is its value, not its id.',
  '7000222': 'The client secret has expired.',
  '700024': "The sign-in was out of its time: check this machine's clock.",
  '90002': 'Microsoft knows no tenant of this id.',
  '900023': 'Microsoft knows no tenant of this id.',
}

/** The error for an answer of the token endpoint; null when the text holds no AADSTS number. */
export function entraError(text: string, cause?: unknown): AppError | null {
  const number = /AADSTS(\d+)/.exec(text)?.[1]
  if (number === undefined) return null
  const expired = number === '700027' && /expired/i.test(text)
  const code = expired ? 'credentials-expired' : (codes[number] ?? 'credentials-rejected')
  const sentence =
    saying[number] ??
    (expired
      ? 'The certificate has expired.'
      : number === '700027'
        ? 'The application does not know this certificate.'
        : 'Microsoft Entra refused to sign the application in.')
  return new AppError(code, { public: `${sentence} (AADSTS${number})`, cause })
}
