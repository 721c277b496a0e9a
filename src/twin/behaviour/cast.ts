// The people of one run and what has happened to them so far: who is enrolled, tried, waits, is away, and why the rest is not enrolled.

import type { Random } from '#domain/shared/random.ts'
import { exponential, standardNormal } from './dice.ts'
import type { RehearsalPeople } from './rehearsal-input.ts'
import type { RunFigures } from './run-figures.ts'
import type { Stage } from './stage.ts'
import type { WorkClock } from './work-clock.ts'

/** Why a person is not enrolled at the end of a run. */
export const causeNames = [
  'enrolled',
  'outside',
  'not-begun',
  'away',
  'not-acted',
  'in-progress',
  'failed',
  'unnoticed',
  'queue',
  'no-fitting-device',
  'new-phone',
] as const

/** A cause by name. */
export type Cause = (typeof causeNames)[number]

/** The number of each cause in columns. */
export const causes = {
  enrolled: 0,
  outside: 1,
  notBegun: 2,
  away: 3,
  notActed: 4,
  inProgress: 5,
  failed: 6,
  unnoticed: 7,
  queue: 8,
  noFittingDevice: 9,
  newPhone: 10,
} as const

/** The number of a cause. */
export type CauseIndex = (typeof causes)[keyof typeof causes]

/** The people of one run. */
export type Cast = ReturnType<typeof castPeople>

/** Draws what differs between people of a run: willingness to act on mail, absence. Everybody else starts as the rehearsal's people say. */
export function castPeople(people: RehearsalPeople, stage: Stage, figures: RunFigures, random: Random) {
  const { count } = people
  const { of } = figures
  const enrolled = Uint8Array.from({ length: count }, (_, person) => people.enrolled?.[person] ?? 0)
  const family = Uint16Array.from(people.family)
  const willingness = new Float32Array(count)
  const awayFrom = new Float64Array(count)
  const awayTo = new Float64Array(count)
  const second = new Uint8Array(count)
  const busy = new Uint8Array(count)
  const discouraged = new Uint8Array(count)
  const contacts = new Uint8Array(count)
  const cause = new Uint8Array(count)
  const change = new Int32Array(stage.days * people.families.length)
  const waveChange = new Int32Array(stage.days * stage.members.length)
  drawPeople()

  function drawPeople() {
    const mood = new Map<number, number>()
    for (let person = 0; person < count; person++) {
      const department = people.department?.[person] ?? 0
      const shared = mood.get(department) ?? standardNormal(random) * of.departmentSpread
      mood.set(department, shared)
      willingness[person] = shared + standardNormal(random) * of.personSpread
      const isAway = random.chance(Math.min(1, (of.leaveShare * stage.days) / 84))
      const lengthMinutes = exponential(random, of.leaveDays) * 1440
      const from = random.next() * (stage.endsAt + lengthMinutes) - lengthMinutes
      if (!isAway) continue
      awayFrom[person] = from
      awayTo[person] = from + lengthMinutes
    }
  }

  /** Adds to the day's change of the count, under the family and wave that the person belonged to at the start. */
  function record(person: number, at: number, by: number) {
    const day = Math.min(stage.days - 1, Math.max(0, Math.floor(at / 1440) - 1))
    const familySlot = day * people.families.length + (people.family[person] as number)
    change[familySlot] = (change[familySlot] as number) + by
    const wave = people.wave[person] as number
    if (wave < 0) return
    const waveSlot = day * stage.members.length + wave
    waveChange[waveSlot] = (waveChange[waveSlot] as number) + by
  }

  function causeAtEnd(person: number): CauseIndex {
    const wave = people.wave[person] as number
    if (wave < 0) return causes.outside
    if (enrolled[person] === 1) return causes.enrolled
    if ((stage.startDay[wave] as number) * 1440 >= stage.endsAt) return causes.notBegun
    const last = cause[person] as CauseIndex
    if (last !== 0) return last
    if (awayUntil(person, stage.endsAt - 1) > 0) return causes.away
    return busy[person] === 1 ? causes.inProgress : causes.notActed
  }

  function awayUntil(person: number, at: number): number {
    const known = stage.knownLeaveUntil(person, at)
    const isAway = at >= (awayFrom[person] as number) && at < (awayTo[person] as number)
    return Math.max(known, isAway ? (awayTo[person] as number) : 0)
  }

  return {
    /** Change of the enrolled count by day and family: row `day`, column `family`. */
    change,
    /** The same by day and wave. */
    waveChange,
    clockOf: (person: number) => stage.clocks[people.calendar[person] as number] as WorkClock,
    waveOf: (person: number) => people.wave[person] as number,
    familyOf: (person: number) => family[person] as number,
    willingness: (person: number) => willingness[person] as number,
    /** End of the absence a person is in, minutes of the run; 0 when present. */
    awayUntil,
    isEnrolled: (person: number) => enrolled[person] === 1,
    isClosed: (person: number) => people.closed?.[person] === 1,
    isManaged: (person: number) => (people.managed?.[person] ?? 1) === 1,
    isSpecialist: (person: number) => people.specialist?.[person] === 1,
    /** An attempt is planned or the desk is at it: further mail starts nothing new. */
    isBusy: (person: number) => busy[person] === 1,
    /** Tried before in vain: the same obstacle is still there. */
    hasFailed: (person: number) => cause[person] === causes.failed || cause[person] === causes.unnoticed,
    isDiscouraged: (person: number) => discouraged[person] === 1,
    hasSecond: (person: number) => second[person] === 1,
    contactsOf: (person: number) => contacts[person] as number,
    setBusy: (person: number, value: boolean) => {
      busy[person] = value ? 1 : 0
    },
    discourage: (person: number) => {
      discouraged[person] = 1
    },
    setCause: (person: number, value: CauseIndex) => {
      cause[person] = value
    },
    countContact: (person: number) => {
      contacts[person] = Math.min(255, (contacts[person] as number) + 1)
    },
    /** Returns false when the person was enrolled already. */
    enrol: (person: number, at: number) => {
      if (enrolled[person] === 1) return false
      enrolled[person] = 1
      busy[person] = 0
      contacts[person] = 0
      record(person, at, 1)
      return true
    },
    lose: (person: number, at: number) => {
      enrolled[person] = 0
      record(person, at, -1)
    },
    addSecond: (person: number) => {
      second[person] = 1
    },
    changeFamily: (person: number, draws: Random) => {
      family[person] = people.family[draws.below(count)] as number
    },
    /** People with a second passkey. */
    seconds: () => second.reduce((sum, has) => sum + has, 0),
    causesAtEnd: () => Uint8Array.from({ length: count }, (_, person) => causeAtEnd(person)),
  }
}
