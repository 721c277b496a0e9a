import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { AppError } from '#domain/shared/errors.ts'
import { isComplete, known, unknown } from '#domain/shared/evidence.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import { StreamUnavailable } from '#domain/shared/stream-unavailable.ts'
import { conditionalAccessPolicies } from '#domain/tenant/conditional-access-policies.ts'
import { deviceFleet } from '#domain/tenant/device-fleet.ts'
import { policyGroups } from '#domain/tenant/policy-groups.ts'
import { population } from '#domain/tenant/population.ts'
import { guid, person, registration } from '#store/rows.fixture.ts'
import { openTestDatabase, type TestDatabase } from '../../test/database.ts'
import { demoName, ensureDemo } from './ensure-demo.ts'
import type { Page, RejectedItem, StreamName, StreamOptions, StreamRows, TenantSource } from './ports.ts'
import { syncTenant } from './sync-tenant.ts'

let database: TestDatabase

beforeAll(async () => {
  database = await openTestDatabase('embedded')
})

afterAll(async () => {
  await database.close()
})

const graph = {
  kind: 'graph',
  tenantId: guid(1),
  clientId: guid(2),
  credential: 'managed-identity',
  secret: null,
  graphUrl: 'https://graph.contoso.example',
  authorityUrl: 'https://login.contoso.example',
} as const

const misfit: RejectedItem = {
  origin: 'GET /users',
  position: 1,
  field: 'value[0].id',
  problem: 'expected string',
  remedy: 'Report it.',
}

const noReport = unknown({ kind: 'refused', call: 'GET /users', permission: 'User.Read.All' })

/** What the tenant's streams do: rows, or a function that gives pages or throws. */
type Script = {
  -readonly [Name in StreamName]?:
    | readonly StreamRows[Name][]
    | ((options: StreamOptions) => Iterable<Page<StreamRows[Name]>>)
}

const page = <Row>(rows: readonly Row[], change: Partial<Page<Row>> = {}): Page<Row> => ({
  rows,
  rejected: [],
  cursor: null,
  ...change,
})

/** A tenant of three people, all registered, whose policies name the groups given. */
function goodSource(groups: readonly string[] = []) {
  const script: Script = {
    people: [1, 2, 3].map((n) => person(n)),
    registrations: [1, 2, 3].map((n) => registration(n)),
  }
  const asked: { stream: StreamName; cursor: string | null; groupIds: readonly string[] }[] = []
  const named = { groups: [...groups] }
  const nothing = { facts: {}, rejected: [], calls: [] }
  const source: TenantSource = {
    probe: () => Promise.resolve([]),
    settings: () =>
      Promise.resolve({
        facts: {
          [conditionalAccessPolicies.name]: known([policyOf(named.groups)], database.clock.now()),
          [policyGroups.name]: known(
            named.groups.map((id) => ({ id, displayName: 'Group', exists: true, people: null })),
            database.clock.now(),
          ),
        },
        rejected: [],
        calls: [],
      }),
    async *stream<Name extends StreamName>(name: Name, options: StreamOptions) {
      asked.push({ stream: name, cursor: options.cursor, groupIds: options.groupIds ?? [] })
      const told = script[name] as Script[Name] | undefined
      const pages = typeof told === 'function' ? told(options) : [page(told ?? [])]
      for (const one of pages) yield await Promise.resolve(one)
    },
    deltaLink: () => Promise.resolve('link-of-now'),
    methodsOf: async function* () {},
    emergencyAccounts: () => Promise.resolve(nothing),
    perUserMfa: () => Promise.resolve(nothing),
  }
  return { source, script, asked, named }
}

function policyOf(groups: readonly string[]) {
  return {
    id: guid(900),
    displayName: 'Require MFA',
    state: 'enabled',
    conditions: {
      users: {
        includeUsers: [],
        excludeUsers: [],
        includeGroups: groups,
        excludeGroups: [],
        includeRoles: [],
        excludeRoles: [],
      },
    },
    grantControls: null,
  }
}

async function graphTenant(): Promise<TenantName> {
  const name = await database.tenant()
  await database.store.saveTenant({ name, connection: graph, createdAt: database.clock.now() })
  return name
}

const sync = (tenant: TenantName, source: TenantSource, wanted: 'auto' | 'full' = 'auto') =>
  syncTenant(
    { store: database.store, clock: database.clock, sourceOf: () => Promise.resolve(source) },
    { tenant, wanted },
  )

const factsOf = (tenant: TenantName) => database.store.inTenant(tenant, (unit) => unit.facts(null))
const peopleOf = async (tenant: TenantName) =>
  (await database.store.inTenant(tenant, (unit) => unit.people({}, { afterUpn: null, limit: 10 }))).map(
    (row) => row.person.id,
  )

const unreachable = () => {
  throw new AppError('graph-unreachable', { retry: true })
}

describe('a sync that goes on where it stopped', () => {
  test('reads the members of groups that policies name only since', async () => {
    const tenant = await graphTenant()
    const { source, script, asked, named } = goodSource([guid(801)])
    script.memberships = ({ groupIds }) => [page((groupIds ?? []).map((groupId) => ({ groupId, personId: guid(1) })))]
    const healthy = script.registrations
    // Memberships are done before the report fails: nobody else is asked first.
    let membershipsRead = () => {}
    const waits = new Promise<void>((resolve) => (membershipsRead = resolve))
    const slow: TenantSource = {
      ...source,
      stream: (name, options) => (name === 'registrations' ? after(waits, unreachable) : source.stream(name, options)),
    }
    await expect(
      syncTenant(
        { store: database.store, clock: database.clock, sourceOf: () => Promise.resolve(slow) },
        {
          tenant,
          onProgress: ({ streams }) => {
            if (streams.some(({ stream, state }) => stream === 'memberships' && state === 'done')) membershipsRead()
          },
        },
      ),
    ).rejects.toMatchObject({ code: 'graph-unreachable' })
    if (healthy !== undefined) script.registrations = healthy
    named.groups.push(guid(802))
    expect((await sync(tenant, source)).resumed).toBe(true)
    expect(asked.filter(({ stream }) => stream === 'memberships').at(-1)).toMatchObject({
      cursor: null,
      groupIds: [guid(801), guid(802)],
    })
    const groups = (await factsOf(tenant))[policyGroups.name]
    expect(groups).toMatchObject({ state: 'known', value: [{ people: 1 }, { people: 1 }] })
  })

  const cutOff = async (trouble: AppError) => {
    const tenant = await graphTenant()
    const { source, script, asked } = goodSource()
    script.people = function* () {
      // Two thousand rows are one write: only then is there a place to go on from.
      yield page(
        Array.from({ length: 2000 }, (_, n) => person(n)),
        { cursor: 'second-page' },
      )
      unreachable()
    }
    await expect(sync(tenant, source)).rejects.toMatchObject({ code: 'graph-unreachable' })
    script.people = ({ cursor }) => {
      if (cursor !== null) throw trouble
      return [page([person(1)])]
    }
    asked.length = 0
    const outcome = await sync(tenant, source).then(
      () => 'finished',
      (error: unknown) => (error instanceof AppError ? error.code : 'defect'),
    )
    return { outcome, cursors: asked.filter(({ stream }) => stream === 'people').map(({ cursor }) => cursor) }
  }

  test('begins a stream again when its page is forgotten', async () => {
    expect(await cutOff(new AppError('graph-unexpected'))).toEqual({
      outcome: 'finished',
      cursors: ['second-page', null],
    })
  })

  test('keeps its place in a stream when Microsoft fails for a moment', async () => {
    expect(await cutOff(new AppError('graph-unexpected', { retry: true }))).toEqual({
      outcome: 'graph-unexpected',
      cursors: ['second-page'],
    })
  })
})

describe('rejected rows', () => {
  test('a person whose row was rejected stays; one who is not shown any more goes', async () => {
    const tenant = await graphTenant()
    const { source, script } = goodSource()
    await sync(tenant, source)
    script.people = () => [page([person(1), person(2)], { rejected: [misfit] })]
    database.clock.advance({ minutes: 60 })
    await sync(tenant, source, 'full')
    expect(await peopleOf(tenant)).toEqual([guid(1), guid(2), guid(3)])
    script.people = [person(1), person(2)]
    database.clock.advance({ minutes: 60 })
    await sync(tenant, source, 'full')
    expect(await peopleOf(tenant)).toEqual([guid(1), guid(2)])
  })
})

describe('what is counted', () => {
  const rejecting = <Row>(rows: readonly Row[]) => [page(rows, { rejected: [misfit] })]
  const people = [1, 2, 3].map((n) => person(n))
  const registrations = [1, 2, 3].map((n) => registration(n))
  const coverageOf = async (tenant: TenantName) => {
    const counted = (await factsOf(tenant))[population.name]
    return counted?.state === 'known' ? isComplete(counted.coverage) : null
  }

  test('the population is complete only when no row of people or registrations was rejected', async () => {
    for (const [change, isWhole] of [
      [{}, true],
      [{ people: () => rejecting(people) }, false],
      [{ registrations: () => rejecting(registrations) }, false],
    ] as const) {
      const tenant = await graphTenant()
      const { source, script } = goodSource()
      Object.assign(script, change)
      await sync(tenant, source)
      expect(await coverageOf(tenant)).toBe(isWhole)
    }
  })

  test('a population stays partial until the report is read again', async () => {
    const tenant = await graphTenant()
    const { source, script } = goodSource()
    script.registrations = () => rejecting(registrations)
    await sync(tenant, source)
    script.registrations = registrations
    const seen: (boolean | null)[] = []
    for (const hours of [1, 1, 5]) {
      database.clock.advance({ hours })
      await sync(tenant, source)
      seen.push(await coverageOf(tenant))
    }
    expect(seen).toEqual([false, false, true])
  })

  test('the people of a group are unknown when a member was rejected, and counted when none was', async () => {
    const members = [{ groupId: guid(801), personId: guid(1) }]
    for (const [memberships, count] of [
      [() => rejecting(members), null],
      [() => [page(members)], 1],
    ] as const) {
      const tenant = await graphTenant()
      const { source, script } = goodSource([guid(801)])
      script.memberships = memberships
      await sync(tenant, source)
      expect((await factsOf(tenant))[policyGroups.name]).toMatchObject({ value: [{ people: count }] })
    }
  })

  test('a report that was refused stays unknown until it is read again', async () => {
    const tenant = await graphTenant()
    const { source, script } = goodSource()
    await sync(tenant, source)
    script.registrations = () => {
      throw new StreamUnavailable(noReport)
    }
    script['intune-devices'] = script['entra-devices'] = script.registrations as () => never
    database.clock.advance({ hours: 25 })
    await sync(tenant, source)
    script.registrations = registrations
    script['intune-devices'] = script['entra-devices'] = []
    const states = async () => {
      const facts = await factsOf(tenant)
      return [facts[population.name]?.state, facts[deviceFleet.name]?.state]
    }
    expect(await states()).toEqual(['unknown', 'unknown'])
    await database.store.inTenant(tenant, async (unit) => {
      // As if both had been done an hour ago and refused since: neither is due, and neither may be made known by not being read.
      const { id } = await unit.startSync('incremental', [], database.clock.now())
      await unit.saveDeltaLink(id, 'link-of-now')
      for (const stream of ['registrations', 'intune-devices', 'entra-devices'] as const) {
        await unit.saveProgress(id, { stream, state: 'done', rows: 0, total: null, rejected: 0, cursor: null })
      }
      await unit.endSync(id, 'finished', database.clock.now(), null)
    })
    database.clock.advance({ hours: 1 })
    expect((await sync(tenant, source)).run.streams.map(({ stream }) => stream)).not.toContain('registrations')
    expect(await states()).toEqual(['unknown', 'unknown'])
    database.clock.advance({ hours: 25 })
    await sync(tenant, source)
    expect(await states()).toEqual(['known', 'known'])
  })
})

describe('the link for the next sync', () => {
  const linkAfter = async (people: Script['people']) => {
    const tenant = await graphTenant()
    const { source, script } = goodSource()
    if (people !== undefined) script.people = people
    const { run } = await sync(tenant, source)
    script.people = [person(1)]
    database.clock.advance({ minutes: 60 })
    return { link: run.deltaLink, next: (await sync(tenant, source)).run.kind }
  }

  test('is kept when everybody was read', async () => {
    expect(await linkAfter([person(1)])).toEqual({ link: 'link-of-now', next: 'incremental' })
  })

  test('is dropped when a row of people was rejected, so that the next sync reads everybody', async () => {
    expect(await linkAfter(() => [page([person(1)], { rejected: [misfit] })])).toEqual({ link: null, next: 'full' })
  })

  test('is dropped when changes of people were refused or rejected', async () => {
    const refuse = () => {
      throw new StreamUnavailable(noReport)
    }
    for (const changes of [refuse, () => [page<never>([], { rejected: [misfit] })]]) {
      const tenant = await graphTenant()
      const { source, script } = goodSource()
      await sync(tenant, source)
      script['person-changes'] = changes
      database.clock.advance({ minutes: 60 })
      expect((await sync(tenant, source)).run).toMatchObject({ kind: 'incremental', deltaLink: null })
      database.clock.advance({ minutes: 60 })
      expect((await sync(tenant, source)).run.kind).toBe('full')
    }
  })
})

describe('the simulated tenant', () => {
  afterEach(async () => {
    await database.store.removeTenant(demoName())
  })

  /** Ensures the tenant where it can be made but not read: only what happens before its first sync. */
  const ensure = (emergencyAccounts: () => Promise<readonly string[]>) =>
    ensureDemo(
      {
        store: database.store,
        clock: database.clock,
        sourceOf: () => Promise.reject(new AppError('graph-unreachable')),
      },
      { emergencyAccounts },
    )

  const names = () => Promise.resolve(['emergency-1@contoso.example'])

  const named = () => database.store.inTenant(demoName(), (unit) => unit.namedAccounts())

  test('a simulated tenant whose emergency accounts cannot be told is not made', async () => {
    await expect(ensure(() => Promise.reject(new AppError('graph-unreachable')))).rejects.toThrow()
    expect(await database.store.tenant(demoName())).toBeNull()
  })

  test('a simulated tenant that has no emergency account named gets them named', async () => {
    const connection = { kind: 'demo', people: 10, seed: 1 } as const
    await database.store.saveTenant({ name: demoName(), connection, createdAt: database.clock.now() })
    await expect(ensure(names)).rejects.toMatchObject({ code: 'graph-unreachable' })
    expect(await named()).toEqual([{ userPrincipalName: 'emergency-1@contoso.example', namedAs: 'emergency' }])
    expect((await database.store.tenant(demoName()))?.connection).toEqual(connection)
  })

  test('one that has some named keeps them, and nobody is asked', async () => {
    await expect(ensure(names)).rejects.toMatchObject({ code: 'graph-unreachable' })
    const asked = () => Promise.reject(new AppError('defect'))
    await expect(ensure(asked)).rejects.toMatchObject({ code: 'graph-unreachable' })
    expect(await named()).toHaveLength(1)
  })
})

/** A stream without pages that waits and then throws. */
async function* after(wait: Promise<void>, then: () => never): AsyncGenerator<never> {
  await wait
  then()
  yield* []
}
