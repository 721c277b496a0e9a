import { expect, test } from 'vitest'
import type { AuditEvent } from '#domain/people/audit-event.ts'
import { withStore } from '../../test/database.ts'
import { guid, inSync, person } from './rows.fixture.ts'

withStore('syncs and the audit log', (database) => {
  test('a sync that was cut off is found again with the place of each stream', async () => {
    const { store, clock } = database()
    const tenant = await database().tenant()
    const begun = await store.inTenant(tenant, (unit) =>
      unit.startSync('full', ['people', 'registrations'], clock.now()),
    )
    const progress = {
      stream: 'people',
      state: 'reading',
      rows: 4000,
      total: 100_000,
      rejected: 2,
      cursor: 'next',
    } as const
    await store.inTenant(tenant, async (unit) => {
      await unit.saveProgress(begun.id, progress)
      await unit.saveDeltaLink(begun.id, 'https://graph/delta')
    })
    const found = await store.inTenant(tenant, (unit) => unit.unfinishedSync())
    expect(found).toEqual({ ...begun, deltaLink: 'https://graph/delta', streams: [progress, begun.streams[1]] })
    expect(begun).toMatchObject({
      kind: 'full',
      state: 'running',
      startedAt: clock.now(),
      finishedAt: null,
      error: null,
    })
    expect(begun.streams[1]).toEqual({
      stream: 'registrations',
      state: 'waiting',
      rows: 0,
      total: null,
      rejected: 0,
      cursor: null,
    })
  })

  test('a sync that ended is not found as unfinished, and only a finished one as the last', async () => {
    const { store, clock } = database()
    const tenant = await database().tenant()
    await store.inTenant(tenant, async (unit) => {
      const first = await unit.startSync('full', ['people'], clock.now())
      await unit.endSync(first.id, 'finished', clock.advance({ minutes: 5 }), null)
      const second = await unit.startSync('incremental', ['people'], clock.advance({ minutes: 5 }))
      expect((await unit.unfinishedSync())?.id).toBe(second.id)
      await unit.endSync(second.id, 'failed', clock.advance({ minutes: 5 }), 'graph-unreachable')
      expect(await unit.unfinishedSync()).toBeNull()
      expect((await unit.lastFinishedSync())?.id).toBe(first.id)
      expect((await unit.syncs(10)).map(({ id, error }) => [id, error])).toEqual([
        [second.id, 'graph-unreachable'],
        [first.id, null],
      ])
      expect(await unit.syncs(1)).toHaveLength(1)
    })
  })

  test('rejected items come back in their order', async () => {
    const tenant = await database().tenant()
    const item = (position: number | null) => ({
      origin: 'users.csv',
      position,
      field: 'Date',
      problem: 'No date.',
      remedy: 'Write one.',
    })
    await inSync(database(), tenant, async (unit, run) => {
      await unit.saveRejected(run.id, [item(7), item(null), item(3)])
      expect(await unit.rejected(run.id, 2)).toEqual([item(7), item(null)])
      expect(await unit.rejected('another', 2)).toEqual([])
    })
  })

  test('an error in a unit of work keeps nothing of it', async () => {
    const { store, clock } = database()
    const tenant = await database().tenant()
    const work = inSync(database(), tenant, async (unit, run) => {
      await unit.putPeople(run.id, [person(1)], clock.now())
      throw new Error('in the middle')
    })
    await expect(work).rejects.toThrow('in the middle')
    expect(await store.inTenant(tenant, async (unit) => [await unit.countPeople({}), await unit.syncs(9)])).toEqual([
      0,
      [],
    ])
  })

  const event = (id: string, at: string, change: Partial<AuditEvent> = {}): AuditEvent => ({
    id,
    at,
    activity: 'User registered security info',
    category: 'UserManagement',
    service: 'Authentication Methods',
    result: 'success',
    by: null,
    personId: guid(1),
    targetId: null,
    targetName: null,
    aaGuid: null,
    ...change,
  })

  test('events are kept once, found by what was asked, newest first', async () => {
    const { store } = database()
    const tenant = await database().tenant()
    const old = event('a', '2026-11-20T08:00:00.1234567Z')
    const policy = event('b', '2026-11-21T08:00:00Z', {
      activity: 'Update conditional access policy',
      service: 'Conditional Access',
      personId: null,
    })
    await store.inTenant(tenant, async (unit) => {
      expect(await unit.newestAuditEventAt()).toBeNull()
      expect(await unit.putAuditEvents([old, policy])).toBe(2)
      expect(await unit.putAuditEvents([policy, event('c', '2026-11-19T00:00:00Z', { personId: guid(2) })])).toBe(1)
      expect(await unit.newestAuditEventAt()).toEqual(Temporal.Instant.from('2026-11-21T08:00:00Z'))
      const ids = async (filter: Omit<Parameters<typeof unit.auditEvents>[0], 'limit'>, limit = 9) =>
        (await unit.auditEvents({ ...filter, limit })).map(({ id }) => id)
      expect(await unit.auditEvents({ limit: 9, since: Temporal.Instant.from('2026-11-20T00:00:00Z') })).toEqual([
        policy,
        old,
      ])
      expect(await ids({})).toEqual(['b', 'a', 'c'])
      expect(await ids({}, 1)).toEqual(['b'])
      expect(await ids({ policyOnly: true })).toEqual(['b'])
      expect(await ids({ service: 'Authentication Methods' })).toEqual(['a', 'c'])
      expect(await ids({ personId: guid(2) })).toEqual(['c'])
    })
  })
})
