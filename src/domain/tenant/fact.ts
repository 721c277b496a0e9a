// A fact: one thing that can be known of a whole tenant, its name, its type, what reading it needs, and how long it may be believed.
// People, their methods and their devices are rows, not facts: see people/. Facts hold settings, short lists, and counts with names.

import type { Evidence } from '../shared/evidence.ts'

export type FactRequirement = {
  /** The Microsoft Graph call, as the permission reference prints it; null for what the owner tells us or we count ourselves. */
  readonly call: string | null
  /** Least privileged application permission, null when none is needed. Source: facts of Microsoft's permission list, 2026-08. */
  readonly permission: string | null
  /** Licence without which Microsoft answers 403; null when none. */
  readonly licence: string | null
  /** What the product cannot tell without it, for the permission reference. */
  readonly why: string
}

/** The declaration of a fact; `Value` is carried in the type only. */
export type Fact<Name extends string = string, Value = unknown> = {
  readonly name: Name
  readonly title: string
  readonly requirement: FactRequirement
  /** Evidence older than this holds no verdict, in hours. */
  readonly maxAgeHours: number
  /** Never set: it carries the type of the value. */
  readonly value?: Value
}

/** Declares a fact. `Value` must be plain JSON: it is stored as it is. */
export function defineFact<Value>() {
  return <Name extends string>(declaration: Omit<Fact<Name, Value>, 'value'>): Fact<Name, Value> => declaration
}

/** The type of a fact's value. */
export type ValueOf<F> = F extends Fact<string, infer Value> ? Value : never

/** All that is known of a tenant at a moment, by fact name. What is absent has never been read. */
export type FactBook = { readonly [name: string]: Evidence<unknown> | undefined }
