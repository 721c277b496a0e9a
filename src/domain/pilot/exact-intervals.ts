// Exact intervals for small counts: a rate per person from a count of tickets (Garwood 1936, by the gamma distribution) and a share from
// successes (Clopper and Pearson 1934, by the beta distribution). Both hold at least as often as they say, however small the pilot.

import { assert } from '../shared/assert.ts'

/** An estimate with the bounds between which the true value lies with the probability asked for. */
export type Interval = { readonly estimate: number; readonly low: number; readonly high: number }

/** Events per unit of exposure (tickets per person). Exposure must be above 0. `level` is the probability, for example 0.95. */
export function rateInterval(events: number, exposure: number, level = 0.95): Interval {
  assert(Number.isInteger(events) && events >= 0, 'a whole number of events')
  assert(exposure > 0, 'an exposure above 0')
  const tail = (1 - level) / 2
  return {
    estimate: events / exposure,
    low: events === 0 ? 0 : gammaQuantile(tail, events) / exposure,
    high: gammaQuantile(1 - tail, events + 1) / exposure,
  }
}

/** Successes of trials, of which there must be one at least. */
export function shareInterval(successes: number, trials: number, level = 0.95): Interval {
  assert(Number.isInteger(successes) && successes >= 0 && successes <= trials, 'successes among the trials')
  assert(trials >= 1, 'one trial at least')
  const tail = (1 - level) / 2
  return {
    estimate: successes / trials,
    low: successes === 0 ? 0 : bisect((share) => atLeast(successes, trials, share) - tail, 0, 1),
    high: successes === trials ? 1 : bisect((share) => tail - (1 - atLeast(successes + 1, trials, share)), 0, 1),
  }
}

/** The x at which the gamma distribution of a whole `shape` and scale 1 has reached the probability. */
function gammaQuantile(probability: number, shape: number): number {
  const most = shape + 20 * Math.sqrt(shape) + 60
  // Of a whole shape: the chance that a Poisson of mean x brings at least `shape` events.
  return bisect((x) => poissonAtLeast(shape, x) - probability, 0, most)
}

function poissonAtLeast(events: number, mean: number): number {
  if (mean === 0) return 0
  let [sum, logTerm] = [0, -mean]
  for (let count = 0; count < events; count++) {
    sum += Math.exp(logTerm)
    logTerm += Math.log(mean) - Math.log(count + 1)
  }
  return 1 - Math.min(1, sum)
}

/** The chance of at least so many successes of so many trials. */
function atLeast(successes: number, trials: number, share: number): number {
  if (share <= 0) return successes === 0 ? 1 : 0
  if (share >= 1) return 1
  let [sum, logTerm] = [0, trials * Math.log1p(-share)]
  for (let count = 0; count < successes; count++) {
    sum += Math.exp(logTerm)
    logTerm += Math.log((trials - count) / (count + 1)) + Math.log(share) - Math.log1p(-share)
  }
  return 1 - Math.min(1, sum)
}

/** Halvings until a double cannot be halved further. */
const halvings = 80

/** Where a rising function passes 0. */
function bisect(rising: (x: number) => number, from: number, to: number): number {
  let [low, high] = [from, to]
  for (let step = 0; step < halvings; step++) {
    const middle = (low + high) / 2
    if (rising(middle) < 0) low = middle
    else high = middle
  }
  return (low + high) / 2
}
