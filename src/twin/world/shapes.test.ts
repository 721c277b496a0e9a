// Every resource the world makes, compared with Microsoft's own types.

import { expect, test } from 'vitest'
import { graphTypesPresent, shapeProblems } from '../../../test/graph-shapes.ts'
import { createWorld } from './create-world.ts'
import { defaultWorldSettings } from './default-settings.ts'
import type { Resource, ResourceList } from './world.ts'

const frozenClock = (startsAt: Temporal.Instant) => ({ now: () => startsAt, advance: () => undefined })
const settings = defaultWorldSettings()
const world = createWorld(settings, { clock: frozenClock(settings.startsAt) })

function* itemsOf(list: ResourceList): Iterable<Resource> {
  for (let position = 0; position < list.size(); position++) {
    const item = list.at(position)
    if (item !== undefined) yield item
  }
}

function problemsOf(items: Iterable<Resource>, typeName: string, version: 'v1.0' | 'beta' = 'v1.0'): string[] {
  const problems = new Set<string>()
  let count = 0
  for (const item of items) {
    count++
    for (const problem of shapeProblems(item, typeName, version)) problems.add(problem)
  }
  expect(count).toBeGreaterThan(0)
  return [...problems]
}

function* methodsOfAll(): Iterable<Resource> {
  for (const user of itemsOf(world.users)) yield* world.authenticationMethodsOf(String(user.id))
}

function* activities(): Iterable<Resource> {
  for (const user of itemsOf(world.users)) {
    const activity = world.signInActivityOf(String(user.id))
    if (activity !== undefined) yield activity
  }
}

// The HTTP layer leaves these out on v1.0.
const betaNames = [
  'authenticationDetails',
  'authenticationMethodsUsed',
  'authenticationRequirement',
  'signInEventTypes',
  'userType',
]

function* withoutBeta(): Iterable<Resource> {
  for (const signIn of world.signIns({})) {
    const policies = signIn.appliedConditionalAccessPolicies as readonly Resource[]
    const shown = Object.entries(signIn).filter(([name]) => !betaNames.includes(name))
    yield {
      ...Object.fromEntries(shown),
      appliedConditionalAccessPolicies: policies.map((policy) =>
        Object.fromEntries(Object.entries(policy).filter(([name]) => name !== 'authenticationStrength')),
      ),
    }
  }
}

const lists: Readonly<Record<string, () => Iterable<Resource>>> = {
  user: () => itemsOf(world.users),
  userRegistrationDetails: () => itemsOf(world.registrationDetails),
  authenticationMethod: methodsOfAll,
  device: () => itemsOf(world.devices),
  managedDevice: () => itemsOf(world.managedDevices),
  group: () => itemsOf(world.groups),
  signInActivity: activities,
  signIn: withoutBeta,
  directoryAudit: () => world.auditEvents(),
  unifiedRoleAssignment: () => world.roleAssignments,
  unifiedRoleEligibilityScheduleInstance: () => world.roleEligibilities,
  organization: () => [world.organization],
  domain: () => world.domains,
  authenticationMethodsPolicy: () => [world.authenticationMethodsPolicy],
  conditionalAccessPolicy: () => world.conditionalAccessPolicies,
  authenticationStrengthPolicy: () => world.authenticationStrengths,
  identitySecurityDefaultsEnforcementPolicy: () => [world.securityDefaults],
}

test.skipIf(!graphTypesPresent).each(Object.keys(lists))(
  'every %s has only names and values that Microsoft knows',
  (name) => {
    expect(problemsOf((lists[name] as () => Iterable<Resource>)(), name)).toEqual([])
  },
)

test.skipIf(!graphTypesPresent)(
  'soft-deleted users and per-user MFA have only names and values that Microsoft knows',
  () => {
    expect(problemsOf(itemsOf(world.deletedUsers), 'user')).toEqual([])
    const requirements = [...itemsOf(world.users)].map((user) => world.authenticationRequirementsOf(String(user.id)))
    expect(problemsOf(requirements, 'strongAuthenticationRequirements', 'beta')).toEqual([])
  },
)

test.skipIf(!graphTypesPresent)('an invented property, an invented value and a wrong type are each found', () => {
  const user = world.users.at(0) as Resource
  expect(shapeProblems(user, 'user', 'v1.0')).toEqual([])
  expect(shapeProblems({ ...user, shoeSize: 43 }, 'user', 'v1.0')).toHaveLength(1)
  expect(shapeProblems({ ...user, accountEnabled: 'yes' }, 'user', 'v1.0')).toHaveLength(1)
  const row = [...itemsOf(world.registrationDetails)][0] as Resource
  expect(shapeProblems({ ...row, userType: 'alien' }, 'userRegistrationDetails', 'v1.0')).toHaveLength(1)
})

test.skipIf(!graphTypesPresent)('a row and a policy have every property that the real bodies have', async () => {
  const { readFileSync } = await import('node:fs')
  const folder = new URL('../../../../shared/graph/live-shapes/', import.meta.url)
  const bodyOf = (name: string) =>
    JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as { value: Resource[] } & Resource
  const missing = (real: Resource, made: Resource) =>
    Object.keys(real).filter((name) => !(name in made) && !name.includes('@'))
  const first = (items: Iterable<Resource>) => [...items][0] as Resource
  const cases: readonly (readonly [Resource | undefined, Resource])[] = [
    [bodyOf('userRegistrationDetails.v1.json').value[0], first(itemsOf(world.registrationDetails))],
    [bodyOf('conditionalAccessPolicies.v1.json').value[0], first(world.conditionalAccessPolicies)],
    [bodyOf('authenticationStrengthPolicies.v1.json').value[0], first(world.authenticationStrengths)],
    [bodyOf('authenticationMethodsPolicy.v1.json'), world.authenticationMethodsPolicy],
    [bodyOf('signIn-interactive.v1.json'), first(world.signIns({}))],
    [bodyOf('directoryAudit-device.v1.json'), first(world.auditEvents())],
  ]
  for (const [real, made] of cases) expect(missing(real as Resource, made)).toEqual([])
})
