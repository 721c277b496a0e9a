// Draws from the distributions that the behaviour needs, from a seeded stream. Box and Muller (1958) for the normal.

import type { Random } from '#domain/shared/random.ts'

/** A draw from the normal distribution of mean 0 and deviation 1. Takes two draws of the stream. */
export function standardNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next())
}

/** A draw from the exponential distribution of the mean given. */
export function exponential(random: Random, mean: number): number {
  return -mean * Math.log(1 - random.next())
}

/** A draw from the log-normal distribution with the mean given and a coefficient of variation of `variation`. */
export function logNormal(random: Random, mean: number, variation: number): number {
  const variance = Math.log(1 + variation * variation)
  return mean * Math.exp(Math.sqrt(variance) * standardNormal(random) - variance / 2)
}
