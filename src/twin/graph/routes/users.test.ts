import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAsking, type Asking, type Json } from '../ask.fixture.ts'
import { tinyId, tinyPeople } from '../tiny-world.fixture.ts'

let asking: Asking
beforeAll(async () => {
  asking = await startAsking()
})
afterAll(async () => asking.twin.stop())

const ask: Asking['ask'] = (path, options) => asking.ask(path, options)
const eventual = { headers: { consistencylevel: 'eventual' } }
const ids = (items: readonly Json[]) => items.map((item) => item.id)

describe('pages', () => {
  test('following the next links gives everybody once', async () => {
    const everybody = ids(await asking.all('/v1.0/users?$select=id&$top=99'))
    expect(everybody).toHaveLength(tinyPeople)
    expect(new Set(everybody).size).toBe(tinyPeople)
  })

  test('a page holds 100 unless another size is asked for, and the last has no next link', async () => {
    const first = await ask('/v1.0/users')
    expect(first.json.value).toHaveLength(100)
    const last = await ask('/v1.0/users?$top=250')
    expect(last.json.value).toHaveLength(250)
    expect(last.json['@odata.nextLink']).toBeUndefined()
  })

  test('a next link is absolute, leads back to the same origin and keeps what was asked', async () => {
    const first = await ask('/v1.0/users?$select=id,displayName&$top=10')
    const link = new URL(first.json['@odata.nextLink'])
    expect(link.origin).toBe(asking.twin.url)
    expect(link.searchParams.get('$select')).toBe('id,displayName')
    const second = await ask(link.href)
    expect(second.json.value).toHaveLength(10)
    expect(Object.keys(second.json.value[0])).toEqual(['id', 'displayName'])
  })

  test('more than 999 on a page is refused, 999 is not', async () => {
    expect((await ask('/v1.0/users?$top=999')).status).toBe(200)
    const refused = await ask('/v1.0/users?$top=1000')
    expect(refused.status).toBe(400)
    expect(refused.json.error.message).toContain('Must be between 1 and 999 inclusive')
  })

  test('a skip token of another list, or a made-up one, is refused', async () => {
    const link = new URL((await ask('/v1.0/users?$top=10')).json['@odata.nextLink'])
    const token = link.searchParams.get('$skiptoken')
    expect((await ask(`/v1.0/devices?$skiptoken=${token}`)).status).toBe(400)
    expect((await ask('/v1.0/users?$skiptoken=nonsense')).status).toBe(400)
  })

  test('$skip is not offered on users', async () => {
    const refused = await ask('/v1.0/users?$skip=5')
    expect(refused.status).toBe(400)
    expect(refused.json.error.code).toBe('Request_UnsupportedQuery')
  })
})

describe('$select', () => {
  test('without it the eleven default properties come', async () => {
    const { json } = await ask('/v1.0/users?$top=1')
    expect(Object.keys(json.value[0])).toHaveLength(11)
  })

  test('a selected property without a value comes as null, in any case of letters', async () => {
    const { json } = await ask('/v1.0/users?$top=1&$select=ID,jobTitle')
    expect(json.value[0]).toEqual({ id: tinyId(1, 0), jobTitle: null })
  })

  test('a property that users have not is refused by name', async () => {
    const refused = await ask('/v1.0/users?$select=id,shoeSize')
    expect(refused.status).toBe(400)
    expect(refused.json.error.message).toContain("'shoeSize'")
  })

  test('a property of single users only is refused on the collection with 501', async () => {
    expect((await ask('/v1.0/users?$select=id,mailboxSettings')).status).toBe(501)
  })

  test('signInActivity makes pages of at most 120 and brings the id along', async () => {
    const { json } = await ask('/v1.0/users?$select=signInActivity&$top=999')
    expect(json.value).toHaveLength(120)
    expect(json.value[0]).toEqual({ id: tinyId(1, 0), signInActivity: { lastSignInDateTime: '2026-11-20T00:00:00Z' } })
    expect(json.value[1].signInActivity).toBeNull()
    expect(await asking.all('/v1.0/users?$select=signInActivity&$top=999')).toHaveLength(tinyPeople)
  })
})

describe('$filter', () => {
  test('it keeps those who match, across pages', async () => {
    const sales = await asking.all("/v1.0/users?$filter=department eq 'Sales'&$select=id&$top=20")
    expect(sales).toHaveLength(tinyPeople / 2)
  })

  test('an id is found without a walk, in any place', async () => {
    const { json } = await ask(`/v1.0/users?$filter=id in ('${tinyId(1, 200)}','${tinyId(1, 5)}')&$select=id`)
    expect(ids(json.value)).toEqual([tinyId(1, 200), tinyId(1, 5)])
  })

  test('ne is an advanced query: refused plainly, answered with ConsistencyLevel and $count', async () => {
    const path = "/v1.0/users?$select=id&$top=999&$filter=userType ne 'Member'"
    expect((await ask(path)).json.error.code).toBe('Request_UnsupportedQuery')
    expect(ids((await ask(`${path}&$count=true`, eventual)).json.value)).toEqual([tinyId(1, 3)])
  })

  test('a function outside the subset is refused as unsupported', async () => {
    const refused = await ask("/v1.0/users?$filter=tolower(displayName) eq 'x'")
    expect([refused.status, refused.json.error.code]).toEqual([400, 'Request_UnsupportedQuery'])
  })

  test('a property that users have not is refused', async () => {
    expect((await ask("/v1.0/users?$filter=shoeSize eq '43'")).status).toBe(400)
  })

  test('signInActivity is filtered alone, never with other properties', async () => {
    const alone =
      '/v1.0/users?$select=id,signInActivity&$filter=signInActivity/lastSignInDateTime le 2026-11-21T00:00:00Z'
    expect((await ask(alone)).json.value).toHaveLength(100)
    expect((await ask(`${alone} and userType eq 'Member'`)).status).toBe(400)
  })
})

describe('$count', () => {
  test('it needs the ConsistencyLevel header', async () => {
    expect((await ask('/v1.0/users?$count=true')).status).toBe(400)
    expect((await ask('/v1.0/users?$count=true', eventual)).json['@odata.count']).toBe(tinyPeople)
  })

  test('it counts what matches, on the first page only', async () => {
    const first = await ask("/v1.0/users?$count=true&$top=50&$filter=department eq 'Sales'", eventual)
    expect(first.json['@odata.count']).toBe(tinyPeople / 2)
    expect((await ask(first.json['@odata.nextLink'], eventual)).json['@odata.count']).toBeUndefined()
  })

  test('/users/$count is plain text, and refuses to be JSON', async () => {
    const counted = await ask('/v1.0/users/$count', eventual)
    expect([counted.text, counted.headers.get('content-type')]).toEqual([String(tinyPeople), 'text/plain'])
    expect(
      (await ask('/v1.0/users/$count', { headers: { consistencylevel: 'eventual', accept: 'application/json' } }))
        .status,
    ).toBe(415)
    expect((await ask('/v1.0/users/$count')).status).toBe(400)
  })

  test('/users/$count with a filter on signInActivity fails as it does at Microsoft', async () => {
    const path = '/v1.0/users/$count?$filter=signInActivity/lastSignInDateTime le 2026-11-21T00:00:00Z'
    expect((await ask(path, eventual)).status).toBe(502)
  })
})

describe('manager', () => {
  test('expanded it stands beside the person with what was selected; at the top there is none', async () => {
    const { json } = await ask('/v1.0/users?$select=id&$expand=manager($select=id,displayName)&$top=2')
    expect(json.value[0].manager).toBeUndefined()
    expect(json.value[1].manager).toEqual({
      '@odata.type': '#microsoft.graph.user',
      id: tinyId(1, 0),
      displayName: 'Person 0',
    })
  })

  test('asked alone it is 404 at the top', async () => {
    expect((await ask(`/v1.0/users/${tinyId(1, 1)}/manager?$select=id`)).json.id).toBe(tinyId(1, 0))
    expect((await ask(`/v1.0/users/${tinyId(1, 0)}/manager`)).status).toBe(404)
  })
})

describe('one user', () => {
  test.each([
    ['id', tinyId(1, 3)],
    ['id in capitals', tinyId(1, 3).toUpperCase()],
    ['user principal name', encodeURIComponent('guest_fabrikam.com#EXT#@contoso.onmicrosoft.com')],
  ])('is found by %s', async (_by, key) => {
    expect((await ask(`/v1.0/users/${key}?$select=id`)).json.id).toBe(tinyId(1, 3))
  })

  test('is found by a key in parentheses, whatever the case of the path', async () => {
    expect((await ask(`/v1.0/Users('${tinyId(1, 3)}')?$select=id`)).json.id).toBe(tinyId(1, 3))
  })

  test('who does not exist is 404 with the name of the object', async () => {
    const missing = await ask('/v1.0/users/nobody@contoso.com')
    expect([missing.status, missing.json.error.code]).toEqual([404, 'Request_ResourceNotFound'])
    expect(missing.json.error.message).toContain('nobody@contoso.com')
  })

  test('revoking sessions marks the person and leaves an audit event', async () => {
    expect((await ask(`/v1.0/users/${tinyId(1, 8)}/revokeSignInSessions`, { method: 'POST' })).json.value).toBe(true)
    const after = await ask(`/v1.0/users/${tinyId(1, 8)}?$select=signInSessionsValidFromDateTime`)
    expect(after.json.signInSessionsValidFromDateTime).toBe('2026-11-23T08:00:00Z')
    const events = await ask('/v1.0/auditLogs/directoryAudits?$top=1')
    expect(events.json.value[0].activityDisplayName).toBe('Update StsRefreshTokenValidFrom Timestamp')
  })
})

test('sorting works alone; with a filter it is an advanced query', async () => {
  const sorted = await ask('/v1.0/users?$orderby=displayName desc&$top=1&$select=displayName')
  expect(sorted.json.value[0].displayName).toBe("Zoë O'Brien")
  expect((await ask("/v1.0/users?$orderby=displayName&$filter=userType eq 'Member'")).status).toBe(400)
})

test("a person's devices are found", async () => {
  const { json } = await ask(`/v1.0/users/${tinyId(1, 2)}/ownedDevices?$select=id`)
  expect(json.value).toEqual([{ '@odata.type': '#microsoft.graph.device', id: tinyId(3, 2) }])
})
