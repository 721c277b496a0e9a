import { expect, test } from 'vitest'
import { table } from './render/table.ts'
import { cut, styled, type Terminal, widthOf, wrap } from './terminal.ts'

const terminal = (columns: number, colour = false) => ({ columns, colour }) as Terminal

test('East Asian characters take two columns, combining marks none, colour codes none', () => {
  expect(widthOf('山田太郎')).toBe(8)
  expect(widthOf('Zoë')).toBe(3)
  expect(widthOf('Zoe\u0308')).toBe(3)
  expect(widthOf(styled(terminal(80, true), 'red', 'abc'))).toBe(3)
})

test('a text that fits is not cut; one that does not ends in an ellipsis within the width', () => {
  expect(cut('Contoso', 7)).toBe('Contoso')
  expect(cut('Contoso', 6)).toBe('Conto…')
  expect(widthOf(cut('山田太郎', 5))).toBeLessThanOrEqual(5)
})

test('lines are broken at spaces and indented after the first', () => {
  expect(wrap('one two three four', 9, '  ')).toBe('one two\n  three\n  four')
})

test('a table never grows wider than the terminal while its columns can be cut', () => {
  const text = table(
    terminal(40),
    [{ title: 'Person' }, { title: 'Why' }],
    [['a-very-long-user-name@contoso.com', 'because of a long reason indeed']],
  )
  for (const line of text.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(40)
})

test('numbers are aligned to the right', () => {
  const text = table(terminal(80), [{ title: 'Rows', align: 'right' }], [['7'], ['1,200']])
  expect(text).toBe(' Rows\n    7\n1,200')
})

test('without colour no escape code is printed', () => {
  expect(styled(terminal(80, false), 'red', 'abc')).toBe('abc')
})
