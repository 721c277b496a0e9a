import { expect, test } from 'vitest'
import { readFlag } from './cell-flag.ts'

test.each(['Yes', 'TRUE', '1', 'Ja', 'Oui', 'Sí', 'Capable', 'Registered', ' enabled ', 'はい'])(
  '"%s" is yes',
  (text) => {
    expect(readFlag(text)).toBe(true)
  },
)

test.each(['No', 'false', '0', 'Nein', 'Non', 'Not Capable', 'Not Registered', 'Disabled', 'Noncompliant', 'いいえ'])(
  '"%s" is no',
  (text) => {
    expect(readFlag(text)).toBe(false)
  },
)

test('an empty cell says nothing', () => {
  expect(readFlag('')).toBeUndefined()
  expect(readFlag('N/A')).toBeUndefined()
})

test('a word in no list is unknown, never yes and never no', () => {
  expect(readFlag('perhaps')).toBeNull()
  expect(readFlag('In grace period')).toBeNull()
})
