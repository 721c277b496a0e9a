// A desk in overload: the queue as a fluid that builds up while more tickets come than agents can take, and drains over the hours after.
// Erlang C has no answer there, because its queue grows for ever.

/** What a queue does hour by hour. */
export type QueueOverHours = {
  /** Tickets that wait at the end of each hour. */
  readonly queue: Float64Array
  /** Minutes that the last ticket of each hour will wait until it is taken; Infinity when the hours given never take it. */
  readonly waitMinutes: Float64Array
  readonly peakQueue: number
  readonly longestWaitMinutes: number
  /** Hours from the first arrival until the queue is empty for good; null when it never empties in the hours given. */
  readonly hoursToClear: number | null
}

/**
 * Plays the hours in order. `arrivals` and `agents` are per hour; hours without agents only add to the queue. Tickets that can be taken in the
 * hour they come wait 0 here: waits below an hour are Erlang C's matter.
 */
export function queueOverHours(
  arrivals: ArrayLike<number>,
  agents: ArrayLike<number>,
  handlingMinutes: number,
): QueueOverHours {
  const hours = arrivals.length
  const queue = new Float64Array(hours)
  let waiting = 0
  let first = -1
  let cleared = -1
  for (let hour = 0; hour < hours; hour++) {
    const came = arrivals[hour] ?? 0
    if (came > 0 && first < 0) first = hour
    waiting = Math.max(0, waiting + came - ((agents[hour] ?? 0) * 60) / handlingMinutes)
    if (waiting < 1e-9) waiting = 0
    queue[hour] = waiting
    if (waiting > 0) cleared = -1
    else if (cleared < 0 && first >= 0) cleared = hour
  }
  const waitMinutes = waits(queue, agents, handlingMinutes)
  return {
    queue,
    waitMinutes,
    peakQueue: queue.reduce((most, here) => Math.max(most, here), 0),
    longestWaitMinutes: waitMinutes.reduce((most, here) => Math.max(most, here), 0),
    hoursToClear: waiting > 0 ? null : first < 0 ? 0 : cleared - first + 1,
  }
}

/** Two pointers: the hour that takes the last ticket of an hour never moves backwards, because tickets are taken in order. */
function waits(queue: Float64Array, agents: ArrayLike<number>, handlingMinutes: number): Float64Array {
  const hours = queue.length
  const result = new Float64Array(hours)
  const taken = (hour: number) => ((agents[hour] ?? 0) * 60) / handlingMinutes
  let until = 0
  // Tickets taken in the hours after `hour`, up to and with hour `until - 1`.
  let served = 0
  for (let hour = 0; hour < hours; hour++) {
    if (until <= hour) {
      until = hour + 1
      served = 0
    } else if (hour > 0) served -= taken(hour)
    const ahead = queue[hour] as number
    if (ahead <= 0) continue
    while (served < ahead - 1e-9 && until < hours) served += taken(until++)
    if (served < ahead - 1e-9) result[hour] = Infinity
    else {
      const last = taken(until - 1)
      const unused = last > 0 ? (served - ahead) / last : 0
      result[hour] = Math.max(0, (until - hour - 1 - unused) * 60)
    }
  }
  return result
}
