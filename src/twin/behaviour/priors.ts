// What the behaviour of simulated people is believed to be, each figure with its source and its doubt. Nothing here knows of a plan.

import type { Figure, FigureSource } from './figure.ts'

function share(middle: number, low: number, high: number, source: FigureSource, because: string): Figure {
  return { kind: 'share', middle, low, high, unit: 'share', source, because }
}

function amount(
  middle: number,
  low: number,
  high: number,
  unit: string,
  source: FigureSource,
  because: string,
): Figure {
  return { kind: 'amount', middle, low, high, unit, source, because }
}

/** The figures that hold for everybody. */
export const behaviourFigures = {
  invitationActs: share(
    0.68,
    0.6,
    0.75,
    'assumed',
    'Announced a week before, most act on the day; the rest needs reminding.',
  ),
  deadlineActs: share(
    0.7,
    0.6,
    0.79,
    'assumed',
    'Announced on Monday with a deadline on Friday, more act at once and unprepared.',
  ),
  reminderActs: share(0.36, 0.27, 0.46, 'assumed', 'A reminder to those who did not act on the first mail.'),
  nudgeActs: share(0.28, 0.2, 0.38, 'assumed', 'A later reminder in chat or at sign-in.'),
  warningActs: share(
    0.65,
    0.54,
    0.75,
    'assumed',
    'The warning seven days before enforcement names a date and what stops.',
  ),
  personalActs: share(
    0.6,
    0.45,
    0.73,
    'playbook',
    'While the policy is report-only, everybody left is spoken to one by one; the share is assumed.',
  ),
  managerFactor: amount(
    2,
    1.6,
    2.4,
    'times',
    'playbook',
    'Copying the manager roughly doubles completion within 72 hours.',
  ),
  personSpread: amount(0.9, 0.6, 1.2, 'log-odds', 'assumed', 'How much people differ in acting on mail.'),
  departmentSpread: amount(0.25, 0.1, 0.45, 'log-odds', 'assumed', 'How much departments differ in acting on mail.'),
  promptShare: share(
    0.72,
    0.65,
    0.78,
    'playbook',
    'Chosen so that 70-80 % of the tickets of a wave come in its first 48 hours.',
  ),
  promptHours: amount(
    4.5,
    3.3,
    6,
    'working hours',
    'assumed',
    'People fit it in during the day of the mail, most before noon.',
  ),
  deadlineHours: amount(
    1.8,
    1.3,
    2.5,
    'working hours',
    'playbook',
    'With a deadline: about 200 tickets of 1,000 people in one morning.',
  ),
  laterDays: amount(0.9, 0.65, 1.25, 'working days', 'assumed', 'Those who put it off.'),
  backlogFactor: share(0.45, 0.3, 0.6, 'assumed', 'A mail found after leave is acted on less often.'),
  questionShare: share(
    0.11,
    0.075,
    0.16,
    'playbook',
    'Half of the ten top questions concern no failure (two phones, several computers, the link).',
  ),
  unpreparedQuestions: amount(
    1.5,
    1.2,
    1.9,
    'times',
    'assumed',
    'Without announcement and answers to hand more people ask, also whether the mail is genuine.',
  ),
  askShare: share(0.7, 0.6, 0.78, 'assumed', 'Of those who see a failure, who asks for help.'),
  retryShare: share(0.5, 0.38, 0.62, 'assumed', 'Of those who fail and do not ask, who tries once more alone.'),
  retryOdds: amount(0.5, 0.35, 0.7, 'times', 'assumed', 'The same obstacle is still there at the second try.'),
  channelSolves: share(
    0.3,
    0.22,
    0.38,
    'playbook',
    'A channel that everybody of the wave sees saves about 30 % of the tickets.',
  ),
  channelLater: share(
    0.55,
    0.42,
    0.67,
    'assumed',
    'The same from the third day on: the usual answers are there to be read.',
  ),
  discouragedOdds: amount(0.55, 0.4, 0.75, 'times', 'assumed', 'Who failed and gave up acts less on the next mail.'),
  patienceMinutes: amount(
    180,
    100,
    320,
    'open minutes',
    'assumed',
    'How long a person waits for the desk before giving up, on average.',
  ),
  callsAgain: share(
    0.3,
    0.18,
    0.45,
    'assumed',
    'Of those who gave up waiting, who asks once more the next working day.',
  ),
  reputationLoss: amount(
    1.8,
    1,
    3,
    'per unhappy share',
    'playbook',
    "With hours of waiting the rollout's reputation is gone in week 1; the strength is assumed.",
  ),
  secondLevel: share(0.075, 0.05, 0.1, 'playbook', '5-10 % of tickets need the second level.'),
  thirdLevel: share(0.014, 0.01, 0.02, 'playbook', '1-2 % of tickets need the rollout owner.'),
  secondLevelHours: amount(6, 3, 12, 'working hours', 'assumed', 'Until the second level has mended it.'),
  thirdLevelHours: amount(20, 10, 40, 'working hours', 'assumed', 'Until the rollout owner has mended it.'),
  closedMended: share(
    0.3,
    0.15,
    0.5,
    'assumed',
    'Of those whose devices hold no passkey, who gets a key or another device.',
  ),
  closedMendedDays: amount(9, 5, 15, 'working days', 'assumed', 'Ordering and posting a security key.'),
  signInDays: amount(
    3,
    2,
    4.5,
    'working days',
    'playbook',
    'Enrolled on Tuesday, first sign-in from the laptop on Friday: then a lost passkey shows.',
  ),
  secondDeviceShare: share(0.35, 0.2, 0.5, 'assumed', 'Two passkeys are advised; fewer come back for the second.'),
  secondDeviceDays: amount(4, 2, 8, 'working days', 'assumed', 'When they come back.'),
  secondDeviceAsks: share(0.04, 0.02, 0.07, 'assumed', 'The second device brings few tickets.'),
  phoneMonths: amount(24, 20, 28.5, 'months', 'playbook', 'A phone is replaced every 18-30 months.'),
  familySwitch: share(0.15, 0.08, 0.25, 'assumed', 'A new phone of another family.'),
  lostPhoneAsks: share(0.5, 0.35, 0.65, 'assumed', 'Who asks the desk when the new phone holds no passkey.'),
  leaveShare: share(
    0.7,
    0.55,
    0.82,
    'assumed',
    'Share of people away at least once in twelve weeks: about six weeks a year of leave and sickness.',
  ),
  leaveDays: amount(8, 5, 12, 'days', 'assumed', 'Mean length of an absence.'),
  specialistLogOdds: amount(1, 0.6, 1.5, 'log-odds', 'playbook', 'IT staff get past obstacles that stop others.'),
} as const satisfies { readonly [name: string]: Figure }

/** The name of a figure that holds for everybody. */
export type FigureId = keyof typeof behaviourFigures

/** What a device family does to an attempt. Shares from 0 to 1. */
export type FamilyFigures = {
  /** First attempts that succeed with Microsoft's generic page. */
  readonly plain: number
  /** First attempts that succeed with a guide for the device. */
  readonly guided: number
  /** Of the failures, those that nobody sees until the next sign-in. */
  readonly silent: number
  /** Of the failures that reach the desk, those that it mends. */
  readonly mended: number
  /** Passkeys that come along to a new device. */
  readonly survives: number
  /** Deviation of the log-odds of success between runs. */
  readonly doubt: number
}

function family(plain: number, guided: number, silent: number, mended: number, survives: number): FamilyFigures {
  return { plain, guided, silent, mended, survives, doubt: 0.3 }
}

/**
 * By device family. Samsung at 45 % and iPhone at 92 % without guides, and the order of the rest, are the playbook's; Huawei without Google
 * services holds no Entra passkey in its browsers (Microsoft's list of supported systems); the remaining numbers are assumed. A family that is
 * not known is a family of its own.
 */
export const familyFigures: { readonly [family: string]: FamilyFigures } = {
  iphone: family(0.84, 0.91, 0.08, 0.96, 0.8),
  ipad: family(0.8, 0.9, 0.08, 0.95, 0.8),
  mac: family(0.8, 0.89, 0.05, 0.95, 0.8),
  windows: family(0.78, 0.89, 0.04, 0.95, 0.05),
  pixel: family(0.82, 0.91, 0.06, 0.96, 0.7),
  samsung: family(0.42, 0.8, 0.45, 0.93, 0.6),
  xiaomi: family(0.42, 0.76, 0.25, 0.88, 0.1),
  huawei: family(0.12, 0.35, 0.1, 0.6, 0),
  honor: family(0.52, 0.79, 0.2, 0.9, 0.5),
  oppo: family(0.55, 0.81, 0.15, 0.92, 0.5),
  vivo: family(0.55, 0.81, 0.15, 0.92, 0.5),
  realme: family(0.55, 0.81, 0.15, 0.92, 0.5),
  oneplus: family(0.62, 0.84, 0.12, 0.93, 0.6),
  motorola: family(0.7, 0.86, 0.08, 0.94, 0.7),
  nothing: family(0.68, 0.86, 0.08, 0.94, 0.7),
  sony: family(0.68, 0.86, 0.08, 0.94, 0.7),
  nokia: family(0.65, 0.84, 0.08, 0.93, 0.7),
  'android-other': family(0.55, 0.8, 0.12, 0.9, 0.5),
  chromeos: family(0.4, 0.7, 0.05, 0.75, 0.5),
  linux: family(0.3, 0.6, 0.05, 0.7, 0),
  unknown: family(0.6, 0.8, 0.15, 0.9, 0.5),
}

/** Everything that the behaviour is made of: plain data, each part adjustable. */
export type BehaviourParameters = {
  readonly figures: { readonly [Name in FigureId]: Figure }
  readonly families: { readonly [family: string]: FamilyFigures }
}

/** The behaviour as believed before anything was measured. */
export const priorBehaviour: BehaviourParameters = { figures: behaviourFigures, families: familyFigures }
