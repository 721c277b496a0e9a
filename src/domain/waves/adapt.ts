// The closed loop's rule: when the waves still to come may widen and when they have to shrink, from what the waves so far have measured. A wave was sized
// for a number of tickets per person; what is now known of that number says by how much its size was too careful or too bold.

import { cautionAt, curveDoubt } from './arrivals.ts'
import type { Plan, PlanInput } from './plan.ts'
import { rosterOf } from './solve-waves.ts'
import { learnTicketRates, meanTicketRate, rateDoubt, type TicketObservation, type TicketRates } from './ticket-rate.ts'

/** What is advised for one wave. */
export type WaveAdvice = {
  readonly waveId: string
  readonly decision: 'widen' | 'shrink' | 'keep' | 'unknown'
  readonly size: number
  /** The size that the measured rate allows. Equal to `size` when kept or unknown. */
  readonly to: number
  readonly sizedForTicketsPerPerson: number
  /** The same quantity as it is believed after the measurement. */
  readonly nowTicketsPerPerson: number
}

/** The rule in numbers, told with the plan before anything is measured. */
export type WideningRule = {
  readonly waveId: string
  /** At or below this cautious rate the wave may grow. */
  readonly widenAtMost: number
  /** Above this one it must shrink. */
  readonly shrinkAbove: number
}

/** Fewer people than this say too little to change a plan by. */
export const peopleMeasuredMin = 20

/** A wave is widened only when the rate turned out at least this much lower, so that plans do not flutter. */
export const widenMargin = 0.85

/** Says for each wave that has not begun under which rates it changes. */
export function wideningRules(plan: Plan): readonly WideningRule[] {
  return plan.waves
    .filter(({ held }) => held === null)
    .map((wave) => ({
      waveId: wave.id,
      widenAtMost: wave.sizedForTicketsPerPerson * widenMargin,
      shrinkAbove: (wave.sizedForTicketsPerPerson * wave.roomForPeople) / wave.size,
    }))
}

/**
 * Advises on the waves that have not begun. Without enough measured people the answer is unknown, never a widening. A widened wave keeps to the ramp and
 * the largest size; planning again with the returned rates makes the new plan.
 */
export function adapt(
  plan: Plan,
  input: PlanInput,
  measured: readonly TicketObservation[],
): { readonly advice: readonly WaveAdvice[]; readonly rates: TicketRates } {
  const rates = learnTicketRates(input.rates.prior, measured)
  const roster = rosterOf({ ...input, held: [] })
  const { mix } = roster
  const caution = cautionAt(input.rules.confidence, rateDoubt(rates, mix) + curveDoubt(input.curve))
  const rowOf = new Map(input.people.ids.map((id, row) => [id, row]))
  const advice = plan.waves
    .filter(({ held }) => held === null)
    .map((wave): WaveAdvice => {
      const mean = meanRateOf(input, rates, wave.people, rowOf)
      const now = mean * caution
      const room = Math.floor((wave.roomForPeople * wave.sizedForTicketsPerPerson) / now)
      const told = { waveId: wave.id, size: wave.size, sizedForTicketsPerPerson: wave.sizedForTicketsPerPerson }
      if (rates.seen.people < peopleMeasuredMin) {
        return { ...told, decision: 'unknown', to: wave.size, nowTicketsPerPerson: now }
      }
      if (room < wave.size) return { ...told, decision: 'shrink', to: room, nowTicketsPerPerson: now }
      const isLower = now <= wave.sizedForTicketsPerPerson * widenMargin
      const to = Math.min(room, input.rules.sizeMax ?? Infinity)
      const mayGrow = isLower && wave.limitedBy !== 'ramp' && wave.limitedBy !== 'maximum-size' && to > wave.size
      return { ...told, decision: mayGrow ? 'widen' : 'keep', to: mayGrow ? to : wave.size, nowTicketsPerPerson: now }
    })
  return { advice, rates }
}

function meanRateOf(
  { people }: PlanInput,
  rates: TicketRates,
  ids: readonly string[],
  rowOf: ReadonlyMap<string, number>,
): number {
  let [sum, count] = [0, 0]
  for (const id of ids) {
    const row = rowOf.get(id)
    if (row === undefined) continue
    count += 1
    sum += meanTicketRate(rates, {
      family: people.families[people.family[row] as number] ?? 'unknown',
      department: people.departments[people.department[row] as number] ?? null,
      locale: people.locales[people.locale[row] as number] ?? null,
    })
  }
  return count === 0 ? rates.prior.ticketsPerPerson : sum / count
}
