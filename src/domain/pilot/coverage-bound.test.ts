import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { coverageBound } from './coverage-bound.ts'
import { coverageProblem, relaxedProblem, type CoverageProblem } from './coverage-problem.ts'
import { draw } from './draw.ts'
import { exactProblem } from './exact-problem.ts'
import type { NeedRule } from './needs.ts'
import type { Dimension, Pool } from './pool.ts'

type Kind = { readonly tags: readonly number[]; readonly people: number }

const dimensions: readonly Dimension[] = ['family', 'family', 'os', 'work', 'department', 'department', 'department']

/** A small pool: kinds of people with some of seven tags, the last three of them departments that are mixed. */
function poolOfKinds(kinds: readonly Kind[], pinned: readonly (readonly number[])[]): Pool {
  const has = (tag: number, { tags, people }: Kind) => (tags.includes(tag) ? people : 0)
  const person = (name: string) => ({ id: name, upn: name, managerId: null }) as Pool['pinned'][number]['person']
  return {
    tags: dimensions.map((dimension, tag) => {
      const eligible =
        kinds.reduce((sum, kind) => sum + has(tag, kind), 0) + pinned.filter((tags) => tags.includes(tag)).length
      return { dimension, value: `${tag}`, fleet: eligible, eligible, leftOut: new Map() }
    }),
    groups: kinds.map(({ tags, people }, kind) => ({
      tags,
      people,
      fitness: 'fit',
      members: Array.from({ length: people }, (_, rank) => ({ person: person(`${kind}-${rank}`), rank })),
    })),
    pinned: pinned.map((tags, index) => ({ person: person(`pin-${index}`), tags })),
    leftOut: [],
    eligible: kinds.reduce((sum, { people }) => sum + people, 0) + pinned.length,
    fleet: 0,
    withDevices: 0,
    ids: new Set(),
    repeated: [],
  }
}

/** The most needs met by any choice, found by trying all. */
function bestByTrying(problem: CoverageProblem): number {
  const { cells, needs, places } = problem
  const pinned = new Map(problem.tags.map((tag) => [tag.index, tag.pinned]))
  const met = (taken: readonly number[]) => {
    const count = (tag: number) =>
      (pinned.get(tag) ?? 0) +
      cells.reduce((sum, { tags }, cell) => sum + (tags.includes(tag) ? (taken[cell] ?? 0) : 0), 0)
    return needs.filter((need) => {
      const tags = problem.tags.filter(({ dimension }) => dimension === need.dimension)
      const have = need.kind === 'values' ? tags.filter(({ index }) => count(index) > 0).length : count(need.tag ?? -1)
      return have >= need.want && (need.atMost === null || have <= need.atMost)
    }).length
  }
  const search = (cell: number, left: number, taken: readonly number[]): number => {
    const people = cells[cell]?.people
    if (people === undefined) return left === 0 ? met(taken) : 0
    const tries = Array.from({ length: Math.min(left, people) + 1 }, (_, number) =>
      search(cell + 1, left - number, [...taken, number]),
    )
    return Math.max(...tries)
  }
  return search(0, places, [])
}

const anyKind = fc.record({
  tags: fc
    .tuple(fc.subarray([0, 1, 2, 3]), fc.option(fc.constantFrom(4, 5, 6)))
    .map(([some, department]) => (department === null ? some : [...some, department])),
  people: fc.integer({ min: 1, max: 3 }),
})
const anyProblem = fc
  .record({
    kinds: fc.array(anyKind, { minLength: 1, maxLength: 5 }),
    pinned: fc.array(
      anyKind.map(({ tags }) => tags),
      { maxLength: 2 },
    ),
    wants: fc.tuple(...[0, 1, 2, 3].map(() => fc.integer({ min: 1, max: 4 }))),
    mix: fc.integer({ min: 1, max: 3 }),
    atMost: fc.option(fc.integer({ min: 0, max: 2 })),
    size: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ kinds, pinned, wants, mix, atMost, size }) => {
    const pool = poolOfKinds(kinds, pinned)
    const people = wants.map(
      (want, tag): NeedRule => ({
        id: `${tag}`,
        title: '',
        kind: 'people',
        dimension: dimensions[tag] ?? 'os',
        tag,
        want,
        atMost: tag === 0 && atMost !== null ? want + atMost : null,
      }),
    )
    const mixed: NeedRule = {
      id: 'mix',
      title: '',
      kind: 'values',
      dimension: 'department',
      tag: null,
      want: mix,
      atMost: null,
    }
    const whole = Math.max(pinned.length, Math.min(size, pool.eligible))
    const needs = [...people, mixed]
    return { pool, needs, size: whole, problem: coverageProblem(pool, needs, whole) }
  })

test('no choice meets more needs than the bound, and the bound is seldom more than one above the best', () => {
  let [runs, far] = [0, 0]
  fc.assert(
    fc.property(anyProblem, ({ problem, pool, needs, size }) => {
      const [bound, best] = [coverageBound(problem), bestByTrying(problem)]
      expect(coverageBound(relaxedProblem(pool, needs, size))).toBe(bound)
      expect(bound).toBeGreaterThanOrEqual(best)
      runs++
      if (bound > best + 1) far++
    }),
    { seed: 20270201, numRuns: 400 },
  )
  expect(far / runs).toBeLessThan(0.02)
})

test('the draw is at the best in nearly every small company, and never more than one need below', () => {
  let [runs, below] = [0, 0]
  fc.assert(
    fc.property(anyProblem, fc.nat(100), ({ pool, needs, size, problem }, seed) => {
      const drawn = draw(pool, needs, { size, seed, enough: needs.length })
      expect(drawn).toHaveLength(size)
      const count = (tag: number) => drawn.filter(({ tags }) => tags.includes(tag)).length
      const met = needs.filter(({ kind, tag, want, atMost }) => {
        const have = kind === 'values' ? [4, 5, 6].filter((one) => count(one) > 0).length : count(tag ?? -1)
        return have >= want && (atMost === null || have <= atMost)
      }).length
      const best = bestByTrying(problem)
      expect(met).toBeLessThanOrEqual(best)
      expect(met).toBeGreaterThanOrEqual(best - 1)
      runs++
      if (met < best) below++
    }),
    { seed: 20270201, numRuns: 400 },
  )
  expect(below / runs).toBeLessThan(0.02)
})

test('three needs that no two people share are bounded by the places', () => {
  const kinds = [0, 1, 2].map((tag) => ({ tags: [tag], people: 2 }))
  const needs = [0, 1, 2].map(
    (tag): NeedRule => ({
      id: `${tag}`,
      title: '',
      kind: 'people',
      dimension: 'family',
      tag,
      want: 1,
      atMost: null,
    }),
  )
  const pool = poolOfKinds(kinds, [])
  expect([1, 2, 3].map((size) => coverageBound(coverageProblem(pool, needs, size)))).toEqual([1, 2, 3])
})

/** Reads the text back: linear constraints by name, so that a choice can be held against them. */
function readConstraints(text: string) {
  const body = (/Subject To\n([\s\S]*?)\nBounds/.exec(text)?.[1] ?? '').replaceAll(/\n(?! ?\w+:)/g, ' ')
  return body.split('\n').map((line) => {
    const [, left = '', relation = '', right = ''] = /:(.*?)(<=|>=|=) (-?\d+)$/.exec(line) ?? []
    const terms = [...left.matchAll(/([+-]?) ?(\d+) (\w+)/g)]
    return {
      holds(values: ReadonlyMap<string, number>) {
        const sum = terms.reduce(
          (total, [, sign, number, name = '']) =>
            total + (sign === '-' ? -1 : 1) * Number(number) * (values.get(name) ?? 0),
          0,
        )
        return relation === '='
          ? sum === Number(right)
          : relation === '<='
            ? sum <= Number(right)
            : sum >= Number(right)
      },
    }
  })
}

test("the solver's text admits just the needs that a choice meets", () => {
  fc.assert(
    fc.property(anyProblem, fc.infiniteStream(fc.nat(3)), ({ problem }, numbers) => {
      const { cells, needs, places, tags } = problem
      let left = places
      const taken = cells.map(({ people }, cell) => {
        const rest = cells.slice(cell + 1).reduce((sum, other) => sum + other.people, 0)
        const number = Math.max(left - rest, Math.min(people, left, numbers.next().value ?? 0))
        left -= number
        return number
      })
      const count = (tag: number) =>
        (tags.find(({ index }) => index === tag)?.pinned ?? 0) +
        cells.reduce((sum, cell, index) => sum + (cell.tags.includes(tag) ? (taken[index] ?? 0) : 0), 0)
      const constraints = readConstraints(exactProblem(problem))
      const values = new Map<string, number>(taken.map((number, cell) => [`x${cell}`, number]))
      for (const { index, dimension } of tags)
        if (dimension === 'department') values.set(`z${index}`, count(index) > 0 ? 1 : 0)
      const admits = () => constraints.every((constraint) => constraint.holds(values))
      expect(admits()).toBe(true)
      for (const [index, { kind, tag, want, atMost }] of needs.entries()) {
        const have = kind === 'values' ? [4, 5, 6].filter((one) => count(one) > 0).length : count(tag ?? -1)
        values.set(`y${index}`, 1)
        expect(admits(), exactProblem(problem)).toBe(have >= want && (atMost === null || have <= atMost))
        values.set(`y${index}`, 0)
      }
    }),
    { seed: 20270201, numRuns: 300 },
  )
})

test('the text has its sections in order and no line too long for a solver', () => {
  const kinds = Array.from({ length: 200 }, () => ({ tags: [0, 4], people: 1 }))
  const needs: readonly NeedRule[] = [
    { id: '0', title: '', kind: 'people', dimension: 'family', tag: 0, want: 2, atMost: 5 },
    { id: 'mix', title: '', kind: 'values', dimension: 'department', tag: null, want: 2, atMost: null },
  ]
  const pool = poolOfKinds(
    kinds.map((kind, index) => ({ ...kind, tags: [index % 2, 4 + (index % 3)] })),
    [],
  )
  const text = exactProblem(coverageProblem(pool, needs, 10))
  expect(text.match(/^(?:Maximize|Subject To|Bounds|General|Binary|End)$/gm)).toEqual([
    'Maximize',
    'Subject To',
    'Bounds',
    'General',
    'Binary',
    'End',
  ])
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(255)
})
