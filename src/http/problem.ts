// Turns trouble into problem+json (RFC 9457): the code, what happened, the next step; nothing of the inside.

import { AppError, errorCatalogue, type ErrorCode } from '#domain/shared/errors.ts'
import type { Problem } from './contract/problem.ts'

/** Media type of RFC 9457. */
export const problemType = 'application/problem+json'

export type FieldProblem = { field: string; problem: string }

/** The problem that tells an error. Errors that were not expected say only that they are a defect: their message may hold anything. */
export function problemOf(error: unknown, fields: readonly FieldProblem[] = []): Problem {
  const expected = error instanceof AppError ? error : new AppError('defect')
  const entry = errorCatalogue[expected.code]
  return {
    type: `urn:keywave:error:${expected.code}`,
    title: entry.title,
    status: entry.status,
    detail: expected.message,
    code: expected.code,
    remedy: entry.remedy,
    retry: expected.retry,
    ...(fields.length > 0 && { errors: [...fields] }),
  }
}

/** The answer that tells an error. */
export function problemResponse(
  error: unknown,
  fields: readonly FieldProblem[] = [],
  headers: Readonly<Record<string, string>> = {},
): Response {
  const problem = problemOf(error, fields)
  const all = new Headers({ ...headers })
  all.set('Content-Type', problemType)
  return new Response(JSON.stringify(problem), { status: problem.status, headers: all })
}

/** Whether a status of the catalogue is our own trouble and worth a line in the log. */
export function isServerTrouble(code: ErrorCode): boolean {
  return errorCatalogue[code].status >= 500
}
