// How many tickets a person of a family, department and locale brings: a gamma-Poisson model with partial pooling, so that a family seen twice
// leans on the fleet and one seen often speaks for itself. Tickets of a cell ~ Poisson(people x level x family x department x locale), each
// factor gamma; fitted by coordinate ascent on the mean-field bound (each step is a conjugate gamma update), which is deterministic.

import { gammaQuantile } from './gamma-distribution.ts'

/** What is believed of ticket rates before any was seen. Shapes: how many tickets' worth of evidence. */
export type TicketRatePrior = {
  readonly ticketsPerPerson: number
  readonly shape: number
  readonly familyWeights: Readonly<Record<string, number>>
  readonly otherFamilyWeight: number
  readonly familyShape: number
  readonly departmentShape: number
  readonly localeShape: number
}

/** People of one cell and the tickets that they brought. Null: not told, which says nothing about that factor. */
export type TicketObservation = {
  readonly family: string
  readonly department: string | null
  readonly locale: string | null
  readonly people: number
  readonly tickets: number
}

/** A gamma-distributed factor: mean = shape / rate. */
export type GammaFactor = { readonly shape: number; readonly rate: number }

/** What is believed of ticket rates now. */
export type TicketRates = {
  readonly prior: TicketRatePrior
  readonly level: GammaFactor
  readonly families: ReadonlyMap<string, GammaFactor>
  readonly departments: ReadonlyMap<string, GammaFactor>
  readonly locales: ReadonlyMap<string, GammaFactor>
  /** People and tickets seen. */
  readonly seen: { readonly people: number; readonly tickets: number }
}

/** A rate in tickets per person with its credible bounds (80 %). */
export type CredibleRate = { readonly mean: number; readonly low: number; readonly high: number }

/** Rounds of the ascent at most; it stops when no factor moves by more than a millionth. */
const roundsMax = 200

/** Learns rates from what was seen. Negative or broken counts are left out: they are no evidence. */
export function learnTicketRates(prior: TicketRatePrior, observed: readonly TicketObservation[]): TicketRates {
  const cells = observed.filter(
    ({ people, tickets }) => people > 0 && tickets >= 0 && Number.isFinite(people + tickets),
  )
  const level = { shape: prior.shape, rate: prior.shape / prior.ticketsPerPerson }
  const groups = [
    factorGroup(cells, prior.familyShape, ({ family }) => family),
    factorGroup(cells, prior.departmentShape, ({ department }) => department),
    factorGroup(cells, prior.localeShape, ({ locale }) => locale),
  ] as const
  const weights = cells.map(({ family, people }) => people * familyWeight(prior, family))
  const tickets = cells.reduce((sum, cell) => sum + cell.tickets, 0)
  let fitted: GammaFactor = level
  for (let round = 0; round < roundsMax; round++) {
    const before = mean(fitted)
    const exposure = cells.reduce((sum, _, cell) => sum + (weights[cell] ?? 0) * product(groups, cell, null), 0)
    fitted = { shape: level.shape + tickets, rate: level.rate + exposure }
    let moved = Math.abs(mean(fitted) / before - 1)
    for (const group of groups) moved = Math.max(moved, refit(group, groups, cells, weights, mean(fitted)))
    if (moved < 1e-6) break
  }
  return {
    prior,
    level: fitted,
    families: groups[0].factors,
    departments: groups[1].factors,
    locales: groups[2].factors,
    seen: { people: cells.reduce((sum, { people }) => sum + people, 0), tickets },
  }
}

type FactorGroup = {
  readonly shape: number
  readonly names: readonly (string | null)[]
  readonly factors: Map<string, GammaFactor>
}

function factorGroup(
  cells: readonly TicketObservation[],
  shape: number,
  nameOf: (cell: TicketObservation) => string | null,
): FactorGroup {
  const names = cells.map(nameOf)
  const factors = new Map<string, GammaFactor>()
  for (const name of names) if (name !== null) factors.set(name, { shape, rate: shape })
  return { shape, names, factors }
}

/** Updates each factor of a group given all others; returns the largest relative move of a mean. */
function refit(
  group: FactorGroup,
  groups: readonly FactorGroup[],
  cells: readonly TicketObservation[],
  weights: readonly number[],
  level: number,
): number {
  const sums = new Map<string, { tickets: number; exposure: number }>()
  for (const [index, cell] of cells.entries()) {
    const name = group.names[index] ?? null
    if (name === null) continue
    const sum = sums.get(name) ?? { tickets: 0, exposure: 0 }
    sum.tickets += cell.tickets
    sum.exposure += (weights[index] ?? 0) * level * product(groups, index, group)
    sums.set(name, sum)
  }
  let moved = 0
  for (const [name, { tickets, exposure }] of sums) {
    const before = factorMean(group.factors, name)
    group.factors.set(name, { shape: group.shape + tickets, rate: group.shape + exposure })
    moved = Math.max(moved, Math.abs(factorMean(group.factors, name) / before - 1))
  }
  return moved
}

/** The product of a cell's factors, one group left out. */
function product(groups: readonly FactorGroup[], cell: number, without: FactorGroup | null): number {
  let value = 1
  for (const group of groups) {
    const name = group.names[cell] ?? null
    if (group !== without && name !== null) value *= factorMean(group.factors, name)
  }
  return value
}

function mean(factor: GammaFactor): number {
  return factor.shape / factor.rate
}

function factorMean(factors: ReadonlyMap<string, GammaFactor>, name: string | null): number {
  const factor = name === null ? undefined : factors.get(name)
  return factor === undefined ? 1 : mean(factor)
}

function familyWeight(prior: TicketRatePrior, family: string): number {
  return prior.familyWeights[family] ?? prior.otherFamilyWeight
}

/** The mean rate of a cell in tickets per person. A name that was never seen has its prior. */
export function meanTicketRate(
  rates: TicketRates,
  cell: { readonly family: string; readonly department: string | null; readonly locale: string | null },
): number {
  return (
    mean(rates.level) *
    familyWeight(rates.prior, cell.family) *
    factorMean(rates.families, cell.family) *
    factorMean(rates.departments, cell.department) *
    factorMean(rates.locales, cell.locale)
  )
}

/** Shares of the expected tickets by name, each adding up to 1: what a doubt is a mixture of. */
export type TicketMix = {
  readonly families: ReadonlyMap<string, number>
  readonly departments: ReadonlyMap<string, number>
  readonly locales: ReadonlyMap<string, number>
}

/**
 * The squared coefficient of variation of the mean rate of a mixture, after so many further tickets of the same mixture as expected: first-order
 * propagation, the level's doubt in full and each factor's by the square of its share.
 */
export function rateDoubt(rates: TicketRates, mix: TicketMix, furtherTickets = 0): number {
  const { prior } = rates
  const part = (factors: ReadonlyMap<string, GammaFactor>, shape: number, shares: ReadonlyMap<string, number>) => {
    let sum = 0
    for (const [name, share] of shares) {
      sum += (share * share) / ((factors.get(name)?.shape ?? shape) + furtherTickets * share)
    }
    return sum
  }
  return (
    1 / (rates.level.shape + furtherTickets) +
    part(rates.families, prior.familyShape, mix.families) +
    part(rates.departments, prior.departmentShape, mix.departments) +
    part(rates.locales, prior.localeShape, mix.locales)
  )
}

/** The rate of one cell with its 80 % credible bounds. */
export function ticketRate(
  rates: TicketRates,
  cell: { readonly family: string; readonly department: string | null; readonly locale: string | null },
): CredibleRate {
  const one = (name: string | null): ReadonlyMap<string, number> => new Map(name === null ? [] : [[name, 1]])
  const doubt = rateDoubt(rates, {
    families: one(cell.family),
    departments: one(cell.department),
    locales: one(cell.locale),
  })
  const value = meanTicketRate(rates, cell)
  return { mean: value, low: gammaQuantile(0.1, 1 / doubt, value), high: gammaQuantile(0.9, 1 / doubt, value) }
}
