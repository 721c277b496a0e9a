import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyHidden, anyPerson, anyTenant, hide } from './arbitrary.fixture.ts'
import { facts, ids, method, methodsPolicy, now, person, target, type TenantChanges } from './judging.fixture.ts'
import { judgePerson } from './judge-person.ts'
import type { Exposure, PersonJudgement } from './judgement.ts'
import { passkeyMethods } from './methods.ts'
import type { PersonCase } from './person-case.ts'
import { tenantRules } from './tenant-rules.ts'

const runs = { seed: 20270201, numRuns: 400 }
const judge = (who: PersonCase, tenant: TenantChanges): PersonJudgement =>
  judgePerson(who, tenantRules(facts(tenant), now))
const isOpen = (judgement: PersonJudgement) =>
  [judgement.pathToday, judgement.pathWhenRequired].map(({ state }) => state === 'open')

test('a person with SMS only in an open tenant is judged whole', () => {
  expect(judge(person(), {})).toEqual({
    exposure: 'stopped',
    date: '2027-02-01',
    destination: 'reachable',
    tier: 'capable',
    nextAction: 'register-passkey',
    reasons: ['phone-only'],
    pathToday: {
      state: 'open',
      bootstraps: ['existing-mfa', 'temporary-access-pass'],
      routes: ['authenticator', 'phone-vault', 'security-key'],
    },
    pathWhenRequired: { state: 'closed', closedBy: ['planned-requirement-not-met'] },
  })
})

test('the same case and rules give the same verdict', () => {
  fc.assert(
    fc.property(anyPerson, anyTenant, (who, tenant) => {
      expect(judge(who, tenant)).toEqual(judge(who, tenant))
    }),
    runs,
  )
})

test('reading less turns a path into unknown and never into its opposite', () => {
  let turned = 0
  fc.assert(
    fc.property(anyPerson, anyTenant, anyHidden, (who, tenant, hidden) => {
      const whole = judge(who, tenant)
      const hiddenCase = hide(tenant, who, hidden)
      const less = judge(hiddenCase.person, hiddenCase.tenant)
      for (const path of ['pathToday', 'pathWhenRequired'] as const) {
        expect(['unknown', whole[path].state]).toContain(less[path].state)
        if (less[path].state !== whole[path].state) turned += 1
      }
    }),
    runs,
  )
  expect(turned).toBeGreaterThan(20)
})

test('reading less turns a destination into unknown and never into another', () => {
  fc.assert(
    fc.property(anyPerson, anyTenant, anyHidden, (who, tenant, hidden) => {
      const less = hide(tenant, who, hidden)
      expect(['unknown', judge(who, tenant).destination]).toContain(judge(less.person, less.tenant).destination)
    }),
    runs,
  )
})

test('reading less turns an exposure into unknown and never into another', () => {
  fc.assert(
    fc.property(anyPerson, anyTenant, anyHidden, (who, tenant, hidden) => {
      const less = hide(tenant, who, hidden)
      expect(['unknown', judge(who, tenant).exposure]).toContain(judge(less.person, less.tenant).exposure)
    }),
    runs,
  )
})

test('reading less never makes anybody capable who was not', () => {
  fc.assert(
    fc.property(anyPerson, anyTenant, anyHidden, (who, tenant, hidden) => {
      const less = hide(tenant, who, hidden)
      if (judge(less.person, less.tenant).tier === 'capable')
        expect(['capable', 'ready']).toContain(judge(who, tenant).tier)
    }),
    runs,
  )
})

test('a date is given exactly to those who lose SMS and voice, and never a later one because roles were not read', () => {
  fc.assert(
    fc.property(anyPerson, anyTenant, (who, tenant) => {
      const whole = judge(who, tenant)
      if (whole.exposure === 'stopped') expect(whole.date).not.toBeNull()
      if (whole.exposure === 'not-affected' || whole.exposure === 'unknown') expect(whole.date).toBeNull()
      const unread = judge({ ...who, isGlobalAdministrator: null }, tenant)
      if (whole.date !== null && unread.date !== null) expect(unread.date <= whole.date).toBe(true)
    }),
    runs,
  )
})

test('adding a passkey never makes the exposure worse', () => {
  const order: readonly Exposure[] = ['stopped', 'nudged', 'not-affected']
  fc.assert(
    fc.property(anyPerson, anyTenant, fc.constantFrom(...passkeyMethods), (who, tenant, passkey) => {
      const before = judge(who, tenant).exposure
      const after = judge({ ...who, methods: [...(who.methods ?? []), passkey] }, tenant).exposure
      if (before !== 'unknown') expect(order.indexOf(after)).toBeGreaterThanOrEqual(order.indexOf(before))
      else expect(after).toBe('not-affected')
    }),
    runs,
  )
})

test('taking a group out of the pass never opens a path', () => {
  const passFor = (...groups: readonly string[]) =>
    method('TemporaryAccessPass', { includeTargets: groups.map((id) => target(id)) })
  let closed = 0
  fc.assert(
    fc.property(anyPerson, anyTenant, fc.subarray([ids.staff, ids.frontline]), (who, tenant, left) => {
      const withPass = (...groups: readonly string[]): TenantChanges => ({
        ...tenant,
        methods: methodsPolicy({ methods: [passFor(...groups)] }),
      })
      const [before, after] = [
        isOpen(judge(who, withPass(ids.staff, ids.frontline))),
        isOpen(judge(who, withPass(...left))),
      ]
      for (const [index, isStillOpen] of after.entries()) if (isStillOpen) expect(before[index]).toBe(true)
      if (before.some((wasOpen, index) => wasOpen && after[index] === false)) closed += 1
    }),
    runs,
  )
  expect(closed).toBeGreaterThan(4)
})

test('one more Conditional Access policy that blocks never opens a path', () => {
  fc.assert(
    fc.property(anyPerson, anyTenant, (who, tenant) => {
      const block = (tenant.policies ?? []).map((rule) => ({
        ...rule,
        grantControls: { operator: 'OR' as const, builtInControls: ['block'] },
      }))
      const after = isOpen(judge(who, { ...tenant, policies: [...(tenant.policies ?? []), ...block] }))
      const before = isOpen(judge(who, tenant))
      for (const [index, isStillOpen] of after.entries()) if (isStillOpen) expect(before[index]).toBe(true)
    }),
    runs,
  )
})

test('the planned requirement never opens a path that is closed today', () => {
  fc.assert(
    fc.property(anyPerson, anyTenant, (who, tenant) => {
      const { pathToday, pathWhenRequired } = judge(who, tenant)
      if (pathToday.state === 'closed') expect(pathWhenRequired.state).toBe('closed')
      if (pathWhenRequired.state === 'open') expect(pathToday.state).toBe('open')
    }),
    runs,
  )
})

test('when nothing was read nobody is told anything but what lies in the account', () => {
  fc.assert(
    fc.property(anyPerson, (who) => {
      const nothing = judgePerson(
        { ...who, methods: null, references: null, devices: null, isGlobalAdministrator: null },
        tenantRules({}, now),
      )
      expect(nothing.exposure).toBe(who.accountEnabled === false ? 'not-affected' : 'unknown')
      expect(nothing.destination).toBe('unknown')
      expect(['unknown', 'excluded']).toContain(nothing.tier)
      expect(nothing.pathToday.state).toBe('unknown')
      expect(nothing.pathWhenRequired.state).toBe('unknown')
    }),
    runs,
  )
})
