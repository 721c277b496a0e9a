// The organisation behind the lists: a tree of managers, administrators, emergency accounts, and policies with their known pitfalls.

import { describe, expect, test } from 'vitest'
import { itemsOf, stillWorld } from './world.fixture.ts'
import type { Resource } from './world.ts'

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10'
const world = stillWorld()
const users = [...itemsOf(world.users)]
const byId = new Map(users.map((user) => [String(user.id), user]))
const employees = users.filter(({ employeeId }) => employeeId !== null)

describe('managers', () => {
  test('every employee but one has a manager, and every chain ends at that one without a cycle', () => {
    const tops = employees.filter(({ id }) => world.managerIdOf(String(id)) === undefined)
    expect(tops.map(({ jobTitle }) => jobTitle)).toEqual(['Chief Executive Officer'])
    for (const employee of employees) {
      const seen = new Set<string>()
      let id: string | undefined = String(employee.id)
      while (id !== undefined) {
        expect(seen.has(id)).toBe(false)
        seen.add(id)
        expect(byId.has(id)).toBe(true)
        id = world.managerIdOf(id)
      }
      expect(seen.size).toBeLessThan(8)
    }
  })

  test('a manager is of the same department, unless the report is a director', () => {
    for (const employee of employees) {
      const managerId = world.managerIdOf(String(employee.id))
      if (managerId === undefined || String(employee.jobTitle).startsWith('Director ')) continue
      expect(byId.get(managerId)?.department).toBe(employee.department)
    }
  })

  test('a team has six to twelve people, but for the last of a department', () => {
    const teams = new Map<string, number>()
    for (const { id } of employees) {
      const manager = world.managerIdOf(String(id))
      if (manager !== undefined) teams.set(manager, (teams.get(manager) ?? 0) + 1)
    }
    const leads = [...teams].filter(([id]) => world.managerIdOf(id) !== undefined)
    const small = leads.filter(([, size]) => size < 6)
    expect(leads.length).toBeGreaterThan(80)
    expect(leads.every(([, size]) => size <= 12)).toBe(true)
    const departments = small.map(([id]) => byId.get(id)?.department)
    expect(new Set(departments).size).toBe(departments.length)
  })

  test('managers are active accounts', () => {
    const managers = new Set(employees.map(({ id }) => world.managerIdOf(String(id))).filter((id) => id !== undefined))
    for (const id of managers) expect(byId.get(id)?.accountEnabled).toBe(true)
  })
})

describe('administrators', () => {
  const active = world.roleAssignments.filter(({ roleDefinitionId }) => roleDefinitionId === globalAdministrator)
  const namesIn = (id: unknown) =>
    (world.registrationDetails.byId(String(id))?.methodsRegistered ?? []) as readonly string[]

  test('three to six Global Administrators are active, others are eligible, one has SMS only', () => {
    expect(active.length).toBeGreaterThanOrEqual(3)
    expect(active.length).toBeLessThanOrEqual(6)
    expect(
      world.roleEligibilities.filter(({ roleDefinitionId }) => roleDefinitionId === globalAdministrator).length,
    ).toBeGreaterThan(2)
    const phoneOnly = active.filter(({ principalId }) => {
      const names = namesIn(principalId)
      return (
        names.some((name) => name.endsWith('Phone')) &&
        names.every((name) => name.endsWith('Phone') || name === 'email')
      )
    })
    expect(phoneOnly).toHaveLength(1)
  })

  test('only active administrators are isAdmin in the report', () => {
    const admins = new Set(world.roleAssignments.map(({ principalId }) => principalId))
    for (const row of itemsOf(world.registrationDetails)) expect(row.isAdmin).toBe(admins.has(row.id))
    for (const { principalId } of world.roleEligibilities) expect(byId.has(String(principalId))).toBe(true)
  })

  test('of two emergency accounts, cloud-only, one is proven by its key and one by nothing', () => {
    const accounts = world.emergencyAccountUserPrincipalNames.map(
      (name) => world.users.byId(String(world.userIdOf?.(name))) as Resource,
    )
    expect(accounts).toHaveLength(2)
    for (const account of accounts) {
      expect(account).toMatchObject({ onPremisesSyncEnabled: null, accountEnabled: true })
      expect(String(account.userPrincipalName)).toMatch(/@contoso\.onmicrosoft\.com$/)
      expect(active.some(({ principalId }) => principalId === account.id)).toBe(true)
    }
    const [first, second] = accounts.map(({ id }) => String(id)) as [string, string]
    const keys = (id: string) => world.authenticationMethodsOf(id).filter((method) => 'aaGuid' in method)
    expect(keys(first)).toHaveLength(1)
    expect(keys(second)).toHaveLength(0)
    expect([...world.signIns({ userId: first })]).toHaveLength(1)
    expect([...world.signIns({ userId: second })]).toHaveLength(0)
    expect([...world.signIns({})].some(({ userId }) => userId === first)).toBe(true)
    expect(String(world.signInActivityOf(first)?.lastSignInDateTime) > '2026-11-01').toBe(true)
    expect(String(world.signInActivityOf(second)?.lastSignInDateTime) < '2026-01-01').toBe(true)
  })
})

describe('policies and their pitfalls', () => {
  const configurations = world.authenticationMethodsPolicy.authenticationMethodConfigurations as readonly Resource[]
  const configuration = (id: string) => configurations.find((candidate) => candidate.id === id) as Resource
  const targetsOf = (id: string) => configuration(id).includeTargets as readonly Resource[]
  const policyNamed = (prefix: string) =>
    world.conditionalAccessPolicies.find(({ displayName }) => String(displayName).startsWith(prefix)) as Resource
  const usersOf = (policy: Resource) => (policy.conditions as { users: Record<string, readonly string[]> }).users

  test('passkeys are open to all, attested for administrators, and one group is excluded', () => {
    expect(world.authenticationMethodsPolicy.policyMigrationState).toBeNull()
    const fido2 = configuration('Fido2')
    expect(fido2.passkeyProfiles).toMatchObject([
      { passkeyTypes: 'deviceBound,synced', attestationEnforcement: 'disabled' },
      { passkeyTypes: 'deviceBound', attestationEnforcement: 'registrationOnly' },
    ])
    const profiles = (fido2.passkeyProfiles as readonly Resource[]).map(({ id }) => id)
    for (const target of targetsOf('Fido2')) {
      for (const profile of target.allowedPasskeyProfiles as readonly string[]) expect(profiles).toContain(profile)
    }
    expect(fido2.excludeTargets).toHaveLength(1)
  })

  test('SMS and voice are on for all, a pass only for one group that leaves most people out', () => {
    for (const id of ['Sms', 'Voice']) {
      expect(configuration(id).state).toBe('enabled')
      expect(targetsOf(id)[0]?.id).toBe('all_users')
    }
    const [target] = targetsOf('TemporaryAccessPass')
    const members = [...world.membersOf(String(target?.id))]
    expect(members.length).toBeGreaterThan(50)
    expect(members.length).toBeLessThan(300)
  })

  test('every group a policy names exists, but one', () => {
    const missing = world.conditionalAccessPolicies.filter((policy) => {
      const { includeGroups = [], excludeGroups = [] } = usersOf(policy)
      return [...includeGroups, ...excludeGroups].some((id) => world.groups.byId(id) === undefined)
    })
    expect(missing.map(({ displayName }) => displayName)).toEqual(['CA008 Block project portal for Aurora'])
  })

  test('the report-only policy forgets the second emergency account', () => {
    const policy = policyNamed('CA003')
    const ids = world.emergencyAccountUserPrincipalNames.map((name) => world.userIdOf?.(name))
    expect(policy.state).toBe('enabledForReportingButNotEnforced')
    expect(usersOf(policy).excludeUsers).toEqual([ids[0]])
    const group = usersOf(policyNamed('CA001')).excludeGroups?.[0]
    expect([...world.membersOf(String(group))].map(({ id }) => id)).toEqual(ids)
  })

  test('passwords of the main domain expire after 90 days, one domain is federated', () => {
    expect(world.domains).toMatchObject([
      { id: 'contoso.com', isDefault: true, passwordValidityPeriodInDays: 90, authenticationType: 'Managed' },
      { id: 'contoso.onmicrosoft.com', isInitial: true, passwordValidityPeriodInDays: 2147483647 },
      { authenticationType: 'Federated' },
    ])
    expect(world.securityDefaults.isEnabled).toBe(false)
  })

  test('an administrator changed two policies in the last 30 days', () => {
    const changes = [...world.auditEvents()].filter(({ activityDisplayName }) =>
      / [Pp]olicy/.test(String(activityDisplayName)),
    )
    expect(changes.map(({ activityDisplayName }) => activityDisplayName)).toEqual([
      'Authentication Methods Policy Update',
      'Update conditional access policy',
    ])
    for (const { initiatedBy } of changes) {
      const id = (initiatedBy as { user: Resource }).user.id
      expect(world.roleAssignments.some(({ principalId }) => principalId === id)).toBe(true)
    }
  })

  test('a group nests others', () => {
    const all = [...itemsOf(world.groups)].find(({ displayName }) => displayName === 'All Employees')
    const nested = [...world.membersOf(String(all?.id))]
    expect(nested.every(({ kind }) => kind === 'group')).toBe(true)
    const people = nested.flatMap(({ id }) => [...world.membersOf(id)])
    expect(people).toHaveLength(employees.length)
  })
})
