// One run of a rollout: people read mail or don't, try, fail or succeed, ask, wait, give up, go on leave, change phones, come back with a
// second device. Event-driven; the same stage, figures and stream give the same run.

import type { Random } from '#domain/shared/random.ts'
import { channelShare, successOf, ways } from './attempt.ts'
import { type Cast, castPeople, causes } from './cast.ts'
import { createDeskQueue, type DeskQueue, type TicketLog } from './desk-queue.ts'
import { exponential, logNormal } from './dice.ts'
import { createEventHeap, type SimulationEvent } from './event-heap.ts'
import { logistic, logit } from './figure.ts'
import type { Campaign, CampaignMessage, RehearsalInput } from './rehearsal-input.ts'
import type { RunFigures } from './run-figures.ts'
import type { Stage } from './stage.ts'

/** What one run brought. */
export type RunOutcome = {
  readonly cast: Cast
  readonly tickets: TicketLog
  /** Why each person is not enrolled at the end; `causes.enrolled` for those who are, `causes.outside` for those in no wave. */
  readonly causeOf: Uint8Array
}

const events = {
  send: 0,
  attempt: 1,
  answer: 2,
  leaveQueue: 3,
  signIn: 4,
  newPhone: 5,
  secondDevice: 6,
  ask: 7,
  question: 8,
} as const

/** Minutes that an attempt takes. Source: playbook, "5-10 minutes". */
const attemptMinutes = 8
/** Spread of the desk's handling times: mean and deviation are about equal, as in Erlang's model. */
const handlingVariation = 1
/** A wait from which a person tells colleagues, open minutes. Assumed. */
const annoyingMinutes = 60
/** Contacts with the desk about one failure after which a person gives up. Assumed. */
const contactsMax = 3

/** Plays a run to its end. */
export function playRun(input: RehearsalInput, stage: Stage, figures: RunFigures, random: Random): RunOutcome {
  const run = new Run(input, stage, figures, random)
  run.play()
  return { cast: run.cast, tickets: run.desk.close(), causeOf: run.cast.causesAtEnd() }
}

class Run {
  readonly cast: Cast
  readonly desk: DeskQueue
  readonly #heap = createEventHeap()
  readonly #input: RehearsalInput
  readonly #stage: Stage
  readonly #figures: RunFigures
  readonly #random: Random
  #begun = 0
  #unhappy = 0
  #now = 0

  constructor(input: RehearsalInput, stage: Stage, figures: RunFigures, random: Random) {
    this.#input = input
    this.#stage = stage
    this.#figures = figures
    this.#random = random
    this.cast = castPeople(input.people, stage, figures, random)
    const { agents, shareForRollout } = input.desk
    this.desk = createDeskQueue(stage.deskClock, agents * shareForRollout, stage.endsAt)
  }

  play(): void {
    this.#schedule()
    const event: SimulationEvent = { at: 0, kind: 0, subject: 0, detail: 0 }
    while (this.#heap.pop(event)) {
      this.#now = event.at
      const { kind, subject, detail } = event
      if (kind === events.send) this.#send(subject, detail)
      else if (kind === events.attempt) this.#attempt(subject, detail)
      else if (kind === events.answer) this.#answer(subject, detail)
      else if (kind === events.leaveQueue) this.#leaveQueue(subject)
      else if (kind === events.signIn) this.#signIn(subject)
      else if (kind === events.newPhone) this.#newPhone(subject)
      else if (kind === events.secondDevice) this.#secondDevice(subject)
      else if (kind === events.ask) this.#ask(subject)
      else this.#ticket(subject)
    }
  }

  #schedule(): void {
    const { of } = this.#figures
    const changeShare = 1 - Math.exp(-this.#stage.days / (of.phoneMonths * (365.25 / 12)))
    for (const [wave, members] of this.#stage.members.entries()) {
      const start = this.#stage.startDay[wave] as number
      // A mail of day d is sent when that day begins anywhere; each person finds it when their own work begins.
      for (const [index, message] of this.#campaign(wave).messages.entries()) {
        this.#push((start + message.day - 1) * 1440 + 600, events.send, wave, index)
      }
      for (const person of members) {
        if (this.#random.chance(changeShare)) {
          this.#push(this.#random.next() * this.#stage.endsAt, events.newPhone, person)
        }
      }
    }
  }

  #campaign(wave: number): Campaign {
    return this.#input.schedule[wave]?.campaign ?? this.#input.campaign
  }

  #push(at: number, kind: number, subject: number, detail = 0): void {
    if (at < this.#stage.endsAt) this.#heap.push(at, kind, subject, detail)
  }

  /** The time after so many of the person's working minutes. */
  #afterWork(person: number, minutes: number, from = this.#now): number {
    const clock = this.cast.clockOf(person)
    return clock.toTime(clock.toWork(from) + minutes)
  }

  #send(wave: number, index: number): void {
    const message = this.#campaign(wave).messages[index] as CampaignMessage
    const members = this.#stage.members[wave] as Int32Array
    if (index === 0) this.#begun += members.length
    const day = (this.#stage.startDay[wave] as number) + message.day
    const base = logit(this.#figures.of[`${message.kind}Acts`])
    const lost = (this.#figures.of.reputationLoss * this.#unhappy) / Math.max(1, this.#begun)
    for (const person of members) this.#find(person, message, day, base - lost)
  }

  /** A person finds a mail; a draw says whether and when they act on it. */
  #find(person: number, message: CampaignMessage, day: number, logOdds: number): void {
    const { cast } = this
    const { of } = this.#figures
    if (cast.isEnrolled(person) || cast.isBusy(person)) return
    const discouraged = cast.isDiscouraged(person) ? Math.log(of.discouragedOdds) : 0
    let acts = logistic(logOdds + cast.willingness(person) + discouraged)
    if (message.copiesManager && cast.isManaged(person)) acts = 1 - (1 - acts) ** of.managerFactor
    let found = cast.clockOf(person).opening(day)
    if (found === Infinity) return
    const away = cast.awayUntil(person, found)
    if (away > 0) {
      acts *= of.backlogFactor
      found = cast.clockOf(person).toTime(cast.clockOf(person).toWork(away))
    }
    const isActing = this.#random.chance(acts)
    const promptHours = message.kind === 'deadline' ? of.deadlineHours : of.promptHours
    const isPrompt = this.#random.chance(of.promptShare)
    const minutes = exponential(this.#random, isPrompt ? promptHours * 60 : of.laterDays * 480)
    const at = this.#afterWork(person, minutes, found)
    if (message.day <= 0) this.#mayAsk(person, at)
    if (!isActing) return
    cast.setBusy(person, true)
    this.#push(at, events.attempt, person, ways.first)
  }

  #attempt(person: number, way: number): void {
    const { cast } = this
    if (cast.isEnrolled(person)) return
    const away = cast.awayUntil(person, this.#now)
    if (away > 0) {
      this.#push(this.#afterWork(person, exponential(this.#random, 240), away), events.attempt, person, way)
      return
    }
    cast.setBusy(person, false)
    if (this.#random.chance(successOf(cast, this.#figures, this.#campaign(cast.waveOf(person)).guides, person, way))) {
      this.#enrol(person, attemptMinutes)
      return
    }
    const isSilent = this.#random.chance(this.#familyOf(person).silent) && !cast.isClosed(person)
    if (!isSilent) this.#failed(person)
    else {
      cast.setCause(person, causes.unnoticed)
      const until = exponential(this.#random, this.#figures.of.signInDays * 480)
      this.#push(this.#afterWork(person, until), events.signIn, person)
    }
  }

  #familyOf(person: number) {
    return this.#figures.families[this.cast.familyOf(person)] as RunFigures['families'][number]
  }

  /** Whoever finds the first mail may have a question, whether they act on it or not. */
  #mayAsk(person: number, at: number): void {
    const { of } = this.#figures
    const campaign = this.#campaign(this.cast.waveOf(person))
    const unprepared = campaign.announced ? 1 : of.unpreparedQuestions
    const shared = 1 - this.#channelSolves(person, at)
    if (this.#random.chance(Math.min(1, of.questionShare * unprepared * shared)))
      this.#push(at, events.question, person)
  }

  #channelSolves(person: number, at: number): number {
    const wave = this.cast.waveOf(person)
    if (!this.#campaign(wave).channel) return 0
    return channelShare(this.#figures, at - (this.#stage.waveOpensAt[wave] as number))
  }

  /** A ticket joins the desk's queue. A long wait is talked about, and costs the rollout its name. */
  #ticket(person: number) {
    const handling = logNormal(this.#random, this.#input.desk.handlingMinutes, handlingVariation)
    const patience = exponential(this.#random, this.#figures.of.patienceMinutes)
    const fate = this.desk.take(this.#now, this.cast.waveOf(person), handling, patience)
    if (fate.kind === 'given-up' || (fate.kind === 'answered' && fate.waitMinutes > annoyingMinutes)) this.#unhappy++
    return fate
  }

  /** A failure that the person sees. */
  #failed(person: number): void {
    const { of } = this.#figures
    this.cast.setCause(person, this.cast.isClosed(person) ? causes.noFittingDevice : causes.failed)
    if (this.#random.chance(of.askShare)) {
      if (!this.cast.isClosed(person) && this.#random.chance(this.#channelSolves(person, this.#now))) {
        this.#tryLater(person, 90, ways.advised)
      } else this.#ask(person)
    } else if (this.#random.chance(of.retryShare)) this.#tryLater(person, 480, ways.again)
    else this.cast.discourage(person)
  }

  #tryLater(person: number, meanMinutes: number, way: number): void {
    this.cast.setBusy(person, true)
    this.#push(this.#afterWork(person, exponential(this.#random, meanMinutes)), events.attempt, person, way)
  }

  /** Asks the desk about a failure. */
  #ask(person: number): void {
    const { cast } = this
    if (cast.isEnrolled(person)) return
    cast.setBusy(person, true)
    cast.countContact(person)
    const fate = this.#ticket(person)
    if (fate.kind === 'open') {
      cast.setCause(person, causes.queue)
      return
    }
    if (fate.kind === 'given-up') this.#push(fate.leavesAt, events.leaveQueue, person)
    else this.#push(fate.doneAt, events.answer, person, 1)
    if ((fate.kind === 'given-up' ? fate.leavesAt : fate.doneAt) >= this.#stage.endsAt) {
      cast.setCause(person, causes.queue)
    }
  }

  #leaveQueue(person: number): void {
    const { cast } = this
    cast.setCause(person, causes.queue)
    cast.setBusy(person, false)
    if (cast.isEnrolled(person)) return
    if (cast.contactsOf(person) < contactsMax && this.#random.chance(this.#figures.of.callsAgain)) {
      cast.setBusy(person, true)
      this.#push(this.#afterWork(person, 480 + exponential(this.#random, 120)), events.ask, person)
    } else cast.discourage(person)
  }

  /** A level of the desk has worked on the failure: mends it, hands it up, or must give in. */
  #answer(person: number, level: number): void {
    const { cast } = this
    const { of } = this.#figures
    if (cast.isEnrolled(person)) return
    const up = this.#random.next()
    if (level === 1 && up < of.secondLevel + of.thirdLevel) {
      const hours = up < of.thirdLevel ? of.thirdLevelHours : of.secondLevelHours
      this.#push(this.#afterWork(person, exponential(this.#random, hours * 60)), events.answer, person, 2)
      return
    }
    if (cast.isClosed(person)) {
      cast.setCause(person, causes.noFittingDevice)
      if (level < 3 && this.#random.chance(of.closedMended)) {
        const days = exponential(this.#random, of.closedMendedDays)
        this.#push(this.#afterWork(person, days * 480), events.answer, person, 4)
      } else if (level === 4) this.#enrol(person, 0)
      else cast.setBusy(person, false)
      return
    }
    if (this.#random.chance(this.#familyOf(person).mended)) this.#enrol(person, 0)
    else {
      cast.setCause(person, causes.failed)
      cast.setBusy(person, false)
      cast.discourage(person)
    }
  }

  #enrol(person: number, minutes: number): void {
    const { cast } = this
    const { of } = this.#figures
    if (!cast.enrol(person, this.#now + minutes)) return
    if (cast.hasSecond(person) || !this.#random.chance(of.secondDeviceShare)) return
    const days = exponential(this.#random, of.secondDeviceDays)
    this.#push(this.#afterWork(person, days * 480), events.secondDevice, person)
  }

  /** The first sign-in after a failure that nobody saw. */
  #signIn(person: number): void {
    if (this.cast.isEnrolled(person) || this.cast.isBusy(person)) return
    this.#failed(person)
  }

  #newPhone(person: number): void {
    const { cast } = this
    const { of, families } = this.#figures
    const before = families[cast.familyOf(person)] as RunFigures['families'][number]
    if (this.#random.chance(of.familySwitch)) cast.changeFamily(person, this.#random)
    if (!cast.isEnrolled(person) || cast.hasSecond(person) || this.#random.chance(before.survives)) return
    cast.lose(person, this.#now)
    cast.setCause(person, causes.newPhone)
    if (this.#random.chance(of.lostPhoneAsks)) this.#ask(person)
    else this.#tryLater(person, 960, ways.first)
  }

  #secondDevice(person: number): void {
    if (!this.cast.isEnrolled(person)) return
    if (this.#random.chance(this.#figures.of.secondDeviceAsks)) this.#ticket(person)
    this.cast.addSecond(person)
  }
}
