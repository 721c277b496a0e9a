// The routes on people and on the accounts that the owner names. Every status.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { accounts } from '../contract/accounts.ts'
import { people } from '../contract/people.ts'
import { person } from '../contract/person.ts'
import { body, contoso, personId, testServer, type TestServer } from '../server.fixture.ts'
import { now } from '../../checks/good-tenant.fixture.ts'

let server: TestServer

beforeAll(async () => {
  server = await testServer()
})

afterAll(async () => {
  await server.close()
})

type Answer = { status: number; json: Record<string, unknown> }

async function ask(path: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await server.hono.request(`/api/v1/tenants/${path}`, init)
  return { status: answer.status, json: answer.status === 204 ? {} : await body(answer) }
}

describe('the list of people', () => {
  test('it holds everybody in order, with what is said of each, and its age', async () => {
    const { status, json } = await ask('contoso/people')
    expect(status).toBe(200)
    const list = people.parse(json)
    expect(list.people.map(({ displayName }) => displayName)).toEqual([
      'Ada Lovelace',
      'Björn Ångström',
      'Chidi <Nwosu>',
      'Dana Silva',
      '田中 恵美',
      'Fatma Yıldız',
    ])
    expect(list.takenAt).toBe(now.toString())
    expect(list.people[0]?.judgement?.exposure).toBe('stopped')
  })

  test('methods that were not read are null, and the verdict unknown', async () => {
    const list = people.parse((await ask('contoso/people?search=emi')).json)
    expect(list.people).toHaveLength(1)
    expect(list.people[0]?.methods).toBeNull()
    expect(list.people[0]?.judgement?.exposure).toBe('unknown')
  })

  test('filters and pages narrow it', async () => {
    expect((await ask('contoso/people?exposure=stopped')).json['inAll']).toBe(2)
    expect((await ask('contoso/people?search=FIELD')).json['inAll']).toBe(3)
    const page = people.parse((await ask('contoso/people?limit=2&after=chidi%40contoso.com')).json)
    expect(page.people.map(({ upn }) => upn)).toEqual(['dana@contoso.com', 'emi@contoso.com'])
    expect(page.next).toBe('emi@contoso.com')
  })

  test.each([
    ['contoso/people?tier=best', 400, 'request-invalid'],
    ['contoso/people?limit=many', 400, 'request-invalid'],
    ['nobody/people', 404, 'tenant-unknown'],
    ['NO/people', 400, 'tenant-name-invalid'],
  ])('%s is %i', async (path, status, code) => {
    expect(await ask(path)).toMatchObject({ status, json: { code } })
  })
})

describe('one person', () => {
  test.each([personId(1), 'ada@contoso.com', 'ADA%40contoso.com'])('%s is found, with history', async (text) => {
    const { status, json } = await ask(`contoso/people/${text}`)
    expect(status).toBe(200)
    const found = person.parse(json)
    expect(found.upn).toBe('ada@contoso.com')
    expect(found.methods).toEqual(['mobilePhone'])
    expect(found.history.judgements.at(-1)).toMatchObject({ from: now.toString(), until: null })
  })

  test.each([
    ['contoso/people/who@contoso.com', 404, 'person-unknown'],
    ['nobody/people/ada@contoso.com', 404, 'tenant-unknown'],
    ['a_b/people/ada@contoso.com', 400, 'tenant-name-invalid'],
  ])('%s is %i', async (path, status, code) => {
    expect(await ask(path)).toMatchObject({ status, json: { code } })
  })
})

describe('named accounts', () => {
  const json = { 'content-type': 'application/json' }
  const name = (text: string) => ask('contoso/accounts', { method: 'POST', headers: json, body: text })

  afterEach(async () => {
    await server.store.inTenant(contoso, async (unit) => {
      for (const { userPrincipalName } of await unit.namedAccounts()) await unit.unnameAccount(userPrincipalName)
    })
  })

  test('naming one judges everybody again; taking the name back does too', async () => {
    const tierOf = async () => people.parse((await ask('contoso/people?search=ada')).json).people[0]?.judgement?.tier
    const before = await tierOf()
    const named = await name('{"accounts":[{"upn":"ada@contoso.com","namedAs":"service"}]}')
    expect(named.status).toBe(200)
    expect(accounts.parse(named.json).accounts).toEqual([{ upn: 'ada@contoso.com', namedAs: 'service' }])
    expect((await ask('contoso/accounts')).json).toEqual(named.json)
    expect(await tierOf()).toBe('excluded')
    expect((await ask('contoso/accounts/ada%40contoso.com', { method: 'DELETE' })).status).toBe(204)
    expect(await tierOf()).toBe(before)
    expect((await ask('contoso/accounts')).json['accounts']).toEqual([])
  })

  test.each([
    ['{', 'request-invalid'],
    ['{"accounts":[]}', 'request-invalid'],
    ['{"accounts":[{"upn":"ada@contoso.com","namedAs":"king"}]}', 'request-invalid'],
    ['{"accounts":[{"upn":"not a name","namedAs":"service"}]}', 'wrong-use'],
  ])('%s is 400 and names nobody', async (text, code) => {
    expect(await name(text)).toMatchObject({ status: 400, json: { code } })
    expect((await ask('contoso/accounts')).json['accounts']).toEqual([])
  })

  test('unknown tenants and names are 404, a name that is none is 400', async () => {
    const good = { method: 'POST', headers: json, body: '{"accounts":[{"upn":"ada@contoso.com","namedAs":"shared"}]}' }
    expect(await ask('nobody/accounts', good)).toMatchObject({ status: 404, json: { code: 'tenant-unknown' } })
    expect(await ask('nobody/accounts')).toMatchObject({ status: 404, json: { code: 'tenant-unknown' } })
    expect(await ask('_/accounts')).toMatchObject({ status: 400 })
    expect(await ask('_/accounts', good)).toMatchObject({ status: 400 })
    expect(await ask('contoso/accounts/who%40contoso.com', { method: 'DELETE' })).toMatchObject({
      status: 404,
      json: { code: 'person-unknown' },
    })
    expect(await ask('_/accounts/who%40contoso.com', { method: 'DELETE' })).toMatchObject({ status: 400 })
  })
})
