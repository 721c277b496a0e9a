// Errors of the token endpoint as Microsoft Entra writes them (RFC 6749 section 5.2 with Entra's members).
// Source: Microsoft identity platform "Authentication and authorization error codes".

/** A refusal with Entra's number; `error` is OAuth's word for it. */
export class EntraProblem extends Error {
  override readonly name = 'EntraProblem'
  readonly status: number
  readonly error: string
  readonly number: number

  constructor(number: number, status: number, error: string, message: string) {
    super(message)
    this.number = number
    this.status = status
    this.error = error
  }
}

/** The JSON body of a refusal; ids are GUIDs. */
export function entraProblemBody(
  problem: EntraProblem,
  trace: {
    readonly traceId: string
    readonly correlationId: string
    readonly now: Temporal.Instant
    readonly origin: string
  },
) {
  const timestamp = trace.now.toString({ fractionalSecondDigits: 0 }).replace('T', ' ')
  return {
    error: problem.error,
    error_description: `AADSTS${problem.number}: ${problem.message} Trace ID: ${trace.traceId} Correlation ID: ${trace.correlationId} Timestamp: ${timestamp}`,
    error_codes: [problem.number],
    timestamp,
    trace_id: trace.traceId,
    correlation_id: trace.correlationId,
    error_uri: `${trace.origin}/error?code=${problem.number}`,
  }
}

/** Tenant id or domain that does not exist. */
export const unknownTenant = (tenant: string) =>
  new EntraProblem(
    90002,
    400,
    'invalid_request',
    `Tenant '${tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`,
  )

/** A parameter that is not in the body. */
export const missingParameter = (name: string) =>
  new EntraProblem(900144, 400, 'invalid_request', `The request body must contain the following parameter: '${name}'.`)

/** An application that the tenant does not know. */
export const unknownClient = (clientId: string, tenant: string) =>
  new EntraProblem(
    700016,
    400,
    'unauthorized_client',
    `Application with identifier '${clientId}' was not found in the directory '${tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
  )

/** A secret that is not the application's. */
export const wrongSecret = (clientId: string) =>
  new EntraProblem(
    7000215,
    401,
    'invalid_client',
    `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
  )

/** A secret past its end. */
export const expiredSecret = (clientId: string) =>
  new EntraProblem(
    7000222,
    401,
    'invalid_client',
    `The provided client secret keys for app '${clientId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
  )

/** An assertion whose key is expired, unknown or does not verify it. */
export const badAssertionKey = (reason: string, thumbprint: string) =>
  new EntraProblem(
    700027,
    401,
    'invalid_client',
    `Client assertion contains an invalid signature. [Reason - ${reason}, Thumbprint of key used by client: '${thumbprint}']`,
  )

/** An assertion outside its own time. */
export const assertionOutsideTime = () =>
  new EntraProblem(700024, 401, 'invalid_client', 'Client assertion is not within its valid time range.')

/** An assertion that is no signed JWT, or is for somebody else. */
export const malformedAssertion = (why: string) =>
  new EntraProblem(50027, 400, 'invalid_request', `JWT token is invalid or malformed. ${why}`)
