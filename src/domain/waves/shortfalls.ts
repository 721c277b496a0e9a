// What would make a plan meet its date: the smallest change of each thing by itself, found by planning again with it.

import type { PlanInput, Shortfall } from './plan.ts'
import { type PreparedSlots, prepareSlots, type Roster, solveWaves, type Solved, type Trial } from './solve-waves.ts'

/** Works out the changes for a plan that does not meet its date, or that cannot place everybody (no date: within the horizon). */
export function shortfallsOf(input: PlanInput, roster: Roster, base: Solved): readonly Shortfall[] {
  const [desk] = input.desks
  if (desk === undefined || roster.rows.length === 0) return []
  const search = new ShortfallSearch(input, roster)
  const found: Shortfall[] = []
  const tell = (shortfall: Shortfall | null) => {
    if (shortfall !== null) found.push(shortfall)
  }
  tell(search.agents())
  tell(search.hours())
  tell(search.share())
  tell(search.rate())
  tell(search.daysBetween())
  tell(search.ramp())
  tell(search.scope())
  tell(laterDate(input, roster, base))
  return found
}

function laterDate(input: PlanInput, roster: Roster, base: Solved): Shortfall | null {
  const finish = base.windows[base.last]?.endsOn ?? null
  if (input.finishBy === null) return null
  const isWhole = base.filled.placed === roster.rows.length
  return {
    change: 'date',
    from: input.finishBy.toString(),
    to: isWhole && finish !== null ? finish.toString() : null,
    unit: 'date',
    finishOn: isWhole ? finish : null,
  }
}

/** The most hours that opening times are stretched by, half in the morning and half in the evening. */
const hoursMax = 12

class ShortfallSearch {
  readonly #input: PlanInput
  readonly #roster: Roster
  readonly #prepared: PreparedSlots

  constructor(input: PlanInput, roster: Roster) {
    this.#input = input
    this.#roster = roster
    this.#prepared = prepareSlots(input)
  }

  /** The finish when everybody is placed in time; null when not. */
  #finish(change: Partial<PlanInput>, trial: Trial = {}): Temporal.PlainDate | null {
    const solved = solveWaves({ ...this.#input, ...change }, this.#roster, {
      until: this.#input.finishBy,
      isQuick: true,
      ...trial,
    })
    return solved.filled.placed === this.#roster.rows.length ? (solved.windows[solved.last]?.endsOn ?? null) : null
  }

  #withDesk(change: Partial<PlanInput['desks'][number]>): Partial<PlanInput> {
    return { desks: this.#input.desks.map((desk, index) => (index === 0 ? { ...desk, ...change } : desk)) }
  }

  get #desk(): PlanInput['desks'][number] {
    return this.#input.desks[0] as PlanInput['desks'][number]
  }

  /** More agents than people keep nobody waiting: beyond that the desk is not what limits. */
  #agentsMax(): number {
    const share = this.#desk.shareForRollout
    return share === 0 ? 0 : Math.min(1e6, Math.ceil((this.#roster.rows.length + 10) / share))
  }

  #limit: boolean | null = null

  /** Whether any desk at all could meet the date: if not, there is nothing to search for among desks. */
  #isDeskTheLimit(): boolean {
    const whole = { ...this.#desk, shareForRollout: 1, agents: this.#roster.rows.length + 10 }
    this.#limit ??= this.#finish(this.#withDesk(whole), { prepared: this.#prepared }) !== null
    return this.#limit
  }

  agents(): Shortfall {
    const from = this.#desk.agents
    const at = (agents: number) => this.#finish(this.#withDesk({ agents }), { prepared: this.#prepared })
    const result = (to: number | null, finishOn: Temporal.PlainDate | null): Shortfall => ({
      change: 'agents',
      from,
      to,
      unit: 'agents',
      finishOn,
    })
    if (this.#desk.shareForRollout === 0) return result(null, null)
    let [low, high] = [Math.floor(from), Math.max(1, Math.ceil(from))]
    const most = this.#agentsMax()
    if (!this.#isDeskTheLimit()) return result(null, null)
    while (at(high) === null) {
      if (high >= most) return result(null, null)
      low = high
      high = Math.min(most, high * 2)
    }
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (at(middle) === null) low = middle
      else high = middle
    }
    return result(high, at(high))
  }

  hours(): Shortfall {
    const { opensAt, closesAt } = this.#desk
    const open = (opensAt.until(closesAt).total('hours') + 24) % 24 || 24
    const most = this.#isDeskTheLimit() ? Math.min(hoursMax, 24 - open) : 0
    for (let more = 1; more <= most; more++) {
      const finishOn = this.#finish(
        this.#withDesk({
          opensAt: opensAt.subtract({ hours: Math.floor(more / 2) }),
          closesAt: closesAt.add({ hours: Math.ceil(more / 2) }),
        }),
      )
      if (finishOn !== null) return { change: 'hours', from: open, to: open + more, unit: 'hours a day', finishOn }
    }
    return { change: 'hours', from: open, to: null, unit: 'hours a day', finishOn: null }
  }

  share(): Shortfall {
    const from = this.#desk.shareForRollout
    const found = smallestPercent(Math.floor(from * 100), this.#isDeskTheLimit() ? 100 : 0, (percent) =>
      this.#finish(this.#withDesk({ shareForRollout: percent / 100 }), { prepared: this.#prepared }),
    )
    return {
      change: 'share',
      from,
      to: found.percent === null ? null : found.percent / 100,
      unit: 'share of time',
      finishOn: found.finishOn,
    }
  }

  /** By how much tickets per person would have to fall, for example through a better guide. */
  rate(): Shortfall {
    const { rates, rows } = { rates: this.#roster.teams.weight, rows: this.#roster.rows }
    const mean = rows.reduce((sum, row) => sum + (rates[row] as number), 0) / rows.length
    const found = smallestPercent(0, this.#isDeskTheLimit() ? 99 : 0, (percent) =>
      this.#finish({}, { prepared: this.#prepared, rateFactor: 1 - percent / 100 }),
    )
    const to = found.percent === null ? null : mean * (1 - found.percent / 100)
    return { change: 'rate', from: mean, to, unit: 'tickets per person', finishOn: found.finishOn }
  }

  daysBetween(): Shortfall {
    const { rules } = this.#input
    for (let days = rules.daysBetween - 1; days >= 1; days--) {
      const finishOn = this.#finish({ rules: { ...rules, daysBetween: days } })
      if (finishOn !== null)
        return { change: 'days-between', from: rules.daysBetween, to: days, unit: 'days', finishOn }
      // Below the window and its pause a smaller number changes nothing any more.
      if (days < rules.windowWorkdays + rules.gatePauseWorkdays) break
    }
    return { change: 'days-between', from: rules.daysBetween, to: null, unit: 'days', finishOn: null }
  }

  ramp(): Shortfall | null {
    const { rules } = this.#input
    if (rules.ramp.length === 0) return null
    for (let steps = rules.ramp.length - 1; steps >= 0; steps--) {
      const finishOn = this.#finish({ rules: { ...rules, ramp: rules.ramp.slice(rules.ramp.length - steps) } })
      if (finishOn !== null) return { change: 'ramp', from: rules.ramp.length, to: steps, unit: 'steps', finishOn }
    }
    return { change: 'ramp', from: rules.ramp.length, to: null, unit: 'steps', finishOn: null }
  }

  /** How many people are done in time when the others, who are last in order, wait for a later rollout. The ramp stays that of everybody. */
  scope(): Shortfall {
    const solved = solveWaves(this.#input, this.#roster, { until: this.#input.finishBy, isQuick: true })
    return {
      change: 'scope',
      from: this.#roster.rows.length,
      to: solved.filled.placed === 0 ? null : solved.filled.placed,
      unit: 'people',
      finishOn: solved.windows[solved.last]?.endsOn ?? null,
    }
  }
}

/** The smallest percentage above `from` for which the trial finds a finish; trials are monotone. */
function smallestPercent(
  from: number,
  most: number,
  finish: (percent: number) => Temporal.PlainDate | null,
): { readonly percent: number | null; readonly finishOn: Temporal.PlainDate | null } {
  if (from >= most || finish(most) === null) return { percent: null, finishOn: null }
  let [low, high] = [from, most]
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (finish(middle) === null) low = middle
    else high = middle
  }
  return { percent: high, finishOn: finish(high) }
}
