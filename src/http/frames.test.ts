import { expect, test } from 'vitest'
import { framesOf } from './frames.ts'

test('the frames are kept and the message, which may name a person, is not', () => {
  const error = new Error('no such person: ada@contoso.com\n at ada@contoso.com')
  const frames = framesOf(error)
  expect(frames).toContain('frames.test.ts')
  expect(frames.split('\n').every((line) => line.startsWith('at '))).toBe(true)
  expect(frames).not.toContain('ada@')
})

test('what is no error gives its type, never its text', () => {
  expect(framesOf('ada@contoso.com')).toBe('string')
})
