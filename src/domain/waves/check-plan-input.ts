// Refuses what cannot be planned, by the name of the rule, before anything is searched.

import { openMinutes } from './capacity.ts'
import type { PlanInput, PlanProblem } from './plan.ts'

/** What is wrong with the input. `fatal`: no plan can be made of it; the others are told beside the plan. */
export type InputFindings = { readonly fatal: readonly PlanProblem[]; readonly remarks: readonly PlanProblem[] }

/** Checks desks, rules and dates. */
export function checkPlanInput(input: PlanInput): InputFindings {
  return {
    fatal: [...ruleProblems(input), ...deskProblems(input), ...heldProblems(input)],
    remarks: dateRemarks(input),
  }
}

function ruleProblems({ rules, seed }: PlanInput): PlanProblem[] {
  const problems: PlanProblem[] = []
  const refuse = (isWrong: boolean, rule: string, message: string) => {
    if (isWrong) problems.push({ rule, message })
  }
  const whole = (value: number, least: number) => Number.isInteger(value) && value >= least
  refuse(!whole(rules.sizeMin, 1), 'size-min', 'The smallest wave must be a whole number of people, at least 1.')
  refuse(
    rules.sizeMax !== null && !whole(rules.sizeMax, 1),
    'size-max',
    'The largest wave must be a whole number of people, at least 1, or none.',
  )
  refuse(
    rules.sizeMax !== null && rules.sizeMin > rules.sizeMax,
    'size-min-over-size-max',
    `The smallest wave (${rules.sizeMin}) is larger than the largest (${rules.sizeMax}): no wave can keep both rules.`,
  )
  refuse(
    rules.ramp.some((share) => !(share > 0 && share <= 1)),
    'ramp',
    'Each step of the ramp must be a share above 0 and at most 1.',
  )
  refuse(!whole(rules.windowWorkdays, 1), 'window-workdays', 'A wave needs at least one workday.')
  refuse(
    !whole(rules.daysBetween, 1),
    'days-between',
    'There must be at least one day between the starts of two waves.',
  )
  refuse(!whole(rules.gatePauseWorkdays, 1), 'gate-pause', 'A gate needs at least one workday to be measured in.')
  refuse(
    rules.startWeekdays.length === 0 || rules.startWeekdays.some((day) => !whole(day, 1) || day > 7),
    'start-weekdays',
    'Waves need at least one weekday to start on, from 1 (Monday) to 7 (Sunday).',
  )
  refuse(
    !(rules.confidence >= 0.5 && rules.confidence < 1),
    'confidence',
    'The confidence must be at least 0.5 and below 1.',
  )
  refuse(!whole(rules.horizonDays, 1) || rules.horizonDays > 3660, 'horizon', 'The horizon must be 1 to 3,660 days.')
  refuse(!Number.isInteger(seed), 'seed', 'The seed must be a whole number.')
  return problems
}

function deskProblems({ desks, rules }: PlanInput): PlanProblem[] {
  const problems: PlanProblem[] = []
  const refuse = (isWrong: boolean, rule: string, message: string) => {
    if (isWrong) problems.push({ rule, message })
  }
  refuse(desks.length === 0, 'helpdesk', 'There is no helpdesk to plan for.')
  for (const desk of desks) {
    refuse(!(desk.agents >= 0 && desk.agents <= 1e6), 'helpdesk-agents', 'Agents must be 0 to 1,000,000.')
    refuse(
      !(desk.handlingMinutes > 0 && desk.handlingMinutes <= 1440),
      'helpdesk-handling-minutes',
      'The handling time must be above 0 and at most 1,440 minutes.',
    )
    refuse(
      !(desk.shareForRollout >= 0 && desk.shareForRollout <= 1),
      'helpdesk-share',
      'The share of time for the rollout must be 0 to 1.',
    )
    refuse(
      !(desk.target.share > 0 && desk.target.share < 1 && desk.target.withinMinutes >= 0),
      'helpdesk-target',
      'The target needs a share above 0 and below 1, and minutes of at least 0.',
    )
    refuse(!isTimeZone(desk.timeZone), 'helpdesk-time-zone', `There is no time zone of the name ${desk.timeZone}.`)
    refuse(openMinutes(desk) <= 0, 'helpdesk-hours', 'The desk is never open.')
  }
  const [first] = desks
  const twoDays = (day: number) => first?.workdays.includes(day) && first.workdays.includes((day % 7) + 1)
  refuse(
    first !== undefined && !rules.startWeekdays.some(twoDays),
    'start-weekdays-against-helpdesk-workdays',
    'The desk never works on a weekday on which waves may start and on the day after it.',
  )
  return problems
}

function heldProblems({ held = [] }: PlanInput): PlanProblem[] {
  const waveOf = new Map<string, string>()
  const ids = new Set<string>()
  for (const wave of held) {
    if (ids.has(wave.id)) return [{ rule: 'held-wave-twice', message: `Two held waves have the id ${wave.id}.` }]
    ids.add(wave.id)
    for (const id of wave.people) {
      const other = waveOf.get(id)
      if (other !== undefined) {
        return [
          { rule: 'person-in-two-waves', message: `A person is in both of the held waves ${other} and ${wave.id}.` },
        ]
      }
      waveOf.set(id, wave.id)
    }
  }
  return []
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function dateRemarks({ start, today, finishBy, desks }: PlanInput): PlanProblem[] {
  const remarks: PlanProblem[] = []
  const before = (one: Temporal.PlainDate, other: Temporal.PlainDate) => Temporal.PlainDate.compare(one, other) < 0
  if (before(start, today)) {
    remarks.push({
      rule: 'start-in-the-past',
      message: `The start ${start.toString()} is past; planning begins today, ${today.toString()}.`,
    })
  }
  if (finishBy !== null && before(finishBy, today)) {
    remarks.push({ rule: 'finish-by-in-the-past', message: `The date to be done by, ${finishBy.toString()}, is past.` })
  } else if (finishBy !== null && before(finishBy, start)) {
    remarks.push({
      rule: 'finish-by-before-start',
      message: `The date to be done by, ${finishBy.toString()}, is before the start.`,
    })
  }
  if (desks.length > 0 && desks.every((desk) => desk.agents * desk.shareForRollout === 0)) {
    remarks.push({
      rule: 'helpdesk-without-agents',
      message: 'No agent has time for the rollout, so no wave can keep the waiting time.',
    })
  }
  return remarks
}
