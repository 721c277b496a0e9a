// What the descriptions of routes share: JSON answers, problem answers, the tenant of the path.

import type { z } from 'zod'
import { AppError } from '#domain/shared/errors.ts'
import { tenantNameFrom, type TenantName } from '#domain/shared/ids.ts'
import { problem } from '../contract/problem.ts'

/** A JSON body of an answer, for createRoute. */
export function json<Schema extends z.ZodType>(schema: Schema, description: string) {
  return { description, content: { 'application/json': { schema } } }
}

/** A JSON body of a request, for createRoute. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } }
}

const problemWords = {
  400: 'The request is not understood.',
  403: 'Another site may not change anything here.',
  404: 'What is named does not exist.',
  409: 'The tenant is not in a state for this: never read, or being read.',
  413: 'The body is too large.',
  415: 'The body is not JSON.',
  500: 'Trouble on this machine.',
  502: 'Microsoft refused, or cannot be reached.',
} as const

type ProblemStatus = keyof typeof problemWords

type ProblemAnswer = { description: string; content: { 'application/problem+json': { schema: typeof problem } } }

/** The problem answers of a route by status, for createRoute. 500 is always among them. */
export function problems<Status extends ProblemStatus>(
  ...statuses: Status[]
): { [Key in Status | 500]: ProblemAnswer } {
  const answers = [...statuses, 500 as const].map((status) => [
    status,
    { description: problemWords[status], content: { 'application/problem+json': { schema: problem } } },
  ])
  return Object.fromEntries(answers) as { [Key in Status | 500]: ProblemAnswer }
}

/** The tenant that a path or query names. Throws AppError tenant-name-invalid. */
export function tenantFrom(text: string): TenantName {
  const name = tenantNameFrom(text)
  if (name === null) throw new AppError('tenant-name-invalid')
  return name
}

/** A moment of a query, laid out so that an absent one is an absent property. */
export function momentAt<Key extends string>(key: Key, text: string | undefined): { [K in Key]?: Temporal.Instant } {
  return (text === undefined ? {} : { [key]: Temporal.Instant.from(text) }) as { [K in Key]?: Temporal.Instant }
}

/** The properties that have a value: queries leave out what was not asked, and filters tell absent from undefined. */
export function present<Values extends object>(
  values: Values,
): { [Key in keyof Values]: Exclude<Values[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Values]: Exclude<Values[Key], undefined>
  }
}
