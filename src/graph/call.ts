// The declaration of one call of Microsoft Graph that Keywave makes: what it asks, what it needs, what is counted for
// it, and the shape of its answer.

import type { z } from 'zod'
import type { CallNeeds } from './graph-failure.ts'
import type { BudgetName } from './throttle.ts'

export type Call<Schema extends z.ZodType = z.ZodType> = CallNeeds & {
  /** From the version on, with its query. `{id}` stands for what `pathOf` puts in. */
  readonly path: string
  /** A smaller path that tries the permission; null where another call of the same permission tries it. */
  readonly probe: string | null
  readonly budget: BudgetName
  /**
   * Resource units of the directory limit; 1 elsewhere. Source: throttling limits, $select lowers and $expand raises
   * by 1.
   */
  readonly units: number
  readonly headers?: Readonly<Record<string, string>>
  /** Microsoft's type of an item, for the test that compares the schema with Microsoft's metadata. */
  readonly graphType: string
  readonly version: 'v1.0' | 'beta'
  /** One item of a list, or the whole answer of a call that has no list. Loose: what we do not name is kept. */
  readonly schema: Schema
}

/** Declares a call. */
export function defineCall<Schema extends z.ZodType>(call: Call<Schema>): Call<Schema> {
  return call
}

/** The call's path with its `{name}` parts filled in, each encoded. */
export function pathOf(call: Pick<Call, 'path'>, parts: Readonly<Record<string, string>>): string {
  return call.path.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const part = parts[name]
    return part === undefined ? whole : encodeURIComponent(part)
  })
}
