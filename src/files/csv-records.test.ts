import { describe, expect, test } from 'vitest'
import { csvRecords, type Separator } from './csv-records.ts'

async function* pieces(text: string, size: number) {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function records(text: string, { separator, size }: { separator?: Separator; size?: number } = {}) {
  const all: [number, number, readonly string[] | null][] = []
  for await (const batch of csvRecords(pieces(text, size ?? 100_000), separator ?? ',')) {
    for (const { line, lastLine, cells } of batch) all.push([line, lastLine, cells])
  }
  return all
}

const mixed = 'a,b\r\n1,"x\r\ny"\r\n\r\n\r\n2,ü\nBob "B" S,3\n"Bob" Smith,4\n"say ""hi""",5\r6,7\n\n'
const mixedRecords = [
  [1, 1, ['a', 'b']],
  [2, 3, ['1', 'x\r\ny']],
  [6, 6, ['2', 'ü']],
  [7, 7, ['Bob "B" S', '3']],
  [8, 8, ['"Bob" Smith', '4']],
  [9, 9, ['say "hi"', '5']],
  [10, 10, ['6', '7']],
]

describe('lines', () => {
  test.each([1, 2, 3, 7, 1000])(
    'are counted rightly through quoted newlines and blank lines, in pieces of %i bytes',
    async (size) => {
      expect(await records(mixed, { size })).toEqual(mixedRecords)
    },
  )

  test('short and long records are passed on as they are', async () => {
    expect(await records('a,b\n1\n1,2,3\n')).toEqual([
      [1, 1, ['a', 'b']],
      [2, 2, ['1']],
      [3, 3, ['1', '2', '3']],
    ])
  })

  test('tabs and semicolons separate when they are the separator', async () => {
    expect(await records('a;b,c\n', { separator: ';' })).toEqual([[1, 1, ['a', 'b,c']]])
    expect(await records('a\tb\n', { separator: '\t' })).toEqual([[1, 1, ['a', 'b']]])
  })
})

describe('a quote that is never closed', () => {
  test.each([1, 5, 1000])('costs its own line and no other, in pieces of %i bytes', async (size) => {
    expect(await records('a,b\n1,2\n3,"oops\n5,6\n7,8', { size })).toEqual([
      [1, 1, ['a', 'b']],
      [2, 2, ['1', '2']],
      [3, 3, null],
      [4, 4, ['5', '6']],
      [5, 5, ['7', '8']],
    ])
  })

  test('in a long file it is found after a megabyte, and the rest is read', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => `${index},something long enough`)
    const all = await records(`a,b\n1,"oops\n${rows.join('\n')}\n`, { size: 65_536 })
    expect(all).toHaveLength(1 + 1 + rows.length)
    expect(all[1]).toEqual([2, 2, null])
    expect(all.at(-1)).toEqual([rows.length + 2, rows.length + 2, ['59999', 'something long enough']])
  })

  test('two of them cost two lines', async () => {
    const all = await records('a,b\n"x\ny,1\n"z z,2\nq,3\n')
    expect(all.filter(([, , cells]) => cells === null).length).toBeLessThanOrEqual(2)
    expect(all.at(-1)).toEqual([5, 5, ['q', '3']])
  })
})
