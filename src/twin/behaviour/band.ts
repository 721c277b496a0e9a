// Bands over runs: the 10, 50 and 90 % points of a sample, by the nearest rank.

import type { Band, BandSeries } from './rehearsal-result.ts'

/** The value below or at which a share of a sorted sample lies. NaN for an empty sample. */
export function pointOf(sorted: ArrayLike<number>, share: number): number {
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))
  return sorted[index] ?? Number.NaN
}

/** The band of a sample in any order. Zero wide at 0 for an empty sample. */
export function bandOf(sample: ArrayLike<number>): Band {
  if (sample.length === 0) return { low: 0, middle: 0, high: 0 }
  const sorted = Float64Array.from(sample).sort()
  return { low: pointOf(sorted, 0.1), middle: pointOf(sorted, 0.5), high: pointOf(sorted, 0.9) }
}

/** Bands over time from columns: `valueAt(run, step)`. */
export function bandSeries(steps: number, runs: number, valueAt: (run: number, step: number) => number): BandSeries {
  const low: number[] = []
  const middle: number[] = []
  const high: number[] = []
  const sample = new Float64Array(runs)
  for (let step = 0; step < steps; step++) {
    for (let run = 0; run < runs; run++) sample[run] = valueAt(run, step)
    sample.sort()
    low.push(pointOf(sample, 0.1))
    middle.push(pointOf(sample, 0.5))
    high.push(pointOf(sample, 0.9))
  }
  return { low, middle, high }
}
