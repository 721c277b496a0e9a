import { expect, test } from 'vitest'
import { agreed, allOf, anyOf, no, opposite, unsure, yes, type Finding, type Told } from './told.ts'

const values: readonly Finding[] = [yes, no('closed'), unsure('unread')]
const triples = values.flatMap((one) => values.flatMap((two) => values.map((three) => [one, two, three] as const)))
const tolds = (findings: readonly Finding[]): readonly Told[] => findings.map(({ told }) => told)

test('all of them is no with any no, yes with all yes, else unknown', () => {
  for (const findings of triples) {
    const expected = tolds(findings).includes(false) ? false : tolds(findings).includes(null) ? null : true
    expect(allOf(findings).told).toBe(expected)
  }
  expect(allOf([]).told).toBe(true)
})

test('any of them is yes with any yes, no with all no, else unknown', () => {
  for (const findings of triples) {
    const expected = tolds(findings).includes(true) ? true : tolds(findings).includes(null) ? null : false
    expect(anyOf(findings).told).toBe(expected)
  }
  expect(anyOf([]).told).toBe(false)
})

test('reading less turns an answer into unknown and never into its opposite', () => {
  for (const combine of [allOf, anyOf, (findings: readonly Finding[]) => agreed(findings, 'which')]) {
    for (const findings of triples) {
      const whole = combine(findings).told
      for (let hidden = 0; hidden < findings.length; hidden++) {
        const less = combine(findings.map((finding, index) => (index === hidden ? unsure('hidden') : finding))).told
        expect([null, whole]).toContain(less)
      }
    }
  }
})

test('a no carries the codes of every no, an unknown those of what is unknown, a yes none', () => {
  expect(allOf([no('a'), unsure('u'), no('b', 'a')]).codes).toEqual(['a', 'b'])
  expect(allOf([yes, unsure('u'), unsure('v')]).codes).toEqual(['u', 'v'])
  expect(anyOf([no('a'), unsure('u')]).codes).toEqual(['u'])
  expect(anyOf([no('a'), yes]).codes).toEqual([])
})

test('of several that disagree nobody knows which is meant', () => {
  expect(agreed([yes, no('a')], 'which')).toEqual(unsure('which'))
  expect(agreed([yes, yes], 'which')).toMatchObject({ told: true })
  expect(agreed([no('a'), no('b')], 'which')).toEqual(no('a', 'b'))
})

test('the opposite of unknown is unknown', () => {
  expect(opposite(unsure('u'), 'x')).toEqual(unsure('u'))
  expect(opposite(yes, 'x')).toEqual(no('x'))
  expect(opposite(no('a'), 'x').told).toBe(true)
})
