// Collects run after run what a rehearsal reports, in columns, so that two hundred runs of a large company need little memory.

import { pointOf } from './band.ts'
import { causeNames } from './cast.ts'
import type { TicketLog } from './desk-queue.ts'
import type { RunOutcome } from './play-run.ts'
import type { RehearsalInput } from './rehearsal-input.ts'
import type { Stage } from './stage.ts'

/** What the tickets of one scope (a wave, or all) were like, one value per run. */
export type TicketTally = {
  readonly total: Float64Array
  readonly meanMinutes: Float64Array
  readonly p90Minutes: Float64Array
  readonly longestMinutes: Float64Array
  readonly answeredInTime: Float64Array
  readonly firstMorning: Float64Array
  readonly in48Hours: Float64Array
}

/** The columns of all runs so far. */
export type RunTally = ReturnType<typeof createRunTally>

/** Hours that count as the first morning. */
const morningHours = 4
/** Days whose tickets are a wave's own: later ones come of new phones and second devices. */
const windowDays = 14

/** Makes the columns for so many runs. */
export function createRunTally(input: RehearsalInput, stage: Stage, runs: number) {
  const families = input.people.families.length
  const waves = input.schedule.length
  const hours = stage.days * 24
  const byFamily = new Int32Array(runs * stage.days * families)
  const byWave = new Int32Array(runs * stage.days * waves)
  const perHour = new Uint16Array(runs * hours)
  const left = new Int32Array(runs * causeNames.length * families)
  const ticketFates = [0, 1, 2].map(() => new Float64Array(runs))
  const peakPerHour = new Float64Array(runs)
  const peakQueue = new Float64Array(runs)
  const seconds = new Float64Array(runs)
  const all = ticketTally(runs)
  const ofWave = Array.from({ length: waves }, () => ticketTally(runs))

  function addTickets(run: number, log: TicketLog) {
    const lists: number[][] = Array.from({ length: waves }, () => [])
    for (let ticket = 0; ticket < log.count; ticket++) {
      lists[log.wave[ticket] as number]?.push(ticket)
      const hour = Math.min(hours - 1, Math.max(0, Math.floor((log.arrivedAt[ticket] as number) / 60) - 24))
      const slot = run * hours + hour
      perHour[slot] = Math.min(65_535, (perHour[slot] as number) + 1)
      const fates = ticketFates[log.fate[ticket] as number] as Float64Array
      fates[run] = (fates[run] as number) + 1
    }
    for (let hour = 0; hour < hours; hour++) {
      peakPerHour[run] = Math.max(peakPerHour[run] as number, perHour[run * hours + hour] as number)
    }
    peakQueue[run] = log.peakQueue
    const { withinMinutes } = input.desk.target
    const everyTicket = Array.from({ length: log.count }, (_, ticket) => ticket)
    measure(all, run, log, everyTicket, Number.POSITIVE_INFINITY, withinMinutes)
    for (const [wave, tickets] of lists.entries()) {
      measure(ofWave[wave] as TicketTally, run, log, tickets, stage.waveOpensAt[wave] as number, withinMinutes)
    }
  }

  return {
    byFamily,
    byWave,
    perHour,
    left,
    ticketFates,
    peakPerHour,
    peakQueue,
    seconds,
    all,
    ofWave,
    hours,
    /** Adds the outcome of a run. */
    add: (run: number, { cast, tickets, causeOf }: RunOutcome) => {
      byFamily.set(cast.change, run * stage.days * families)
      byWave.set(cast.waveChange, run * stage.days * waves)
      for (let person = 0; person < causeOf.length; person++) {
        const cause = causeOf[person] as number
        const slot = (run * causeNames.length + cause) * families + (input.people.family[person] as number)
        left[slot] = (left[slot] as number) + 1
      }
      seconds[run] = cast.seconds()
      addTickets(run, tickets)
    },
  }
}

function ticketTally(runs: number): TicketTally {
  const column = () => new Float64Array(runs)
  return {
    total: column(),
    meanMinutes: column(),
    p90Minutes: column(),
    longestMinutes: column(),
    answeredInTime: column(),
    firstMorning: column(),
    in48Hours: column(),
  }
}

function measure(
  tally: TicketTally,
  run: number,
  log: TicketLog,
  tickets: readonly number[],
  opensAt: number,
  withinMinutes: number,
): void {
  const waits = Float64Array.from(tickets, (ticket) => log.waitMinutes[ticket] as number).sort()
  const within = (minutes: number) =>
    tickets.filter((ticket) => (log.arrivedAt[ticket] as number) < opensAt + minutes).length
  const isInTime = (ticket: number) => log.fate[ticket] === 0 && (log.waitMinutes[ticket] as number) <= withinMinutes
  const count = tickets.length
  tally.total[run] = count
  tally.meanMinutes[run] = count === 0 ? 0 : waits.reduce((sum, wait) => sum + wait, 0) / count
  tally.p90Minutes[run] = count === 0 ? 0 : pointOf(waits, 0.9)
  tally.longestMinutes[run] = waits.at(-1) ?? 0
  tally.answeredInTime[run] = count === 0 ? 1 : tickets.filter(isInTime).length / count
  tally.firstMorning[run] = within(morningHours * 60)
  const ofWindow = within(windowDays * 1440)
  tally.in48Hours[run] = ofWindow === 0 ? Number.NaN : within(48 * 60) / ofWindow
}
