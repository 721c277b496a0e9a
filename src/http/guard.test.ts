// What a page of another site in the owner's own browser may not do here.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bodyBytesMax } from './guard.ts'
import { body, testServer, type TestServer } from './server.fixture.ts'

let server: TestServer

beforeAll(async () => {
  server = await testServer()
})

afterAll(async () => {
  await server.close()
})

const accounts = '/api/v1/tenants/contoso/accounts'
const goodBody = JSON.stringify({ accounts: [{ upn: 'ada@contoso.com', namedAs: 'service' }] })

function post(headers: Record<string, string>, text = goodBody): Response | Promise<Response> {
  return server.hono.request(accounts, { method: 'POST', headers, body: text })
}

describe('the Host header', () => {
  test.each(['localhost', 'localhost:4040', 'LOCALHOST:4040', '127.0.0.1:4040', '[::1]:4040'])(
    '%s is let in',
    async (host) => {
      expect((await server.hono.request('/healthz', { headers: { host } })).status).toBe(200)
    },
  )

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', 'evil.example:4040', '10.0.0.5', ''])(
    '"%s" is turned away on every address',
    async (host) => {
      for (const path of ['/', '/healthz', '/api/v1/tenants', '/assets/icon.svg', '/nowhere']) {
        const answer = await server.hono.request(path, { headers: { host } })
        expect(answer.status).toBe(421)
        expect(await body(answer)).toMatchObject({ code: 'host-refused', status: 421 })
      }
    },
  )
})

describe('writes', () => {
  test('a JSON request of a command-line client is let through', async () => {
    expect((await post({ 'content-type': 'application/json' })).status).toBe(200)
  })

  test.each(['same-origin', 'none'])('one that the browser marks as %s is let through', async (site) => {
    expect((await post({ 'content-type': 'application/json; charset=utf-8', 'sec-fetch-site': site })).status).toBe(200)
  })

  test.each(['cross-site', 'same-site', 'anything'])('one that the browser marks as %s is refused', async (site) => {
    const answer = await post({ 'content-type': 'application/json', 'sec-fetch-site': site })
    expect(answer.status).toBe(403)
    expect(await body(answer)).toMatchObject({ code: 'origin-refused' })
  })

  test('one from another origin is refused, from an old browser that says nothing else', async () => {
    const other = await post({ 'content-type': 'application/json', origin: 'https://evil.example' })
    expect(other.status).toBe(403)
    expect((await post({ 'content-type': 'application/json', origin: 'null' })).status).toBe(403)
    expect((await post({ 'content-type': 'application/json', origin: 'http://localhost' })).status).toBe(200)
  })

  test('a form of another site is refused for its type, and so is no type at all', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/jsonp']) {
      const answer = await post({ 'content-type': type })
      expect(answer.status).toBe(415)
      expect(await body(answer)).toMatchObject({ code: 'body-not-json' })
    }
  })

  test('DELETE from another site is refused too', async () => {
    const answer = await server.hono.request(`${accounts}/ada@contoso.com`, {
      method: 'DELETE',
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    expect(answer.status).toBe(403)
  })

  test('a body over the limit is refused, one below it is read', async () => {
    const large = await post(
      { 'content-type': 'application/json', 'content-length': String(bodyBytesMax + 1) },
      'x'.repeat(bodyBytesMax + 1),
    )
    expect(large.status).toBe(413)
    expect(await body(large)).toMatchObject({ code: 'body-too-large' })
    const padded = `${goodBody}${' '.repeat(bodyBytesMax - goodBody.length - 1)}`
    expect(
      (await post({ 'content-type': 'application/json', 'content-length': String(padded.length) }, padded)).status,
    ).toBe(200)
  })
})

describe('headers', () => {
  test('every answer forbids script, foreign style, frames and guessing of types; data is never cached', async () => {
    for (const path of ['/', '/people', '/healthz', '/api/v1/tenants', '/api/v1/tenants/none/readiness', '/nowhere']) {
      const { headers } = await server.hono.request(path)
      const policy = headers.get('content-security-policy')
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(policy).not.toContain('script-src')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('access-control-allow-origin')).toBeNull()
    }
  })

  test('only the stylesheet, whose address carries its hash, is cached for long', async () => {
    const page = await (await server.hono.request('/')).text()
    const path = /href="(\/assets\/styles\.[0-9a-f]{12}\.css)"/.exec(page)?.[1] ?? ''
    const sheet = await server.hono.request(path)
    expect(sheet.status).toBe(200)
    expect(sheet.headers.get('content-type')).toContain('text/css')
    expect(sheet.headers.get('cache-control')).toContain('immutable')
  })
})

describe('methods', () => {
  test('a wrong method is told apart from a wrong address, and says what is right', async () => {
    const wrong = await server.hono.request('/api/v1/tenants/contoso/readiness', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    expect(wrong.status).toBe(405)
    expect(wrong.headers.get('allow')).toBe('GET, HEAD')
    expect(await body(wrong)).toMatchObject({ code: 'method-unknown' })
    const accountsWrong = await server.hono.request(accounts, { method: 'DELETE' })
    expect(accountsWrong.headers.get('allow')).toBe('GET, HEAD, POST')
    const nowhere = await server.hono.request('/api/v1/nowhere')
    expect(nowhere.status).toBe(404)
    expect(nowhere.headers.get('content-type')).toBe('application/problem+json')
    expect(await body(nowhere)).toMatchObject({ code: 'page-unknown' })
  })

  test('HEAD answers like GET, without a body', async () => {
    for (const path of ['/', '/people', '/api/v1/tenants', '/healthz']) {
      const head = await server.hono.request(path, { method: 'HEAD' })
      expect(head.status).toBe(200)
      expect(await head.text()).toBe('')
    }
  })

  test('the health address answers without any data', async () => {
    expect(await body(await server.hono.request('/healthz'))).toEqual({ status: 'ok' })
  })
})
