// The figures that a pilot rests on before anything was measured: each with where it comes from and how far it may be off.

/** A figure with its source and its doubt. */
export type Prior = {
  readonly value: number
  /** Between these the true figure may well lie; equal to the value where it is a rule and not an estimate. */
  readonly low: number
  readonly high: number
  readonly source: 'playbook' | 'microsoft' | 'assumed'
  readonly doubt: string
}

const rule = (value: number, source: Prior['source'], doubt: string): Prior => ({
  value,
  low: value,
  high: value,
  source,
  doubt,
})

/** All priors of the pilot, by name. Shares are 0 to 1. */
export const pilotPriors = {
  sizeLeast: rule(30, 'playbook', 'A rule of thumb: fewer people leave families with a single person.'),
  sizeMost: rule(50, 'playbook', 'A rule of thumb: more people cost the desk more than they teach it.'),
  sizeUsual: rule(
    40,
    'assumed',
    'The middle of 30 to 50; the proposal goes to 50 when 40 leave a need for want of room.',
  ),
  daysLeast: rule(10, 'playbook', 'Shorter pilots miss failures to sign in on a second device days later.'),
  daysMost: rule(14, 'playbook', 'Longer pilots were said to teach little more.'),
  samsungLeast: rule(5, 'playbook', 'A rule: Samsung Pass is the most frequent quirk.'),
  samsungMost: rule(10, 'playbook', 'A rule: so that one family does not drown the others.'),
  outsideItLeast: rule(0.6, 'playbook', 'A rule: people in IT work around what stops others.'),
  outsideItMost: rule(0.7, 'playbook', 'A rule.'),
  peoplePerDepartment: rule(5, 'assumed', 'Mixed is not put in figures anywhere: one department for every 5 people.'),
  peoplePerPlace: rule(8, 'assumed', 'One place, and one country, for every 8 people.'),
  peoplePerLanguage: rule(10, 'assumed', 'One language for every 10 people.'),
  crossDeviceAfterDays: {
    value: 3,
    low: 2,
    high: 5,
    source: 'playbook',
    doubt: 'From the example of a phone on Tuesday and a laptop on Friday.',
  },
  enrolledShareLeast: {
    value: 0.8,
    low: 0.7,
    high: 0.9,
    source: 'assumed',
    doubt: 'Stalled rollouts end at 50 to 65 %; chosen people with help at hand must do clearly better.',
  },
  provenShareLeast: {
    value: 0.8,
    low: 0.7,
    high: 0.95,
    source: 'assumed',
    doubt: 'No published figure for signing in on a second device was found.',
  },
  familySuccessLeast: {
    value: 0.5,
    low: 0.4,
    high: 0.6,
    source: 'assumed',
    doubt: 'A family in which most attempts fail needs its own way before a wave holds it.',
  },
  ticketsPerPersonMost: {
    value: 0.5,
    low: 0.3,
    high: 0.8,
    source: 'assumed',
    doubt: 'The playbook has 200 tickets of 1,000 people in one morning; a rate far above that no desk bears.',
  },
  modeRepeats: rule(2, 'assumed', 'A failure that two people met in a pilot of fifty will come every day in a wave.'),
} as const satisfies Record<string, Prior>
