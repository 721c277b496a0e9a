// What a new plan changes against the one before it: dates, sizes, and who moved where.

import type { PersonId } from '../shared/ids.ts'
import type { Plan } from './plan.ts'

/** A change between two plans. Null: not in a wave. */
export type PlanChange =
  | { readonly kind: 'wave-added' | 'wave-removed'; readonly waveId: string; readonly size: number }
  | {
      readonly kind: 'wave-moved'
      readonly waveId: string
      readonly from: Temporal.PlainDate
      readonly to: Temporal.PlainDate
    }
  | { readonly kind: 'wave-resized'; readonly waveId: string; readonly from: number; readonly to: number }
  | {
      readonly kind: 'people-moved'
      readonly from: string | null
      readonly to: string | null
      readonly people: readonly PersonId[]
    }

/** Compares by wave id and by person; no change at all is an empty list. */
export function comparePlans(before: Pick<Plan, 'waves'>, after: Pick<Plan, 'waves'>): readonly PlanChange[] {
  const changes: PlanChange[] = []
  const old = new Map(before.waves.map((wave) => [wave.id, wave]))
  const ids = new Set(after.waves.map(({ id }) => id))
  for (const wave of before.waves) {
    if (!ids.has(wave.id)) changes.push({ kind: 'wave-removed', waveId: wave.id, size: wave.size })
  }
  for (const wave of after.waves) {
    const was = old.get(wave.id)
    if (was === undefined) {
      changes.push({ kind: 'wave-added', waveId: wave.id, size: wave.size })
      continue
    }
    if (!was.startsOn.equals(wave.startsOn)) {
      changes.push({ kind: 'wave-moved', waveId: wave.id, from: was.startsOn, to: wave.startsOn })
    }
    if (was.size !== wave.size) changes.push({ kind: 'wave-resized', waveId: wave.id, from: was.size, to: wave.size })
  }
  return [...changes, ...peopleMoved(before, after)]
}

function peopleMoved(before: Pick<Plan, 'waves'>, after: Pick<Plan, 'waves'>): PlanChange[] {
  const waveOf = new Map<PersonId, string>()
  for (const wave of before.waves) for (const id of wave.people) waveOf.set(id, wave.id)
  const moves = new Map<string, { from: string | null; to: string | null; people: PersonId[] }>()
  const note = (from: string | null, to: string | null, id: PersonId) => {
    const key = `${from ?? ''} ${to ?? ''}`
    const move = moves.get(key) ?? { from, to, people: [] }
    move.people.push(id)
    moves.set(key, move)
  }
  for (const wave of after.waves) {
    for (const id of wave.people) {
      const from = waveOf.get(id) ?? null
      if (from !== wave.id) note(from, wave.id, id)
      waveOf.delete(id)
    }
  }
  for (const [id, from] of waveOf) note(from, null, id)
  return [...moves.values()].map((move) => ({ kind: 'people-moved', ...move }))
}
