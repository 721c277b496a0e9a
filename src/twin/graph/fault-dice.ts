// Decides, call by call and by seed, which ordered faults happen.
import { mix, random } from '#domain/shared/random.ts'
import type { Area, BadItems } from './call.ts'
import { concerns, type Amount, type Fault, type Faults } from './faults.ts'
import { malformedVariants } from './malformed.ts'

/** What is to happen to one call. */
export type CallFaults = {
  readonly status?: number
  readonly connection?: 'drop' | 'cut'
  readonly refusal?: 'no-licence' | 'refuse'
  /** To wait before the answer, in milliseconds. */
  readonly delayMs: number
  readonly badItems: BadItems
}

export type FaultDice = {
  /** Draws for one call. */
  forCall(area: Area | 'token', isLaterPage: boolean): CallFaults
  /** What the token endpoint says of the credentials. */
  readonly expired: { readonly secret: boolean; readonly certificate: boolean }
}

/** Dice for the faults ordered: shares are drawn from the seed in the order of the calls, whole numbers count down. */
export function createFaultDice(faults: Faults, seed: number): FaultDice {
  const chance = random(seed, 0xfa017)
  const left = new Map<Fault, number>()
  const happens = (fault: Fault, amount: Amount): boolean => {
    if ('share' in amount) return chance.chance(amount.share)
    const remaining = left.get(fault) ?? amount.first
    if (remaining === 0) return false
    left.set(fault, remaining - 1)
    return true
  }
  return {
    expired: {
      secret: faults.some((fault) => fault.kind === 'expired-secret'),
      certificate: faults.some((fault) => fault.kind === 'expired-certificate'),
    },
    forCall(area, isLaterPage) {
      let found: { status?: number; connection?: 'drop' | 'cut'; refusal?: 'no-licence' | 'refuse' } = {}
      let delayMs = 0
      const amounts: Amount[] = []
      for (const fault of faults) {
        if (!('area' in fault) || !concerns(fault.area, area)) continue
        switch (fault.kind) {
          case 'latency':
            delayMs += fault.delayMs
            break
          case 'slow-page':
            delayMs += isLaterPage ? fault.delayMs : 0
            break
          case 'bad-item':
            amounts.push(fault.amount)
            break
          case 'no-licence':
          case 'refuse':
            found = { ...found, refusal: fault.kind }
            break
          case 'status':
            if (happens(fault, fault.amount)) found = { ...found, status: fault.status }
            break
          case 'drop':
          case 'cut':
            if (happens(fault, fault.amount)) found = { ...found, connection: fault.kind }
            break
        }
      }
      return { ...found, delayMs, badItems: (size) => badPositions(amounts, seed, size) }
    },
  }
}

/** The positions of the malformed items, the same at each reading of a list of that size. */
function badPositions(amounts: readonly Amount[], seed: number, size: number): ReadonlyMap<number, number> {
  const positions = new Map<number, number>()
  for (const amount of amounts) {
    const wanted = 'share' in amount ? Math.round(amount.share * size) : Math.min(amount.first, size)
    const draws = random(seed, 0xbad, mix(wanted, size))
    while (positions.size < wanted) {
      const position = draws.below(size)
      if (!positions.has(position)) positions.set(position, positions.size % malformedVariants)
    }
  }
  return positions
}
