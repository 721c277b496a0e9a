// Reasons in sentences, with the names of the tenant's policies and groups where the facts hold them.

import type { FactBook } from '#domain/tenant/fact.ts'

export type ReasonNames = Readonly<Record<string, string>>

/** The names. */
export function reasonNames(_facts: FactBook): ReasonNames {
  return {}
}

/** The sentence. */
export function reasonText(code: string, _names: ReasonNames): string {
  return code.replaceAll('-', ' ')
}
