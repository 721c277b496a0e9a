import { expect, test } from 'vitest'
import { StreamUnavailable } from '#domain/shared/stream-unavailable.ts'
import { elsewhere, id, read, refused, sample, sourceOf, unlicensed } from './sample-tenant.fixture.ts'
import { errorBody } from './stand-in.fixture.ts'

test.each([
  ['people', 3],
  ['sign-in-activity', 2],
  ['registrations', 2],
  ['intune-devices', 2],
  ['entra-devices', 2],
  ['person-changes', 3],
] as const)('the stream %s yields its rows and no cursor at the end', async (name, rows) => {
  const { source } = await sourceOf()
  const stream = await read(source, name)
  expect(stream.rows).toHaveLength(rows)
  expect(stream.rejected).toEqual([])
  expect(stream.pages.at(-1)?.cursor).toBeNull()
})

test('the streams of people and devices say how many there are, in spite of a byte-order mark', async () => {
  const { source } = await sourceOf()
  expect((await read(source, 'people')).pages[0]?.total).toBe(3)
  expect((await read(source, 'entra-devices')).pages[0]?.total).toBe(2)
})

test.each([
  'people',
  'sign-in-activity',
  'registrations',
  'intune-devices',
  'entra-devices',
  'audit-events',
  'person-changes',
] as const)('the stream %s is unavailable when it is refused, with the permission', async (name) => {
  const { source } = await sourceOf([/users|userRegistrationDetails|evices|directoryAudits/, refused])
  const error: unknown = await read(source, name).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(StreamUnavailable)
  expect(error).toMatchObject({
    evidence: { reason: { kind: 'refused', permission: expect.stringMatching(/Read\.All$/) as string } },
  })
})

test('a report without the licence is unavailable with the licence', async () => {
  const { source } = await sourceOf([/userRegistrationDetails/, unlicensed])
  await expect(read(source, 'registrations')).rejects.toMatchObject({
    evidence: { reason: { kind: 'no-licence', licence: 'Microsoft Entra ID P1' } },
  })
})

test.each([
  ['people', /expand=manager/],
  ['entra-devices', /expand=registeredOwners/],
  ['registrations', /userRegistrationDetails\?\$top/],
] as const)('the stream %s goes on in its plainer form where the richer one is not accepted', async (name, rich) => {
  const { source, standIn } = await sourceOf([
    rich,
    () => ({ status: 400, body: errorBody('Request_UnsupportedQuery') }),
  ])
  const stream = await read(source, name)
  expect(stream.rows.length).toBeGreaterThan(0)
  expect(standIn.requests.filter(({ url }) => rich.test(url))).toHaveLength(1)
})

test('people who were read without managers do not say that they have none, also after a resume', async () => {
  const page = (more: object) => ({ body: { ...sample('people'), ...more } })
  const { source, standIn } = await sourceOf(
    [/expand=manager/, () => ({ status: 400, body: errorBody('Request_UnsupportedQuery') })],
    [/skiptoken/, () => page({})],
    [/^\/v1\.0\/users\?/, (origin) => page({ '@odata.nextLink': `${origin}/v1.0/users?$skiptoken=2` })],
  )
  const [first] = (await read(source, 'people')).pages
  expect(first?.cursor).toBe('plain /v1.0/users?$skiptoken=2')
  const resumed = await read(source, 'people', { cursor: first?.cursor ?? null })
  expect(resumed.rows).toHaveLength(3)
  for (const person of resumed.rows) expect('managerId' in person).toBe(false)
  expect(standIn.requests.at(-1)?.url).toBe('/v1.0/users?$skiptoken=2')
})

test('a malformed row is set aside with its place and field, and the rest of the page is kept', async () => {
  const body = sample('registrations')
  const { source } = await sourceOf([
    /userRegistrationDetails/,
    () => ({ body: { value: [{ ...body.value[0], methodsRegistered: 'push' }, 'x', body.value[1]] } }),
  ])
  const stream = await read(source, 'registrations')
  expect(stream.rows.map((row) => row.id)).toEqual([id(2)])
  expect(stream.rejected.map(({ position, field }) => [position, field])).toEqual([
    [1, 'value[0].methodsRegistered'],
    [2, 'value[1]'],
  ])
})

test('a page token that Microsoft has forgotten is graph-unexpected, so that the stream can begin again', async () => {
  const { source } = await sourceOf([
    /skiptoken/,
    () => ({ status: 400, body: errorBody('Directory_ExpiredPageToken') }),
  ])
  await expect(read(source, 'people', { cursor: '/v1.0/users?$skiptoken=old' })).rejects.toMatchObject({
    code: 'graph-unexpected',
  })
})

test('a stored cursor that leads elsewhere is not followed', async () => {
  const thief = await elsewhere()
  const { source } = await sourceOf()
  await expect(read(source, 'people', { cursor: `${thief.url}/v1.0/users` })).rejects.toMatchObject({
    code: 'graph-unexpected',
  })
  expect(thief.requests).toHaveLength(0)
})

test('memberships hold people only, group after group, and go on in the group where they stopped', async () => {
  const groupIds = [id(302).toUpperCase(), id(301)]
  const { source, standIn } = await sourceOf()
  const whole = await read(source, 'memberships', { groupIds })
  expect(whole.rows).toEqual([
    { groupId: id(301), personId: id(1) },
    { groupId: id(301), personId: id(2) },
    { groupId: id(302), personId: id(1) },
    { groupId: id(302), personId: id(2) },
  ])
  const cursor = whole.pages[0]?.cursor ?? ''
  expect(cursor.startsWith(`${id(302)} /v1.0/groups/${id(302)}/transitiveMembers`)).toBe(true)
  const before = standIn.requests.length
  expect((await read(source, 'memberships', { groupIds, cursor })).rows).toEqual(whole.rows.slice(2))
  expect(standIn.requests).toHaveLength(before + 1)
  expect((await read(source, 'memberships', { groupIds: [id(302)], cursor: `${id(301)} /v1.0/x` })).rows).toEqual(
    whole.rows.slice(2),
  )
})

test('a group that was deleted in the meantime has no members and does not end the stream', async () => {
  const { source } = await sourceOf([
    new RegExp(id(301)),
    () => ({ status: 404, body: errorBody('Request_ResourceNotFound') }),
  ])
  expect((await read(source, 'memberships', { groupIds: [id(301), id(302)] })).rows).toHaveLength(2)
})

test('members that may not be read make who is reached unknown, not nobody', async () => {
  const { source } = await sourceOf([new RegExp(`${id(302)}/transitiveMembers`), refused])
  await expect(read(source, 'memberships', { groupIds: [id(301), id(302)] })).rejects.toBeInstanceOf(StreamUnavailable)
})

test('audit events are read from the instant given, methods first and then policies', async () => {
  const { source, standIn } = await sourceOf()
  const stream = await read(source, 'audit-events', { since: Temporal.Instant.from('2026-11-20T00:00:00Z') })
  const urls = standIn.requests.map(({ url }) => decodeURIComponent(url))
  expect(urls).toHaveLength(2)
  for (const url of urls) expect(url).toContain('activityDateTime ge 2026-11-20T00:00:00Z')
  expect(stream.rows.map(({ activity }) => activity)).toEqual([
    'User registered security info',
    'Update conditional access policy',
    'Update conditional access policy',
  ])
  expect(stream.pages[0]?.cursor).toMatch(/^policies \//)
})

test('changes since a link tell what changed, what was added and what was removed', async () => {
  const { source, standIn } = await sourceOf()
  const { rows } = await read(source, 'person-changes', { cursor: '/v1.0/users/delta?$deltatoken=d1' })
  expect(rows).toEqual([
    { kind: 'changed', person: { id: id(1), department: 'Treasury' } },
    { kind: 'removed', id: id(3) },
    expect.objectContaining({
      kind: 'changed',
      person: expect.objectContaining({ id: id(4), licensed: false }) as unknown,
    }),
  ])
  expect(standIn.requests[0]).toMatchObject({
    url: '/v1.0/users/delta?$deltatoken=d1',
    headers: { prefer: 'return=minimal' },
  })
})

test('the number of people is counted as Microsoft wants it: as text, eventually consistent, once a stream', async () => {
  const { source, standIn } = await sourceOf()
  await read(source, 'people')
  const counted = standIn.requests.filter(({ url }) => url.includes('$count'))
  expect(counted).toHaveLength(1)
  expect(counted[0]?.headers).toMatchObject({ consistencylevel: 'eventual', accept: 'text/plain' })
})
