// The routes that judge: tenants, readiness, exposure, comparison. Every status, and that the JSON is what the contract says.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changedPeople, diff } from '../contract/diff.ts'
import { exposedPeople, exposure } from '../contract/exposure.ts'
import { readiness } from '../contract/readiness.ts'
import { tenantList } from '../contract/tenants.ts'
import { body, contoso, seedContoso, tenantName, testServer, type TestServer } from '../server.fixture.ts'
import { now } from '../../checks/good-tenant.fixture.ts'

let server: TestServer

beforeAll(async () => {
  server = await testServer()
  await server.store.saveTenant({ name: tenantName('fabrikam'), connection: { kind: 'files' }, createdAt: now })
})

afterAll(async () => {
  await server.close()
})

async function get(path: string): Promise<{ status: number; json: Record<string, unknown> }> {
  const answer = await server.hono.request(`/api/v1${path}`)
  return { status: answer.status, json: await body(answer) }
}

describe('tenants', () => {
  test('each is listed with its age, and without how it is reached', async () => {
    const { status, json } = await get('/tenants')
    expect(status).toBe(200)
    expect(tenantList.parse(json)).toEqual({
      tenants: [
        { name: 'contoso', source: 'demo', createdAt: now.toString(), takenAt: now.toString(), syncing: false },
        { name: 'fabrikam', source: 'files', createdAt: now.toString(), takenAt: null, syncing: false },
      ],
    })
    expect(JSON.stringify(json)).not.toContain('connection')
  })
})

describe('readiness', () => {
  test('every check comes with verdict, evidence, concerns and remedy, worst first', async () => {
    const { status, json } = await get('/tenants/contoso/readiness')
    expect(status).toBe(200)
    const report = readiness.parse(json)
    expect(report.tenant).toBe('contoso')
    expect(report.takenAt).toBe(now.toString())
    expect(report.checks.map(({ verdict }) => verdict)).toEqual(['fail', 'unknown', 'pass', 'not-applicable'])
    expect(report.checks[0]).toMatchObject({
      id: 'failing-check',
      severity: 'critical',
      evidence: { takenAt: now.toString(), coverage: { have: 1, of: 1 }, facts: ['security-defaults'] },
      inAll: 2,
      remedy: { portal: ['Entra admin center', 'Authentication methods', 'Policies'], note: 'Mind the order.' },
    })
    expect(report.checks[1]?.missing).toEqual(['Name the emergency accounts.'])
    expect(report.counts).toEqual({ fail: 1, unknown: 1, pass: 1, 'not-applicable': 1 })
  })

  test('as of a moment it speaks of that moment', async () => {
    const at = now.add({ minutes: 5 }).toString()
    const { status, json } = await get(`/tenants/contoso/readiness?at=${at}`)
    expect(status).toBe(200)
    expect(json['takenAt']).toBe(at)
  })

  test('a moment before the first sync is 404', async () => {
    const { status, json } = await get('/tenants/contoso/readiness?at=2020-01-01T00:00:00Z')
    expect([status, json['code']]).toEqual([404, 'moment-unknown'])
  })

  test('a tenant that was never read is 409, with what to do', async () => {
    const { status, json } = await get('/tenants/fabrikam/readiness')
    expect([status, json['code']]).toEqual([409, 'never-synced'])
    expect(json['remedy']).toContain('keywave sync')
  })

  test('an unknown tenant is 404, a name that is none and a moment that is none are 400', async () => {
    expect(await get('/tenants/nobody/readiness')).toMatchObject({ status: 404, json: { code: 'tenant-unknown' } })
    expect(await get('/tenants/No%20Name/readiness')).toMatchObject({
      status: 400,
      json: { code: 'tenant-name-invalid' },
    })
    const bad = await get('/tenants/contoso/readiness?at=yesterday')
    expect(bad).toMatchObject({ status: 400, json: { code: 'request-invalid', errors: [{ field: 'at' }] } })
  })

  test('a problem is problem+json and tells nothing of the inside', async () => {
    const answer = await server.hono.request('/api/v1/tenants/nobody/readiness')
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await body(answer)).toEqual({
      type: 'urn:keywave:error:tenant-unknown',
      title: 'No tenant of that name is connected.',
      status: 404,
      detail: 'No tenant "nobody" is connected.',
      code: 'tenant-unknown',
      remedy: expect.any(String),
      retry: false,
    })
  })
})

describe('exposure', () => {
  test('the counts add up to everybody, with the people who cannot be told left out of the coverage', async () => {
    const { status, json } = await get('/tenants/contoso/exposure')
    expect(status).toBe(200)
    const report = exposure.parse(json)
    const { stopped, nudged, unknown } = report.counts
    expect(stopped).toBe(2)
    expect(unknown).toBe(1)
    expect(stopped + nudged + report.counts['not-affected'] + unknown).toBe(6)
    expect(report.coverage).toEqual({ have: 5, of: 6 })
    const { destinationsOfStopped } = report
    expect(Object.values(destinationsOfStopped).reduce((sum, count) => sum + count, 0)).toBe(stopped)
  })

  test('the people of an exposure come in pages that join without gap or repeat', async () => {
    const first = await get('/tenants/contoso/exposure/people?limit=4')
    expect(first.status).toBe(200)
    const one = exposedPeople.parse(first.json)
    expect(one.people.map(({ upn }) => upn)).toEqual(
      ['ada', 'bjorn', 'chidi', 'dana'].map((name) => `${name}@contoso.com`),
    )
    expect(one.inAll).toBe(6)
    const second = exposedPeople.parse((await get(`/tenants/contoso/exposure/people?limit=4&after=${one.next}`)).json)
    expect(second.people.map(({ upn }) => upn)).toEqual(['emi@contoso.com', 'fatma@contoso.com'])
    expect(second.next).toBeNull()
    expect(one.people[0]).toMatchObject({ exposure: 'stopped', date: '2027-02-01' })
    expect(one.people[0]?.reasons.length).toBeGreaterThan(0)
  })

  test('only those of the exposure and destination asked for are listed', async () => {
    const { json } = await get('/tenants/contoso/exposure/people?exposure=stopped')
    const { people, inAll } = exposedPeople.parse(json)
    expect(people.map(({ upn }) => upn)).toEqual(['ada@contoso.com', 'bjorn@contoso.com'])
    expect(inAll).toBe(2)
    const destination = people[0]?.destination ?? 'none'
    const same = exposedPeople.parse(
      (await get(`/tenants/contoso/exposure/people?exposure=stopped&destination=${destination}`)).json,
    )
    expect(same.people.every((person) => person.destination === destination)).toBe(true)
    const other = destination === 'none' ? 'reachable' : 'none'
    expect((await get(`/tenants/contoso/exposure/people?exposure=stopped&destination=${other}`)).json['inAll']).toBe(0)
  })

  test.each([
    ['/tenants/contoso/exposure?at=soon', 400, 'request-invalid'],
    ['/tenants/nobody/exposure', 404, 'tenant-unknown'],
    ['/tenants/fabrikam/exposure', 409, 'never-synced'],
    ['/tenants/contoso/exposure/people?exposure=perhaps', 400, 'request-invalid'],
    ['/tenants/contoso/exposure/people?limit=0', 400, 'request-invalid'],
    ['/tenants/contoso/exposure/people?limit=1001', 400, 'request-invalid'],
    ['/tenants/nobody/exposure/people', 404, 'tenant-unknown'],
    ['/tenants/fabrikam/exposure/people', 409, 'never-synced'],
  ])('%s is %i', async (path, status, code) => {
    expect(await get(path)).toMatchObject({ status, json: { code } })
  })
})

describe('comparison', () => {
  test('two moments are compared, everybody and everything that changed named', async () => {
    const later = await testServer()
    try {
      const { facts } = await later.store.inTenant(contoso, async (unit) => ({ facts: await unit.facts(null) }))
      expect(Object.keys(facts).length).toBeGreaterThan(5)
      const at = now.add({ minutes: 5 })
      await seedContoso(later.app, at)
      await later.store.inTenant(contoso, async (unit) => {
        const run = await unit.startSync('full', ['registrations'], at)
        const ada = { id: 'aaaa0000-0000-4000-8000-000000000001', userPrincipalName: 'ada@contoso.com' }
        await unit.putRegistrations(run.id, [{ ...ada, methodsRegistered: ['passKeySynced'] }], at)
        await unit.endSync(run.id, 'finished', at, null)
      })
      const { judgePeople } = await import('#app/judge-people.ts')
      await judgePeople({ store: later.store, clock: { now: () => at } }, contoso)
      const range = `from=${now.add({ minutes: 1 }).toString()}&to=${now.add({ minutes: 9 }).toString()}`
      const compared = diff.parse(await body(await later.hono.request(`/api/v1/tenants/contoso/diff?${range}`)))
      expect(compared.movements).toContainEqual({ before: 'stopped', after: 'not-affected', people: 1 })
      const people = await later.hono.request(`/api/v1/tenants/contoso/diff/people?${range}`)
      const changed = changedPeople.parse(await body(people))
      expect(changed.people.map(({ upn, before, after }) => [upn, before?.exposure, after?.exposure])).toEqual([
        ['ada@contoso.com', 'stopped', 'not-affected'],
      ])
      expect(changed.next).toBeNull()
    } finally {
      await later.close()
    }
  })

  test.each([
    ['/tenants/contoso/diff', 404, 'moment-unknown'],
    ['/tenants/contoso/diff?from=2020-01-01T00:00:00Z', 404, 'moment-unknown'],
    ['/tenants/contoso/diff?from=then', 400, 'request-invalid'],
    ['/tenants/nobody/diff', 404, 'tenant-unknown'],
    ['/tenants/contoso/diff/people', 400, 'request-invalid'],
    ['/tenants/nobody/diff/people?from=2026-11-20T09:00:00Z&to=2026-11-20T10:00:00Z', 404, 'tenant-unknown'],
  ])('%s is %i', async (path, status, code) => {
    expect(await get(path)).toMatchObject({ status, json: { code } })
  })
})
