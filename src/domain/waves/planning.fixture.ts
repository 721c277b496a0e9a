// Good inputs to plan from: a company of any size with teams, families and an ordinary desk; tests change one thing.

import { random } from '../shared/random.ts'
import { emptyCalendar } from './calendar.ts'
import type { Helpdesk } from './capacity.ts'
import { type PlanInput, usualRules } from './plan.ts'
import { curvePrior, ticketRatePrior } from './priors.ts'
import { learnTicketRates } from './ticket-rate.ts'
import { type WavePeople, wavePeopleFrom, type WavePerson } from './wave-people.ts'

export const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text)

/** The ordinary desk: six agents, twelve minutes, a third of their time. */
export function desk(changes: Partial<Helpdesk> = {}): Helpdesk {
  return {
    agents: 6,
    handlingMinutes: 12,
    opensAt: Temporal.PlainTime.from('08:00'),
    closesAt: Temporal.PlainTime.from('17:00'),
    timeZone: 'Europe/Berlin',
    workdays: [1, 2, 3, 4, 5],
    country: 'DE',
    shareForRollout: 0.35,
    target: { share: 0.9, withinMinutes: 10 },
    ...changes,
  }
}

const families = ['iphone', 'samsung', 'pixel', 'iphone', 'xiaomi', 'iphone', 'samsung', 'unknown'] as const
const departments = ['Sales', 'Finance', 'Operations', 'HR', 'IT'] as const

/** People in teams of about eight under managers; three in a hundred privileged. The same seed gives the same people. */
export function persons(count: number, seed = 1, changes: Partial<WavePerson> = {}): WavePerson[] {
  const dice = random(seed, count)
  return Array.from({ length: count }, (_, index) => {
    const lead = index - (index % 8)
    return {
      id: `person-${index}`,
      family: dice.pick(families),
      department: departments[Math.floor(index / 40) % departments.length] ?? null,
      locale: dice.chance(0.7) ? 'de' : 'fr',
      country: 'DE',
      timeZone: null,
      managerId: index === lead ? (lead === 0 ? null : `person-${Math.floor(lead / 64) * 8}`) : `person-${lead}`,
      privileged: dice.chance(0.03),
      leftOut: null,
      leave: [],
      ...changes,
    }
  })
}

/** The same as columns. */
export function people(count: number, seed = 1, changes: Partial<WavePerson> = {}): WavePeople {
  return wavePeopleFrom(persons(count, seed, changes))
}

/** A thousand people and the ordinary desk, from a Monday. */
export function input(changes: Partial<PlanInput> = {}): PlanInput {
  return {
    people: people(1000),
    desks: [desk()],
    calendar: emptyCalendar,
    rates: learnTicketRates(ticketRatePrior, []),
    curve: curvePrior,
    rules: usualRules,
    today: day('2026-08-31'),
    start: day('2026-09-07'),
    finishBy: null,
    seed: 7,
    ...changes,
  }
}
