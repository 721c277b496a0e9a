import { expect, test } from 'vitest'
import { random } from '#domain/shared/random.ts'
import { createDeskQueue } from './desk-queue.ts'
import { exponential } from './dice.ts'
import { createWorkClock } from './work-clock.ts'

const monday = Temporal.PlainDate.from('2027-01-04')
const always = {
  timeZone: 'UTC',
  opensAt: Temporal.PlainTime.from('00:00'),
  closesAt: Temporal.PlainTime.from('00:00'),
  workdays: [1, 2, 3, 4, 5, 6, 7],
}
const clock = createWorkClock(always, monday, 500)
const office = createWorkClock(
  { ...always, opensAt: Temporal.PlainTime.from('09:00'), closesAt: Temporal.PlainTime.from('17:00') },
  monday,
  30,
)

test("the mean wait is Erlang's: two agents, 12 minutes, 8 tickets an hour wait 21.33 minutes", () => {
  const desk = createDeskQueue(clock, 2, 500 * 1440)
  const dice = random(11)
  let at = 0
  for (let ticket = 0; ticket < 60_000; ticket++) {
    at += exponential(dice, 7.5)
    desk.take(at, 0, exponential(dice, 12), Infinity)
  }
  const { waitMinutes, count } = desk.close()
  expect(count).toBe(60_000)
  // Load 1.6 of 2: Erlang C 0.7111, times 12 / 0.4.
  expect(waitMinutes.reduce((sum, wait) => sum + wait, 0) / count).toBeGreaterThan(21.33 * 0.93)
  expect(waitMinutes.reduce((sum, wait) => sum + wait, 0) / count).toBeLessThan(21.33 * 1.07)
})

test('first come, first served; the night does not count as waiting', () => {
  const desk = createDeskQueue(office, 1, 20 * 1440)
  const evening = 16 * 60 + 50
  expect(desk.take(evening, 0, 30, 1000)).toEqual({ kind: 'answered', doneAt: 1440 + 9 * 60 + 20, waitMinutes: 0 })
  expect(desk.take(evening + 5, 0, 30, 1000)).toMatchObject({ kind: 'answered', waitMinutes: 25 })
  expect(desk.take(20 * 60, 0, 5, 1000)).toMatchObject({ kind: 'answered', waitMinutes: 50 })
  expect(desk.close().peakQueue).toBe(2)
})

test("who runs out of patience leaves and takes nobody's time", () => {
  const desk = createDeskQueue(office, 1, 20 * 1440)
  desk.take(9 * 60, 0, 100, 1000)
  expect(desk.take(9 * 60, 0, 100, 30)).toEqual({ kind: 'given-up', leavesAt: 9 * 60 + 30, waitMinutes: 30 })
  expect(desk.take(9 * 60, 0, 100, 1000)).toMatchObject({ kind: 'answered', waitMinutes: 100 })
})

test('a desk without agents gives nobody a turn', () => {
  const desk = createDeskQueue(office, 0, 20 * 1440)
  expect(desk.take(9 * 60, 0, 10, 30).kind).toBe('given-up')
  expect(desk.take(9 * 60, 0, 10, 1e9).kind).toBe('open')
})

test('a third of an agent takes three times as long', () => {
  const desk = createDeskQueue(clock, 1 / 3, 1440)
  expect(desk.take(0, 0, 10, 1000)).toMatchObject({ kind: 'answered', doneAt: 30 })
})
