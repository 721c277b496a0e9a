// The events of a simulated rollout in the order of their time: a binary heap in typed arrays, because a rehearsal takes millions of them.

/** An event: when (minutes from the start of the run), what kind, and whom or what it concerns. */
export type SimulationEvent = { at: number; kind: number; subject: number; detail: number }

/** A heap of events. Events of the same time come in the order they were added, so that a run can be played again. */
export type EventHeap = {
  push(at: number, kind: number, subject: number, detail?: number): void
  /** Takes the earliest event into `into`; false when there is none. */
  pop(into: SimulationEvent): boolean
  clear(): void
}

/** Makes an empty heap that grows as needed. */
export function createEventHeap(): EventHeap {
  let capacity = 4096
  let times = new Float64Array(capacity)
  let order = new Float64Array(capacity)
  let facts = new Int32Array(capacity * 3)
  let size = 0
  let added = 0

  const grow = () => {
    capacity *= 2
    const [oldTimes, oldOrder, oldFacts] = [times, order, facts]
    times = new Float64Array(capacity)
    order = new Float64Array(capacity)
    facts = new Int32Array(capacity * 3)
    times.set(oldTimes)
    order.set(oldOrder)
    facts.set(oldFacts)
  }
  const move = (from: number, to: number) => {
    times[to] = times[from] as number
    order[to] = order[from] as number
    facts[to * 3] = facts[from * 3] as number
    facts[to * 3 + 1] = facts[from * 3 + 1] as number
    facts[to * 3 + 2] = facts[from * 3 + 2] as number
  }
  const isBefore = (slot: number, at: number, turn: number) => {
    const time = times[slot] as number
    return time < at || (time === at && (order[slot] as number) < turn)
  }

  return {
    push: (at, kind, subject, detail = 0) => {
      if (size + 1 >= capacity) grow()
      const turn = added++
      let slot = size++
      while (slot > 0) {
        const parent = (slot - 1) >> 1
        if (isBefore(parent, at, turn)) break
        move(parent, slot)
        slot = parent
      }
      times[slot] = at
      order[slot] = turn
      facts[slot * 3] = kind
      facts[slot * 3 + 1] = subject
      facts[slot * 3 + 2] = detail
    },
    pop: (into) => {
      if (size === 0) return false
      into.at = times[0] as number
      into.kind = facts[0] as number
      into.subject = facts[1] as number
      into.detail = facts[2] as number
      size--
      if (size === 0) return true
      const last = size
      const [at, turn] = [times[last] as number, order[last] as number]
      let slot = 0
      for (;;) {
        let child = slot * 2 + 1
        if (child >= size) break
        if (child + 1 < size && isBefore(child + 1, times[child] as number, order[child] as number)) child++
        if (!isBefore(child, at, turn)) break
        move(child, slot)
        slot = child
      }
      move(last, slot)
      return true
    },
    clear: () => {
      size = 0
      added = 0
    },
  }
}
