import { expect, test } from 'vitest'
import { gatherMethods } from './gather-methods.ts'

type Reading = Parameters<typeof gatherMethods>[0] extends () => AsyncIterable<infer Batch> ? Batch : never

const rejected = { rejected: { origin: 'x.csv', position: 9, field: '', problem: 'p', remedy: 'r' } }

function listOf(people: number): Reading {
  return ['mobilePhone', 'email', 'mobilePhone'].flatMap((method) =>
    Array.from({ length: people }, (_, index) => ({
      row: { id: `upn:a${index}`, userPrincipalName: `a${index}`, methodsRegistered: [method] },
    })),
  )
}

async function gathered(people: number, fileBytes: number) {
  let passes = 0
  async function* read() {
    passes += 1
    yield [...listOf(people), rejected]
  }
  const all = []
  for await (const page of gatherMethods(read, fileBytes, 1000)) all.push(...page)
  return { passes, all }
}

test('a small file is read once, a large one once a share, with the same people', async () => {
  const small = await gathered(50, 900)
  const large = await gathered(50, 6500)
  expect([small.passes, large.passes]).toEqual([1, 7])
  const ids = (all: readonly object[]) => all.map((reading) => JSON.stringify(reading)).sort()
  expect(ids(large.all)).toEqual(ids(small.all))
  expect(small.all.filter((reading) => 'row' in reading)).toHaveLength(50)
})

test('each person comes once, with each method once', async () => {
  const { all } = await gathered(3, 6500)
  const rows = all.flatMap((reading) => ('row' in reading ? [reading.row] : []))
  expect(rows.map(({ id }) => id).sort()).toEqual(['upn:a0', 'upn:a1', 'upn:a2'])
  expect(rows.every(({ methodsRegistered }) => methodsRegistered.join() === 'mobilePhone,email')).toBe(true)
})

test('unusable rows are told once however often the file is read', async () => {
  const { all } = await gathered(3, 6500)
  expect(all.filter((reading) => 'rejected' in reading)).toEqual([rejected])
})
