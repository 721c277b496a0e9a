import { describe, expect, test } from 'vitest'
import { random } from '#domain/shared/random.ts'
import { drawFigure, type Figure, withMiddle, withoutDoubt } from './figure.ts'
import { behaviourFigures, familyFigures } from './priors.ts'

const drawn = (figure: Figure) => {
  const dice = random(5)
  return Float64Array.from({ length: 4000 }, () => drawFigure(figure, dice)).sort()
}

test.each(Object.entries(behaviourFigures))('%s holds 80 %% of its draws between its bounds', (_, figure) => {
  const values = drawn(figure)
  const inside = values.filter((value) => value >= figure.low && value <= figure.high).length / values.length
  expect(figure.low).toBeLessThan(figure.middle)
  expect(figure.middle).toBeLessThan(figure.high)
  expect(inside).toBeGreaterThan(0.76)
  expect(inside).toBeLessThan(0.84)
  if (figure.kind === 'share') expect((values[0] as number) >= 0 && (values.at(-1) as number) <= 1).toBe(true)
})

describe('changing a figure', () => {
  test('without doubt every draw is the middle', () => {
    expect(new Set(drawn(withoutDoubt(behaviourFigures.askShare)))).toEqual(new Set([behaviourFigures.askShare.middle]))
  })

  test('another middle moves the bounds along and keeps them a share', () => {
    const moved = withMiddle(behaviourFigures.askShare, 0.97)
    expect(moved.middle).toBe(0.97)
    expect(moved.low).toBeLessThan(0.97)
    expect(moved.high).toBeGreaterThan(0.97)
    expect(moved.high).toBeLessThan(1)
  })
})

test('a guide never makes a family worse, and unknown devices are a family of their own', () => {
  expect(Object.keys(familyFigures)).toContain('unknown')
  for (const { plain, guided } of Object.values(familyFigures)) expect(guided).toBeGreaterThanOrEqual(plain)
})
