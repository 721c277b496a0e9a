// Errors as Microsoft Graph writes them: {error: {code, message, innerError: {date, request-id, client-request-id}}}.
// Shape: Microsoft Graph REST "Error responses and resource types".

/** An answer that is an error, thrown by a call and written by the front of the server. */
export class GraphProblem extends Error {
  override readonly name = 'GraphProblem'
  readonly status: number
  readonly code: string
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** What an error body says beside code and message. */
export type ProblemTrace = {
  readonly requestId: string
  readonly clientRequestId: string
  readonly now: Temporal.Instant
}

/** The JSON body of an error. */
export function problemBody(problem: GraphProblem, trace: ProblemTrace) {
  return {
    error: {
      code: problem.code,
      message: problem.message,
      innerError: {
        date: trace.now.toString({ fractionalSecondDigits: 0 }).replace('Z', ''),
        'request-id': trace.requestId,
        'client-request-id': trace.clientRequestId,
      },
    },
  }
}

/** 404 for an object id that the directory does not hold. */
export function notFound(id: string): GraphProblem {
  return new GraphProblem(
    404,
    'Request_ResourceNotFound',
    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
  )
}

/** 400 for a body or a query option that cannot be understood. */
export function badRequest(message: string, code = 'Request_BadRequest'): GraphProblem {
  return new GraphProblem(400, code, message)
}

/** 400 for a query that is understood and not offered. */
export function unsupportedQuery(message: string): GraphProblem {
  return new GraphProblem(400, 'Request_UnsupportedQuery', message)
}

/** 403 when the application lacks the permission, in Microsoft's words. */
export function authorizationDenied(): GraphProblem {
  return new GraphProblem(403, 'Authorization_RequestDenied', 'Insufficient privileges to complete the operation.')
}

/** 403 when the tenant lacks Entra ID P1, in Microsoft's words. */
export function noPremiumLicence(): GraphProblem {
  return new GraphProblem(
    403,
    'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    "Neither tenant is B2C or tenant doesn't have premium license",
  )
}

/** 501 for what the simulated tenant does not build; says where the list of what it does build is. */
export function notBuilt(what: string): GraphProblem {
  return new GraphProblem(
    501,
    'TwinNotBuilt',
    `The simulated tenant does not build ${what}. The calls that it answers are listed at /.`,
  )
}
