// Listening: on this machine only, and a taken port is told in one clear sentence.

import { createServer } from 'node:net'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { listen } from './listen.ts'

const hello = new Hono().get('/', (context) => context.text('hello'))

test('a free port is taken, answers on the loopback address, and is given back', async () => {
  const listening = await listen(hello, { port: 0, host: '127.0.0.1' })
  expect(listening.url).toBe(`http://localhost:${listening.port}`)
  expect(await (await fetch(`http://127.0.0.1:${listening.port}/`)).text()).toBe('hello')
  await listening.close()
  const again = await listen(hello, { port: listening.port, host: '127.0.0.1' })
  await again.close()
})

test('a port that something else listens on is an error with its code, naming the port', async () => {
  const other = createServer()
  const opened = Promise.withResolvers<void>()
  other.listen(0, '127.0.0.1', opened.resolve)
  await opened.promise
  const address = other.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  await expect(listen(hello, { port, host: '127.0.0.1' })).rejects.toMatchObject({
    code: 'port-taken',
    message: expect.stringContaining(String(port)) as unknown,
  })
  other.close()
})
