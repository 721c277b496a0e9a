// What is wrong with the choices for a pilot: rules that contradict one another or the tenant refuse it, the rest is said beside the proposal.

import type { PersonId } from '../shared/ids.ts'
import { leftOutWords } from './candidate.ts'
import type { Pool } from './pool.ts'
import { pilotPriors as priors } from './priors.ts'

/** What the owner chooses. */
export type PilotChoices = {
  /** People in the pilot; null lets the proposal choose from 40 to 50. */
  readonly size: number | null
  readonly seed: number
  readonly pins: readonly PersonId[]
  readonly bars: readonly PersonId[]
  readonly startsOn: Temporal.PlainDate
  /** Days from the first to the last, weekends counted. */
  readonly days: number
  readonly includeExecutives: boolean
  /** Today's date: a pilot cannot start before it. */
  readonly today: Temporal.PlainDate
  /** ISO weekdays on which people work, 1 is Monday; Monday to Friday when absent. */
  readonly workdays?: readonly number[]
}

/** The rule that is broken, for machines. */
export type PilotRule =
  | 'size-is-a-number-of-people'
  | 'ten-to-fourteen-days'
  | 'starts-today-or-later'
  | 'nobody-pinned-and-barred'
  | 'pins-fit-the-size'
  | 'pins-are-known'
  | 'pins-may-take-part'
  | 'somebody-may-take-part'
  | 'bars-are-known'
  | 'usual-size'
  | 'enough-people'
  | 'room-for-the-needs'
  | 'devices-are-known'
  | 'each-person-once'

export type PilotProblem = {
  readonly rule: PilotRule
  /** Whether there can be no proposal until it is mended. */
  readonly refuses: boolean
  readonly detail: string
  readonly ids: readonly PersonId[]
}

/** Largest pilot that is drawn, in people. A tenth of that is a usual one; beyond it, it is a wave. Assumed. */
const sizeLimit = 500

const refusal = (rule: PilotRule, detail: string, ids: readonly PersonId[] = []): PilotProblem => ({
  rule,
  refuses: true,
  detail,
  ids,
})
const remark = (rule: PilotRule, detail: string, ids: readonly PersonId[] = []): PilotProblem => ({
  rule,
  refuses: false,
  detail,
  ids,
})

/** What can be said before anybody is looked at. */
export function problemsOfChoices(choices: PilotChoices): readonly PilotProblem[] {
  const { size, days, startsOn, today } = choices
  const [pins, bars] = [new Set(choices.pins), new Set(choices.bars)]
  const both = [...pins].filter((id) => bars.has(id))
  const problems: PilotProblem[] = []
  const sizeIsValid = size === null || (Number.isInteger(size) && size >= 1 && size <= sizeLimit)
  if (!sizeIsValid) {
    problems.push(refusal('size-is-a-number-of-people', `A pilot has 1 to ${sizeLimit} people, not ${size}.`))
  }
  const [daysLeast, daysMost] = [priors.daysLeast.value, priors.daysMost.value]
  if (!Number.isInteger(days) || days < daysLeast || days > daysMost) {
    problems.push(refusal('ten-to-fourteen-days', `A pilot lasts ${daysLeast} to ${daysMost} days, not ${days}.`))
  }
  if (Temporal.PlainDate.compare(startsOn, today) < 0) {
    problems.push(refusal('starts-today-or-later', `${startsOn.toString()} has passed.`))
  }
  if (both.length > 0) {
    problems.push(refusal('nobody-pinned-and-barred', `${people(both.length)} pinned and barred at once.`, both))
  }
  const places = size ?? priors.sizeMost.value
  if (sizeIsValid && pins.size > places) {
    problems.push(refusal('pins-fit-the-size', `${people(pins.size)} pinned, ${places} places.`, [...pins]))
  }
  const [least, most] = [priors.sizeLeast.value, priors.sizeMost.value]
  if (sizeIsValid && size !== null && (size < least || size > most)) {
    problems.push(remark('usual-size', `A pilot that teaches enough has ${least} to ${most} people, this one ${size}.`))
  }
  return problems
}

/** What the tenant's people say to the choices. */
export function problemsOfPool(choices: PilotChoices, pool: Pool): readonly PilotProblem[] {
  const pins = new Set(choices.pins)
  const unknownPins = [...pins].filter((id) => !pool.ids.has(id))
  const out = pool.leftOut.filter(({ id, reason }) => pins.has(id) && reason !== 'barred')
  const unknownBars = [...new Set(choices.bars)].filter((id) => !pool.ids.has(id))
  const problems: PilotProblem[] = []
  if (unknownPins.length > 0) {
    problems.push(
      refusal('pins-are-known', `${people(unknownPins.length)} pinned, but not in this tenant.`, unknownPins),
    )
  }
  for (const { id, reason } of out)
    problems.push(refusal('pins-may-take-part', `Pinned, but: ${leftOutWords[reason]}`, [id]))
  if (pool.eligible === 0) {
    const detail =
      pool.leftOut.length === 0 ? 'The tenant has no people.' : `All ${pool.leftOut.length} accounts are left out.`
    problems.push(refusal('somebody-may-take-part', detail))
  }
  if (unknownBars.length > 0) {
    problems.push(
      remark('bars-are-known', `${people(unknownBars.length)} barred, but not in this tenant.`, unknownBars),
    )
  }
  const asked = choices.size ?? priors.sizeUsual.value
  if (pool.eligible > 0 && pool.eligible < asked) {
    problems.push(remark('enough-people', `${people(pool.eligible)} in the draw, ${asked} wanted: all of them are in.`))
  }
  if (pool.eligible > 0 && pool.withDevices === 0) {
    const detail = 'No device of anybody is known, so the pilot covers no family: sync or import the devices first.'
    problems.push(remark('devices-are-known', detail))
  }
  if (pool.repeated.length > 0) {
    const ids = [...new Set(pool.repeated)]
    problems.push(remark('each-person-once', `${people(ids.length)} listed more than once; the first row counts.`, ids))
  }
  return problems
}

/** Said when needs were left for want of places only. */
export function noRoomProblem(needs: number, size: number): PilotProblem {
  return remark(
    'room-for-the-needs',
    `${needs} needs find no place among ${size} people: a larger pilot may meet them.`,
  )
}

function people(number: number): string {
  return number === 1 ? '1 person' : `${number} people`
}
