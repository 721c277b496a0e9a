// The summary curve of a wave: the share of people enrolled day by day, as bursts after each message that thin out over workdays. It sums up
// how simulated people behave without knowing them one by one; the rehearsal's tests hold the two together.

import type { ObservedMessage } from './observation.ts'
import { actingPriors, helpDays, helpForFailing, managerFactor } from './priors.ts'

/** What shapes a wave's curve, the same for all its families. */
export type CurveShape = {
  /** Shift of the log-odds of acting on the first message. */
  readonly firstShift: number
  /** Shift of the log-odds of acting on later messages. */
  readonly laterShift: number
  readonly promptShare: number
  /** Workdays. */
  readonly promptDays: number
  /** Workdays. */
  readonly laterDays: number
  /** Of those who act and fail, who is enrolled later, after help or another try. */
  readonly mendedShare: number
  /** 0: who failed has failed for good; 1: every message is a new chance. */
  readonly retryShare: number
}

/** What is the same for every family under one shape: for each message, the share that has acted on it by each day. */
export type ActingByDay = {
  readonly byMessage: readonly Float64Array[]
  /** The same with `helpDays` more to pass on average: when failures are mended. */
  readonly byMessageLater: readonly Float64Array[]
  readonly retryShare: number
  readonly mendedShare: number
}

/** Log-odds of a share, held inside 0 and 1. */
export function logOdds(share: number): number {
  const inside = Math.min(1 - 1e-9, Math.max(1e-9, share))
  return Math.log(inside / (1 - inside))
}

/** The share of these log-odds. */
export function shareOf(odds: number): number {
  return 1 / (1 + Math.exp(-odds))
}

/** The share that has acted on each message by the end of each day. `workdays` are those passed at the end of each day. */
export function actingByDay(
  shape: CurveShape,
  messages: readonly ObservedMessage[],
  workdays: Float64Array,
): ActingByDay {
  const first = messages.reduce((earliest, { day }) => Math.min(earliest, day), Infinity)
  const acting = messages.map((message) => {
    const shift = message.day === first ? shape.firstShift : shape.laterShift
    const share = shareOf(logOdds(actingPriors[message.kind].middle) + shift)
    return message.copiesManager ? 1 - (1 - share) ** managerFactor : share
  })
  const passedBefore = (day: number) => (day <= 0 ? 0 : (workdays[Math.min(day, workdays.length) - 1] ?? 0))
  const burst = (since: number, longer: number) =>
    since <= 0
      ? 0
      : 1 -
        shape.promptShare * Math.exp(-since / (shape.promptDays + longer)) -
        (1 - shape.promptShare) * Math.exp(-since / (shape.laterDays + longer))
  const columns = (longer: number) =>
    messages.map((message, index) => {
      const from = passedBefore(message.day)
      return workdays.map((passed, day) =>
        day < message.day ? 0 : (acting[index] as number) * burst(passed - from, longer),
      )
    })
  return {
    byMessage: columns(0),
    byMessageLater: columns(helpDays),
    retryShare: shape.retryShare,
    mendedShare: shape.mendedShare,
  }
}

/** The share enrolled at the end of a day, of people of whom a share `success` succeeds without help when they act. */
export function enrolledShare(acting: ActingByDay, success: number, day: number): number {
  const now = reached(acting.byMessage, acting.retryShare, success, day)
  const later = reached(acting.byMessageLater, acting.retryShare, success, day)
  const mended = acting.mendedShare * (helpForFailing + (1 - helpForFailing) * success)
  const withHelp = reached(acting.byMessageLater, acting.retryShare, success + mended * (1 - success), day)
  // Of those whom nothing but help could enrol, the share that help has reached.
  return later >= 1 ? now : now + ((1 - now) * (withHelp - later)) / (1 - later)
}

/** The share that has acted at all by the end of a day. */
export function actedShare(acting: ActingByDay, day: number): number {
  return reached(acting.byMessage, 0, 1, day)
}

function reached(byMessage: readonly Float64Array[], retryShare: number, success: number, day: number): number {
  let untried = 1
  let unenrolled = 1
  for (const message of byMessage) {
    const acted = message[day] as number
    untried *= 1 - acted
    unenrolled *= 1 - acted * success
  }
  return retryShare * (1 - unenrolled) + (1 - retryShare) * success * (1 - untried)
}
