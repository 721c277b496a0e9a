import { expect, test } from 'vitest'
import type { DistinctCase, TenantUnit } from '#app/ports.ts'
import { globalAdministratorRole } from '#domain/shared/ids.ts'
import { known, unknown } from '#domain/shared/evidence.ts'
import type { PersonCase } from '#domain/people/person-case.ts'
import type { PersonJudgement } from '#domain/people/judgement.ts'
import { withStore } from '../../test/database.ts'
import { device, guid, inSync, judgement, person, putAll, registration } from './rows.fixture.ts'

withStore('cases and judgements', (database) => {
  const plain: PersonCase = {
    accountEnabled: true,
    kind: 'member',
    namedAs: null,
    isGlobalAdministrator: null,
    isAdministrator: false,
    methods: ['mobilePhone'],
    references: [],
    devices: null,
  }
  const inOrder = (cases: readonly DistinctCase[]) => cases.map(({ people, case: one }) => [people, one])

  /** Judges by a function of the case. */
  const judgeBy = async (unit: TenantUnit, verdict: (one: PersonCase) => PersonJudgement, at: Temporal.Instant) =>
    unit.putJudgements(
      (await unit.distinctCases()).map(({ key, case: one }) => ({ key, judgement: verdict(one) })),
      at,
    )

  test('people with the same case are one case, whatever else tells them apart', async () => {
    const tenant = await database().tenant()
    await putAll(database(), tenant, {
      people: [person(1), person(2, { department: 'Finance' }), person(3)],
      registrations: [
        registration(1),
        registration(2),
        registration(3, { methodsRegistered: ['passKeySynced', 'email'] }),
      ],
    })
    const cases = await database().store.inTenant(tenant, (unit) => unit.distinctCases())
    expect(inOrder(cases)).toEqual([
      [2, plain],
      [1, { ...plain, methods: ['email', 'passKeySynced'] }],
    ])
  })

  test('nobody at all gives no case', async () => {
    const tenant = await database().tenant()
    expect(await database().store.inTenant(tenant, (unit) => unit.distinctCases())).toEqual([])
  })

  test.each([
    ['a disabled account', { people: [person(1, { accountEnabled: false })] }, { accountEnabled: false }],
    ['an account whose state is not told', { people: [person(1, { accountEnabled: null })] }, { accountEnabled: null }],
    [
      'an external guest',
      { people: [person(1, { userPrincipalName: 'a_b#EXT#@contoso.example', userType: 'Guest' })] },
      { kind: 'external' },
    ],
    ['an internal guest', { people: [person(1, { userType: 'Guest' })] }, { kind: 'internal-guest' }],
    ['somebody absent from the report', { registrations: [] }, { methods: null, isAdministrator: null }],
    [
      'an administrator by the report',
      { registrations: [registration(1, { isAdmin: true })] },
      { isAdministrator: true },
    ],
    [
      'devices, each capability once',
      {
        devices: [
          device(1),
          device(1, { id: 'two' }),
          device(1, { id: 'pc', operatingSystem: 'Windows', osVersion: '10.0.22631' }),
        ],
      },
      { devices: ['authenticator', 'windows'] },
    ],
  ] as const)('%s is a case of its own', async (_title, change, expected) => {
    const tenant = await database().tenant()
    await putAll(database(), tenant, { people: [person(1)], registrations: [registration(1)], ...change })
    const cases = await database().store.inTenant(tenant, (unit) => unit.distinctCases())
    expect(inOrder(cases)).toEqual([[1, { ...plain, ...expected }]])
  })

  test('roles decide who is an administrator once they are read, groups that hold a role included', async () => {
    const { clock } = database()
    const tenant = await database().tenant()
    await putAll(database(), tenant, {
      people: [person(1), person(2), person(3), person(4)],
      registrations: [registration(3, { isAdmin: true }), registration(4, { methodsRegistered: ['email'] })],
    })
    await inSync(database(), tenant, async (unit, run) => {
      await unit.putMemberships(run.id, [{ groupId: 'admins', personId: guid(2) }], clock.now())
      const assignments = [
        { principalId: guid(1), roleTemplateId: globalAdministratorRole, kind: 'active' },
        // Who may become one is an administrator, and keeps the earlier date.
        { principalId: guid(4), roleTemplateId: globalAdministratorRole, kind: 'eligible' },
        { principalId: 'admins', roleTemplateId: 'other', kind: 'active' },
      ]
      await unit.putFacts(
        { 'role-assignments': known({ assignments, eligibleRead: true }, clock.now()) },
        run.id,
        clock.now(),
      )
      const byMethods = new Map(
        (await unit.distinctCases()).map(({ case: one }) => [
          `${one.isGlobalAdministrator} ${one.isAdministrator} ${one.methods?.join() ?? 'unread'}`,
          one.methods,
        ]),
      )
      expect([...byMethods.keys()].sort()).toEqual([
        'false false mobilePhone',
        'false true email',
        'false true unread',
        'true true unread',
      ])
      await unit.putFacts(
        { 'role-assignments': unknown({ kind: 'never-read' }, clock.now()) },
        run.id,
        clock.advance({ hours: 1 }),
      )
      expect((await unit.distinctCases()).map(({ case: one }) => one.isGlobalAdministrator)).toEqual([null, null, null])
    })
  })

  test('references cover people through groups, roles and by name; more than a word of bits holds', async () => {
    const { clock } = database()
    const tenant = await database().tenant()
    await putAll(database(), tenant, {
      people: [person(1), person(2)],
      registrations: [registration(1), registration(2)],
    })
    await inSync(database(), tenant, async (unit, run) => {
      const groups = Array.from({ length: 130 }, (_, number) => `g${String(number).padStart(3, '0')}`)
      await unit.putMemberships(
        run.id,
        groups.map((groupId) => ({ groupId, personId: guid(1) })),
        clock.now(),
      )
      await unit.putPolicyReach(
        [
          ...groups.map((group) => ({ reference: `group:${group}`, personIds: 'members-of-group' }) as const),
          { reference: 'role:r', personIds: [guid(2)] },
          { reference: `user:${guid(2)}`, personIds: [guid(2)] },
        ],
        [],
      )
      const references = new Set((await unit.distinctCases()).map(({ case: one }) => one.references?.join()))
      expect(references).toEqual(new Set([groups.map((group) => `group:${group}`).join(), `role:r,user:${guid(2)}`]))
      await unit.putPolicyReach([{ reference: 'group:g000', personIds: 'members-of-group' }], [])
      expect((await unit.distinctCases()).map(({ case: one }) => one.references)).toEqual(
        expect.arrayContaining([['group:g000'], []]),
      )
    })
  })

  test('a group whose members were not read makes the references of everybody unknown', async () => {
    const tenant = await database().tenant()
    await putAll(database(), tenant, { people: [person(1)], registrations: [registration(1)] })
    await database().store.inTenant(tenant, async (unit) => {
      await unit.putPolicyReach([{ reference: 'group:g', personIds: 'members-of-group' }], ['g'])
      expect((await unit.distinctCases()).map(({ case: one }) => one.references)).toEqual([null])
    })
  })

  test('verdicts go to the people of their case; the same verdicts again change nobody', async () => {
    const { store, clock } = database()
    const tenant = await database().tenant()
    await putAll(database(), tenant, {
      people: [person(1), person(2), person(3)],
      registrations: [registration(1), registration(2)],
    })
    const verdict = (one: PersonCase) => judgement(one.methods === null ? { exposure: 'unknown', tier: 'unknown' } : {})
    await store.inTenant(tenant, async (unit) => {
      expect(await judgeBy(unit, verdict, clock.now())).toBe(3)
      expect(await judgeBy(unit, verdict, clock.advance({ hours: 1 }))).toBe(0)
      expect(await unit.countBy('exposure', null)).toEqual({ stopped: 2, unknown: 1 })
      expect(await unit.countBy('tier', null)).toEqual({ capable: 2, unknown: 1 })
      expect(await unit.countPeople({ exposure: 'stopped', destination: 'reachable', tier: 'capable' })).toBe(2)
      expect((await unit.named({ exposure: 'unknown' })).people.map(({ id }) => id)).toEqual([guid(3)])
      expect((await unit.personByUpnOrId(guid(1)))?.judgement).toEqual(judgement())
    })
  })

  test('what moved between two moments is counted and listed: better, new and gone', async () => {
    const { store, clock } = database()
    const tenant = await database().tenant()
    await putAll(database(), tenant, {
      people: [person(1), person(2), person(3)],
      registrations: [registration(1), registration(2), registration(3)],
    })
    const verdict = (one: PersonCase) =>
      judgement(one.methods?.includes('passKeySynced') === true ? { exposure: 'not-affected' } : {})
    const from = clock.now()
    await store.inTenant(tenant, (unit) => judgeBy(unit, verdict, from))
    const to = clock.advance({ hours: 5 })
    await inSync(database(), tenant, async (unit, run) => {
      await unit.putRegistrations(run.id, [registration(2, { methodsRegistered: ['passKeySynced'] })], to)
      await unit.applyPersonChanges(run.id, [{ kind: 'removed', id: guid(3) }], to)
      await unit.putPeople(run.id, [person(4)], to)
      expect(await judgeBy(unit, verdict, to)).toBe(3)
    })
    await store.inTenant(tenant, async (unit) => {
      expect(await unit.countJudgementChanges({ from, to })).toEqual([
        { before: 'stopped', after: 'not-affected', people: 1 },
        { before: 'stopped', after: null, people: 1 },
        { before: null, after: 'stopped', people: 1 },
      ])
      const changes = await unit.judgementChanges({ from, to }, { afterUpn: null, limit: 2 })
      expect(changes.map(({ id, before, after }) => [id, before?.exposure, after?.exposure])).toEqual([
        [guid(2), 'stopped', 'not-affected'],
        [guid(3), 'stopped', undefined],
      ])
      const rest = await unit.judgementChanges(
        { from, to },
        { afterUpn: changes[1]?.userPrincipalName ?? null, limit: 2 },
      )
      expect(rest.map(({ id, before, after }) => [id, before, after?.exposure])).toEqual([[guid(4), null, 'stopped']])
      expect(await unit.countJudgementChanges({ from: to, to: clock.now() })).toEqual([])
      expect(await unit.countBy('exposure', from)).toEqual({ stopped: 3 })
      expect(await unit.countBy('exposure', null)).toEqual({ 'not-affected': 1, stopped: 2 })
      expect(await unit.countPeople({ exposure: 'stopped', at: from })).toBe(3)
      expect((await unit.personHistory(guid(2))).judgements.map(({ value, until }) => [value.exposure, until])).toEqual(
        [
          ['stopped', to],
          ['not-affected', null],
        ],
      )
    })
  })

  test('somebody whose case got no verdict has no judgement', async () => {
    const { store, clock } = database()
    const tenant = await database().tenant()
    await putAll(database(), tenant, { people: [person(1)] })
    await store.inTenant(tenant, async (unit) => {
      await judgeBy(unit, () => judgement(), clock.now())
      expect(await unit.putJudgements([], clock.advance({ hours: 1 }))).toBe(1)
      expect((await unit.personByUpnOrId(guid(1)))?.judgement).toBeNull()
    })
  })
})
