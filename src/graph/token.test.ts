import { expect, test } from 'vitest'
import { numberedTokens, testClock, unaborted } from './stand-in.fixture.ts'
import { bearerOf, type TokenProvider } from './token.ts'

test('a token is kept until three minutes before its end', async () => {
  const clock = testClock()
  const provider = numberedTokens(clock)
  const bearer = bearerOf(provider, clock)
  expect(await bearer.current(unaborted)).toBe('token-1')
  clock.advance(56 * 60_000)
  expect(await bearer.current(unaborted)).toBe('token-1')
  clock.advance(60_001)
  expect(await bearer.current(unaborted)).toBe('token-2')
})

test('many who need a token at once make one request', async () => {
  const clock = testClock()
  const provider = numberedTokens(clock)
  const bearer = bearerOf(provider, clock)
  const tokens = await Promise.all([1, 2, 3].map(() => bearer.current(unaborted)))
  expect(tokens).toEqual(['token-1', 'token-1', 'token-1'])
})

test('a refused token is replaced by a fresh one, and refusing an old one again changes nothing', async () => {
  const clock = testClock()
  const asked: (boolean | undefined)[] = []
  const numbered = numberedTokens(clock)
  const provider: TokenProvider = {
    token: (signal, options) => {
      asked.push(options?.fresh)
      return numbered.token(signal)
    },
  }
  const bearer = bearerOf(provider, clock)
  const first = await bearer.current(unaborted)
  bearer.discard(first)
  expect(await bearer.current(unaborted)).toBe('token-2')
  bearer.discard(first)
  expect(await bearer.current(unaborted)).toBe('token-2')
  expect(asked).toEqual([false, true])
})

test('one who is stopped while asking does not stop another who waits for the same token', async () => {
  const clock = testClock()
  const stopper = new AbortController()
  let asked = 0
  const provider: TokenProvider = {
    token: (signal) => {
      asked += 1
      if (asked > 1) return Promise.resolve({ token: 'second', expiresAt: clock.now().add({ hours: 1 }) })
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped')))
      })
    },
  }
  const bearer = bearerOf(provider, clock)
  const [stopped, other] = [bearer.current(stopper.signal), bearer.current(unaborted)]
  stopper.abort()
  await expect(stopped).rejects.toThrow('stopped')
  expect(await other).toBe('second')
})

test('what is wrong with the credentials reaches everybody who waits', async () => {
  const clock = testClock()
  const provider: TokenProvider = { token: () => Promise.reject(new Error('wrong secret')) }
  const bearer = bearerOf(provider, clock)
  const waiting = [bearer.current(unaborted), bearer.current(unaborted)]
  for (const one of waiting) await expect(one).rejects.toThrow('wrong secret')
})
