import { expect, test } from 'vitest'
import { readText } from './exported-file.fixture.ts'
import { csvLines, csvText } from './write-csv.ts'

test('cells are quoted where they must be', () => {
  expect(
    csvText(
      ['a', 'b'],
      [
        ['x,y', 'say "hi"'],
        [1, null],
        [true, 'two\nlines'],
      ],
    ),
  ).toBe('a,b\n"x,y","say ""hi"""\n1,\ntrue,"two\nlines"\n')
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])(
  '"%s" gets an apostrophe, so that no spreadsheet runs it',
  (cell) => {
    expect(csvText(['a'], [[cell]])).toContain(`'${cell}`)
  },
)

test('numbers and harmless texts get none', () => {
  expect(csvText(['a', 'b', 'c'], [[-1, 'a=b', "O'Hara"]])).toBe("a,b,c\n-1,a=b,O'Hara\n")
})

test('what is written is read back as it was, formulas and all', async () => {
  const text = csvText(
    ['userPrincipalName', 'displayName', 'city'],
    [['ada@contoso.com', '=1+3 Ada', "'s-Hertogenbosch"]],
  )
  const { rows } = await readText(text, 'people')
  expect(rows[0]).toMatchObject({ displayName: '=1+3 Ada', city: "'s-Hertogenbosch" })
})

test('a large table comes in pieces of whole lines, asked for one after the other', async () => {
  let made = 0
  function* rows() {
    for (; made < 2000; made += 1) yield [made]
  }
  const pieces = csvLines(['n'], rows())
  const first = (await pieces.next()).value ?? ''
  expect(made).toBeLessThan(1000)
  expect(first.endsWith('\n')).toBe(true)
  let rest = ''
  for await (const piece of pieces) rest += piece
  expect(`${first}${rest}`.split('\n')).toHaveLength(2002)
})

test('an empty table is its header', async () => {
  const pieces = []
  for await (const piece of csvLines(['a', 'b'], [])) pieces.push(piece)
  expect(pieces).toEqual(['a,b\n'])
})
