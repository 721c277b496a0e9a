// The gamma distribution and the gamma-Poisson (negative binomial) prediction from it. Follows Abramowitz and Stegun 6.5 (series and
// continued fraction of the incomplete gamma function) and Lanczos' approximation of its logarithm.

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905,
  -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
]

/** Natural logarithm of the gamma function, for x > 0. */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x)
  let sum = 0.99999999999980993
  for (const [index, coefficient] of lanczos.entries()) sum += coefficient / (x + index)
  const t = x + lanczos.length - 1.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

/** Probability that a gamma variable of the given shape and scale 1 is at most x. */
export function gammaCdf(shape: number, x: number): number {
  if (x <= 0) return 0
  const front = Math.exp(shape * Math.log(x) - x - logGamma(shape))
  return x < shape + 1 ? (front / shape) * lowerSeries(shape, x) : 1 - front * upperFraction(shape, x)
}

/** The most terms of a series or fraction; both converge in about the square root of the shape. */
const termsMax = 100_000

function lowerSeries(shape: number, x: number): number {
  let term = 1
  let sum = 1
  for (let n = 1; n < termsMax; n++) {
    term *= x / (shape + n)
    sum += term
    if (term < sum * 1e-15) break
  }
  return sum
}

function upperFraction(shape: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - shape
  let c = 1 / tiny
  let d = 1 / b
  let value = d
  for (let n = 1; n < termsMax; n++) {
    const a = -n * (n - shape)
    b += 2
    d = 1 / nonZero(a * d + b, tiny)
    c = nonZero(b + a / c, tiny)
    value *= d * c
    if (Math.abs(d * c - 1) < 1e-15) break
  }
  return value
}

function nonZero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value
}

/** The value that a gamma variable of the given shape and mean stays under with probability p, 0 < p < 1. */
export function gammaQuantile(p: number, shape: number, mean: number): number {
  if (mean === 0) return 0
  let low = 0
  let high = shape + 10 * Math.sqrt(shape) + 10
  while (gammaCdf(shape, high) < p) high *= 2
  for (let step = 0; step < 60 && high - low > 1e-12 * high; step++) {
    const middle = (low + high) / 2
    if (gammaCdf(shape, middle) < p) low = middle
    else high = middle
  }
  return ((low + high) / 2 / shape) * mean
}

/** Above this mean the count is so wide that the continuous distribution of the same mean and variance serves. */
const exactMeanMax = 1000

/** The smallest count that a Poisson variable, whose rate is gamma with this shape and mean, stays at or under with probability p. */
export function gammaPoissonQuantile(p: number, shape: number, mean: number): number {
  if (mean <= 0) return 0
  if (mean > exactMeanMax) {
    const variance = mean + (mean * mean) / shape
    return Math.round(gammaQuantile(p, (mean * mean) / variance, mean))
  }
  const ratio = mean / (mean + shape)
  let probability = Math.exp(shape * Math.log1p(-ratio))
  let sum = probability
  let count = 0
  while (sum < p && count < exactMeanMax * 100) {
    probability *= (ratio * (shape + count)) / (count + 1)
    count += 1
    sum += probability
  }
  return count
}
