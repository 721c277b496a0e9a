// The failure modes of a pilot in the order in which they will cost the desk: by the people they met, then by how often, with the families,
// bands and steps at which each happens.

import type { DeviceFamily } from '../devices/device-family.ts'
import type { OsBand } from '../devices/os-band.ts'
import type { PersonId } from '../shared/ids.ts'
import type { PilotFailure, PilotResult } from './pilot-result.ts'

export type RankedFailure = {
  readonly mode: string
  /** People who met it, and how often it was met. */
  readonly people: number
  readonly times: number
  /** Of all failures, 0 to 1. */
  readonly share: number
  /** Where it happens, most people first. */
  readonly where: readonly {
    readonly family: DeviceFamily
    readonly osBand: OsBand | null
    readonly people: number
    readonly times: number
  }[]
  /** Steps at which it was noted, most frequent first. */
  readonly steps: readonly { readonly step: string; readonly times: number }[]
}

type Met = PilotFailure & { readonly id: PersonId }

/** Ranks what happened. Of equals the name decides, so that the order is always the same. */
export function rankFailures(results: readonly PilotResult[]): readonly RankedFailure[] {
  const all = results.flatMap(({ id, failures }) => failures.map((failure): Met => ({ ...failure, id })))
  return grouped(all, ({ mode }) => mode)
    .map(([mode, met]) => ({
      mode,
      ...sizes(met),
      share: met.length / all.length,
      where: grouped(met, ({ family, osBand }) => `${family} ${osBand ?? ''}`)
        .flatMap(([, here]) => {
          const [first] = here
          return first === undefined ? [] : [{ family: first.family, osBand: first.osBand, ...sizes(here) }]
        })
        .toSorted(byPeople),
      steps: grouped(
        met.flatMap(({ step }) => (step === null ? [] : [step])),
        (step) => step,
      )
        .map(([step, times]) => ({ step, times: times.length }))
        .toSorted((one, other) => other.times - one.times),
    }))
    .toSorted(byPeople)
}

type Sizes = { readonly people: number; readonly times: number }

function sizes(met: readonly Met[]): Sizes {
  return { people: new Set(met.map(({ id }) => id)).size, times: met.length }
}

/** Sorting keeps the order of equals, and groups come in order of their key. */
function byPeople(one: Sizes, other: Sizes): number {
  return other.people - one.people || other.times - one.times
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly [string, Item[]])[] {
  const groups = new Map<string, Item[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return [...groups].toSorted(([one], [other]) => (one < other ? -1 : 1))
}
