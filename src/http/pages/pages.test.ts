// The pages: what they say, that they escape, that they are valid HTML, and what they say when there is nothing yet.

import { HtmlValidate } from 'html-validate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contoso, personId, tenantName, testServer, type TestServer } from '../server.fixture.ts'
import { now } from '../../checks/good-tenant.fixture.ts'

let server: TestServer
let empty: TestServer

beforeAll(async () => {
  server = await testServer()
  empty = await testServer({ seeded: 'nothing' })
  await server.store.saveTenant({
    name: tenantName('fabrikam'),
    connection: { kind: 'demo', people: 1, seed: 1 },
    createdAt: now,
  })
  await server.store.inTenant(tenantName('fabrikam'), async (unit) => {
    const run = await unit.startSync('full', ['people', 'registrations', 'entra-devices'], now)
    await unit.saveProgress(run.id, {
      stream: 'people',
      state: 'reading',
      rows: 640,
      total: 1200,
      rejected: 2,
      cursor: 'c',
    })
  })
})

afterAll(async () => {
  await server.close()
  await empty.close()
})

async function get(
  path: string,
  from: TestServer = server,
): Promise<{ status: number; text: string; headers: Headers }> {
  const answer = await from.hono.request(path)
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}

const pages = [
  '/',
  '/?tenant=fabrikam',
  '/people',
  '/people?exposure=stopped&tier=unknown&search=%22%3E%3Cscript%3E',
  `/people/${personId(1)}`,
  `/people/${personId(3)}`,
  `/people/${personId(5)}`,
  '/nowhere',
]

describe('every page', () => {
  const validator = new HtmlValidate({
    extends: ['html-validate:recommended', 'html-validate:document'],
    rules: {
      'no-trailing-whitespace': 'off',
      'long-title': 'off',
      'no-implicit-button-type': 'error',
      'require-sri': 'off',
    },
  })

  test.each(pages)('%s is valid HTML', async (path) => {
    const { text } = await get(path)
    const report = await validator.validateString(text)
    expect(
      report.results.flatMap(({ messages }) =>
        messages.map(({ line, message, ruleId }) => `${line}: ${message} (${ruleId})`),
      ),
    ).toEqual([])
  })

  test('the validator does find what is wrong', async () => {
    const report = await validator.validateString(
      '<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><p><div></p></body></html>',
    )
    expect(report.valid).toBe(false)
  })

  test.each(pages)('%s has neither script nor inline style, and asks nothing of another server', async (path) => {
    const { text } = await get(path)
    expect(text).not.toMatch(/<script|\sstyle="|\son\w+="|javascript:/i)
    const loaded = [...text.matchAll(/<(?:link|img|iframe|source)[^>]+(?:href|src)="([^"]+)"/g)].map(
      ([, address]) => address,
    )
    expect(loaded.length).toBeGreaterThan(0)
    for (const address of loaded) expect(address).toMatch(/^\/assets\//)
  })
})

describe('the first page', () => {
  test('it says how many are stopped, how long there is, how old and how complete that is', async () => {
    const { status, text } = await get('/')
    expect(status).toBe(200)
    expect(text).toContain('2 of 6 people will be stopped at sign-in')
    expect(text).toContain('73 days to 1 Feb 2027')
    expect(text).toContain('10 minutes ago')
    expect(text).toMatch(/known for 5 of\s+6 people/)
  })

  test('the one next step is the worst that fails, opened, with its path and its exact request', async () => {
    const { text } = await get('/')
    expect(text).toContain('Next: mend this first')
    expect(text).toContain('href="#failing-check"')
    expect(text).toMatch(/<details class="check" id="failing-check"\s+open/)
    expect(text).toContain('<b>PATCH</b> https://graph.microsoft.com/v1.0/policies/authenticationMethodsPolicy')
  })

  test('what is read from a tenant is shown as text, never as markup', async () => {
    const { text } = await get('/')
    expect(text).toContain('CA001 &lt;script&gt;alert(1)&lt;/script&gt;')
    expect(text).toContain('Two policies &lt;b&gt;miss&lt;/b&gt; it.')
    expect(text).toContain('enabled &amp; enforced')
  })

  test('what cannot be told says what would tell; what passes is folded', async () => {
    const { text } = await get('/')
    expect(text).toContain('Name the emergency accounts.')
    expect(text).toMatch(/<details class="folded">\s*<summary>1 check passes/)
  })

  test('all tenants can be chosen, and one that is none is told apart', async () => {
    expect((await get('/')).text).toContain('href="/?tenant=fabrikam"')
    expect((await get('/?tenant=nobody')).status).toBe(404)
    expect((await get('/?tenant=%3Cscript%3E')).status).toBe(400)
  })

  test('without a tenant it shows the three ways to begin', async () => {
    const { status, text } = await get('/', empty)
    expect(status).toBe(200)
    expect(text).toContain('npx keywave connect')
    expect(text).toContain('npx keywave import')
    expect((await get('/people', empty)).status).toBe(404)
  })

  test('while a tenant is read for the first time it shows how far, and asks again until it is told to stand still', async () => {
    const running = await get('/?tenant=fabrikam')
    expect(running.text).toContain('640 of 1,200')
    expect(running.headers.get('refresh')).toBe('3')
    const still = await get('/?tenant=fabrikam&refresh=off')
    expect(still.headers.get('refresh')).toBeNull()
    expect((await get('/')).headers.get('refresh')).toBeNull()
  })
})

describe('people', () => {
  test('the list is filtered by its links, which keep what is chosen', async () => {
    const { text } = await get('/people?exposure=stopped')
    expect(text).toContain('Ada Lovelace')
    expect(text).not.toContain('Dana Silva')
    expect(text).toContain('href="/people?tenant=contoso&amp;exposure=stopped&amp;tier=ready"')
    expect(text).toMatch(/exposure=stopped"\s+aria-current="true"/)
  })

  test('names are escaped and every script is shown as it is', async () => {
    const { text } = await get('/people')
    expect(text).toContain('Chidi &lt;Nwosu&gt;')
    expect(text).toContain('田中 恵美')
  })

  test('a value that is none is refused in words', async () => {
    const { status, text } = await get('/people?tier=best')
    expect(status).toBe(400)
    expect(text).toContain('&quot;tier&quot; has a value')
  })

  test('a long list goes on where the page ended', async () => {
    const many = Array.from({ length: 60 }, (_, index) => ({
      id: personId(100 + index),
      userPrincipalName: `zz${String(index).padStart(2, '0')}@contoso.com`,
      accountEnabled: true,
    }))
    await server.store.inTenant(contoso, async (unit) => {
      const run = await unit.lastFinishedSync()
      await unit.putPeople(run?.id ?? '', many, now)
    })
    const first = await get('/people')
    const next = /href="(\/people\?[^"]*after=[^"]*)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const second = await get(next)
    const names = (text: string) => [...text.matchAll(/(\w+)@contoso\.com<\/span>/g)].map(([, name]) => name)
    expect(names(first.text)).toHaveLength(50)
    expect([...names(first.text), ...names(second.text)]).toEqual([
      ...new Set([...names(first.text), ...names(second.text)]),
    ])
    expect(names(second.text).at(-1)).toBe('zz59')
  })

  test('one person is shown with reasons in sentences, paths, and history', async () => {
    const { status, text } = await get(`/people/${personId(1)}`)
    expect(status).toBe(200)
    expect(text).toContain('Ada Lovelace')
    expect(text).toContain('Could they register today?')
    expect(text).toContain('Mobile phone (SMS or call)')
    expect(text).toContain('20 Nov 2026, 09:00 UTC')
    const reasons = /id="why"[\s\S]*?<\/section>/.exec(text)?.[0] ?? ''
    expect(reasons).toMatch(/<li>[A-Z][^<]+\./)
  })

  test('nobody of that name is 404, as a page', async () => {
    const { status, text } = await get('/people/who@contoso.com')
    expect(status).toBe(404)
    expect(text).toContain('No such person in this tenant.')
  })
})

describe('trouble', () => {
  test('a database that went away is told in one sentence, and logged without persons', async () => {
    const broken = await testServer({ seeded: 'nothing' })
    await broken.store.close()
    const { status, text } = await get('/', broken)
    expect(status).toBeGreaterThanOrEqual(500)
    expect(text).not.toContain(' at ')
    expect(broken.logged.map(({ event }) => event)).toContain('request-failed')
  })
})
