// What the forecast believes of a wave before it has seen any of it, each figure with its source and its doubt. Observed days overrule them.

/** A believed figure; `low` and `high` hold it with a probability of 80 %. */
export type ForecastPrior = {
  readonly middle: number
  readonly low: number
  readonly high: number
  readonly unit: string
  readonly source: 'playbook' | 'microsoft' | 'assumed'
  readonly because: string
}

/** By kind of message, the share of those not yet enrolled who act on it. */
export const actingPriors = {
  invitation: prior(0.66, 0.52, 0.78, 'assumed', 'Announced a week before, most act on the first mail.'),
  deadline: prior(0.68, 0.52, 0.81, 'assumed', 'Announced on Monday, wanted by Friday.'),
  reminder: prior(0.27, 0.16, 0.42, 'assumed', 'Who passed over the first mail is harder to move.'),
  nudge: prior(0.2, 0.11, 0.34, 'assumed', 'A later word in chat or at sign-in.'),
  warning: prior(0.5, 0.32, 0.68, 'assumed', 'The warning seven days before enforcement.'),
  personal: prior(0.45, 0.27, 0.64, 'assumed', 'Everybody left is spoken to one by one.'),
} as const satisfies { readonly [kind: string]: ForecastPrior }

/** Copying the manager roughly doubles completion within 72 hours. Source: playbook. */
export const managerFactor = 2

/** The figures of the curve's shape. */
export const shapePriors = {
  promptShare: prior(
    0.7,
    0.55,
    0.82,
    'playbook',
    'The first 48 hours bring 70-80 % of the tickets, hence of the attempts.',
  ),
  promptDays: prior(0.5, 0.3, 0.85, 'assumed', 'Workdays until those act who act promptly.'),
  laterDays: prior(1, 0.6, 1.8, 'assumed', 'Workdays until the others act.'),
  mendedShare: prior(
    0.4,
    0.18,
    0.67,
    'assumed',
    'Of those who act and fail, who is enrolled after help or another try.',
  ),
  retryShare: prior(0.6, 0.35, 0.8, 'assumed', 'How far a later message is a new chance for those who failed.'),
} as const satisfies { readonly [name: string]: ForecastPrior }

/** Of those who act, the share that succeeds without help; and how far device families lie apart (log-odds, assumed). */
export const successPriors = {
  middle: prior(0.9, 0.8, 0.955, 'assumed', 'With a guide for the device most succeed at the first try.'),
  familyDeviation: 0.4,
  /** One family in seven is expected to fail in a way of its own, as Samsung phones do without a guide. */
  failingShare: 0.15,
  failingShift: -2.2,
  failingDeviation: 1.4,
} as const

/** Workdays until a failure is noticed and mended, on average: some show only at the next sign-in. Assumed. */
export const helpDays = 2.5

/** How much of the usual help is left where everything fails: what stops all people of a family also stops the desk. Assumed. */
export const helpForFailing = 0.35

/** How much alike the people of one wave and family act beyond the curve: intra-class correlation. Assumed; the tests measure the band. */
export const likeness = 0.004

/** Doubt of what is still to come beyond the curve, log-odds, for all families together. Assumed; the tests measure the band. */
export const futureDeviation = 0.3

/** The same for each family alone. Assumed; the tests measure the band. */
export const familyFutureDeviation = 0.4

function prior(
  middle: number,
  low: number,
  high: number,
  source: ForecastPrior['source'],
  because: string,
): ForecastPrior {
  return { middle, low, high, unit: 'share', source, because }
}
