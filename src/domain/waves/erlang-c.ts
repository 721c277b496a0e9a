// Waiting at a desk by Erlang C (M/M/c): Poisson arrivals, exponential handling, nobody gives up. Follows Erlang's recursion in the blocking
// probability, which is stable for thousands of agents, and Rapp's parabola for the part of an agent that a share of time leaves over.

/** Offered load in Erlang: how many agents the arrivals keep busy on average. */
export function offeredLoad(arrivalsPerHour: number, handlingMinutes: number): number {
  return (arrivalsPerHour * handlingMinutes) / 60
}

/** Erlang B: probability that all agents are busy when nobody may wait. `agents` may have a fraction; load in Erlang. */
export function erlangB(agents: number, load: number): number {
  if (load <= 0) return agents > 0 ? 0 : 1
  const whole = Math.floor(agents)
  const part = agents - whole
  // Rapp's parabola meets Erlang's formula at 0 and 1 agents and its slope at 0.
  const square = (1 + load) ** 2 + load
  let blocked = 1 - (part * (load + 2)) / square + (part * part) / ((1 + load) * square)
  for (let agent = 1; agent <= whole; agent++) {
    const busy = load * blocked
    blocked = busy / (agent + part + busy)
  }
  return blocked
}

/** Erlang C: probability that somebody who arrives has to wait. 1 when the load is as large as the desk, or larger. */
export function waitProbability(agents: number, load: number): number {
  if (load <= 0) return agents > 0 ? 0 : 1
  if (load >= agents) return 1
  const blocked = erlangB(agents, load)
  return Math.min(1, (agents * blocked) / (agents - load * (1 - blocked)))
}

/** Share answered within so many minutes, 0 to 1. 0 in overload: there the queue only grows. */
export function answeredWithin(agents: number, load: number, handlingMinutes: number, withinMinutes: number): number {
  if (load <= 0) return agents > 0 ? 1 : 0
  if (load >= agents) return 0
  return 1 - waitProbability(agents, load) * Math.exp((-(agents - load) * withinMinutes) / handlingMinutes)
}

/** Mean wait in minutes; Infinity in overload. */
export function meanWaitMinutes(agents: number, load: number, handlingMinutes: number): number {
  if (load >= agents) return load <= 0 && agents > 0 ? 0 : Infinity
  return (waitProbability(agents, load) * handlingMinutes) / (agents - load)
}

/** The wait in minutes that a share p of callers stays under, 0 < p < 1; Infinity in overload. */
export function waitQuantileMinutes(agents: number, load: number, handlingMinutes: number, p: number): number {
  if (load >= agents) return Infinity
  const waits = waitProbability(agents, load)
  return waits <= 1 - p ? 0 : (Math.log(waits / (1 - p)) * handlingMinutes) / (agents - load)
}

/** What the desk promises: the share of callers answered within so many minutes. */
export type WaitTarget = { readonly share: number; readonly withinMinutes: number }

/** The smallest whole number of agents that keeps the target under this load. */
export function agentsNeeded(load: number, handlingMinutes: number, target: WaitTarget): number {
  const kept = (agents: number) => answeredWithin(agents, load, handlingMinutes, target.withinMinutes) >= target.share
  if (load <= 0) return 0
  let high = Math.max(1, Math.floor(load) + 1)
  while (!kept(high)) high *= 2
  let low = Math.floor(load)
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (kept(middle)) high = middle
    else low = middle
  }
  return high
}

/** The most arrivals per hour under which the desk keeps its target. 0 without agents. */
export function arrivalsMax(agents: number, handlingMinutes: number, target: WaitTarget): number {
  if (agents <= 0) return 0
  let low = 0
  let high = agents
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    if (answeredWithin(agents, middle, handlingMinutes, target.withinMinutes) >= target.share) low = middle
    else high = middle
  }
  return (low * 60) / handlingMinutes
}
