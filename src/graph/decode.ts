// Decodes what Microsoft answers, once, at the rim. An item of unexpected shape is set aside with the path of the
// field; the rest is kept. No value of an item is repeated in a problem: it may name a person.

import type { z } from 'zod'
import { AppError } from '#domain/shared/errors.ts'
import type { RejectedItem } from '#app/ports.ts'

const remedy =
  'This item was left out and the rest was kept. If a later sync shows it again, report the call and the field.'

/** What is wrong with an answer: the first field, and how many more. */
export type Misfit = { readonly field: string; readonly problem: string }

export type Decoded<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly misfit: Misfit }

/** Decodes one value; `at` is the path of the value in its answer. */
export function decode<Schema extends z.ZodType>(schema: Schema, value: unknown, at = ''): Decoded<z.infer<Schema>> {
  const result = schema.safeParse(value)
  if (result.success) return { ok: true, value: result.data }
  return { ok: false, misfit: misfitOf(result.error, at) }
}

function misfitOf(error: z.ZodError, at: string): Misfit {
  const [first, ...more] = error.issues
  const path = (first?.path ?? []).map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
  const others = more.length === 0 ? '' : `; ${more.length} more`
  return {
    field: (at + path).replace(/^\./, '') || '(whole)',
    problem: `${first?.message ?? 'unexpected shape'}${others}`,
  }
}

/** An item that was set aside. `position` counts from 1. */
export function rejectedItem(origin: string, misfit: Misfit, position: number | null = null): RejectedItem {
  return { origin, position, field: misfit.field, problem: misfit.problem, remedy }
}

/** The items of a list that have the expected shape, and those that have not. */
export function decodeItems<Schema extends z.ZodType>(
  schema: Schema,
  items: readonly unknown[],
  origin: string,
  listName = 'value',
): { readonly values: readonly z.infer<Schema>[]; readonly rejected: readonly RejectedItem[] } {
  const values: z.infer<Schema>[] = []
  const rejected: RejectedItem[] = []
  for (const [index, item] of items.entries()) {
    const decoded = decode(schema, item, `${listName}[${index}]`)
    if (decoded.ok) values.push(decoded.value)
    else rejected.push(rejectedItem(origin, decoded.misfit, index + 1))
  }
  return { values, rejected }
}

/** A page of a list as Microsoft sends it. */
export type RawPage = {
  readonly items: readonly unknown[]
  readonly nextLink: string | null
  readonly deltaLink: string | null
}

/** The frame of a page. Throws AppError graph-unexpected when it is none. */
export function readPage(body: unknown, call: string): RawPage {
  const page = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
  const { value } = page
  if (!Array.isArray(value))
    throw new AppError('graph-unexpected', { public: `${call}: the answer holds no list "value".` })
  return {
    items: value as readonly unknown[],
    nextLink: linkOf(page, '@odata.nextLink'),
    deltaLink: linkOf(page, '@odata.deltaLink'),
  }
}

function linkOf(page: Readonly<Record<string, unknown>>, name: string): string | null {
  const link = page[name]
  return typeof link === 'string' && link !== '' ? link : null
}

/** Copies the named properties that are there: absent ones stay absent, null stays null. */
export function present<Item extends object, Name extends keyof Item>(
  item: Item,
  names: readonly Name[],
): { [Key in Name]?: Exclude<Item[Key], undefined> } {
  const copy: { [Key in Name]?: Exclude<Item[Key], undefined> } = {}
  for (const name of names) {
    const value = item[name]
    if (value !== undefined) copy[name] = value as Exclude<Item[Name], undefined>
  }
  return copy
}
