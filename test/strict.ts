// Preloaded by every other test: an error that is printed or a promise that nobody waits for fails the test, because both hide a defect.

import { afterEach, beforeEach, expect } from 'vitest'

const printed: unknown[][] = []
const realError = console.error

beforeEach(() => {
  printed.length = 0
  console.error = (...words: unknown[]) => {
    printed.push(words)
  }
})

afterEach(() => {
  console.error = realError
  expect(printed, 'nothing is printed to console.error').toEqual([])
})
