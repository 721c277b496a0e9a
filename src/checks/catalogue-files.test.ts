import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { GraphRequest } from '#domain/readiness/check.ts'
import { runChecks } from '#domain/readiness/run-checks.ts'
import { known } from '#domain/shared/evidence.ts'
import { authenticationMethodsPolicy } from '#domain/tenant/authentication-methods-policy.ts'
import { authenticationStrengths } from '#domain/tenant/authentication-strengths.ts'
import { conditionalAccessPolicies } from '#domain/tenant/conditional-access-policies.ts'
import { graphTypesPresent, shapeProblems } from '../../test/graph-shapes.ts'
import { goodTenant, now, someone } from './good-tenant.fixture.ts'
import { checks } from './index.gen.ts'

const folder = new URL('./', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const entries = readdirSync(folder).filter((name) => name.endsWith('.ts') && !/\.(test|gen|fixture)\.ts$/.test(name))

describe('the files of the catalogue', () => {
  test('each holds one check under its own name, and the index lists them all in order', () => {
    expect(checks.map(({ id }) => `${id}.ts`)).toEqual(entries.toSorted())
  })

  test.each(entries)('%s has a test of every verdict that it can give', (name) => {
    const source = read(name)
    const tests = read(name.replace(/\.ts$/, '.test.ts'))
    const verdicts = ['pass', 'fail', 'unknown', ...(source.includes('notApplicable(') ? ['not-applicable'] : [])]
    for (const verdict of verdicts)
      expect(tests, verdict).toMatch(new RegExp(`toBe\\(\\s*'${verdict}',?\\s*\\)|verdict: '${verdict}'`))
  })

  test('none is longer than 120 lines', () => {
    expect(entries.filter((name) => read(name).split('\n').length > 121)).toEqual([])
  })
})

/** The type that Microsoft declares for what is sent to an address. */
function typeAt(url: string): string {
  const types: readonly [RegExp, string][] = [
    [/\/authenticationMethodConfigurations\//, 'authenticationMethodConfiguration'],
    [/\/authenticationMethodsPolicy$/, 'authenticationMethodsPolicy'],
    [/\/conditionalAccess\/policies\//, 'conditionalAccessPolicy'],
    [/\/authenticationStrengthPolicies$/, 'authenticationStrengthPolicy'],
    [/\/domains\//, 'domain'],
    [/\/roleAssignments$/, 'unifiedRoleAssignment'],
    [/\/identitySecurityDefaultsEnforcementPolicy$/, 'identitySecurityDefaultsEnforcementPolicy'],
    [/\/authentication\/requirements$/, 'strongAuthenticationRequirements'],
  ]
  const found = types.find(([pattern]) => pattern.test(url))
  if (found === undefined) throw new Error(`no type is known for ${url}`)
  return found[1]
}

describe.skipIf(!graphTypesPresent)("the remedies' requests", () => {
  const books = [
    goodTenant(),
    goodTenant((tenant) => {
      tenant.sms.state = 'enabled'
      tenant.perUserMfa.enforced = someone(1)
      tenant.strengths = tenant.strengths.slice(0, 2)
      tenant.roles.assignments = []
      tenant.passkeys.excludeTargets = [{ id: 'e0000000-0000-4000-8000-000000000001', targetType: 'user' }]
      for (const account of tenant.emergency) account.isGlobalAdministrator = false
      for (const domain of tenant.domains) domain.passwordValidityPeriodInDays = 90
      for (const profile of tenant.passkeys.passkeyProfiles ?? []) profile.passkeyTypes = 'deviceBound,synced'
      for (const { conditions } of tenant.policies) if (conditions.users) conditions.users.excludeGroups = []
    }),
  ]
  const requests: readonly GraphRequest[] = books.flatMap((book) =>
    runChecks(checks, book, now).flatMap(({ remedy }) => remedy.requests ?? []),
  )

  test('are many, to many addresses', () => {
    expect(new Set(requests.map(({ url }) => typeAt(url))).size).toBeGreaterThanOrEqual(8)
  })

  test('use only properties and values of the types of Microsoft Graph', () => {
    const version = (url: string) => (url.includes('/authentication/requirements') ? 'beta' : 'v1.0')
    expect(requests.flatMap(({ url, body }) => shapeProblems(body, typeAt(url), version(url)))).toEqual([])
  })

  test('a property that Microsoft does not know would be found', () => {
    expect(
      shapeProblems({ isEnabled: true, isOn: true }, 'identitySecurityDefaultsEnforcementPolicy', 'v1.0'),
    ).toHaveLength(1)
  })
})

const liveBodies = new URL('../../../shared/graph/live-shapes/', import.meta.url)

describe.skipIf(!existsSync(liveBodies))('bodies of a real tenant', () => {
  const live = (name: string) => JSON.parse(readFileSync(new URL(name, liveBodies), 'utf8')) as { value: unknown }
  const facts = {
    ...goodTenant(),
    [authenticationMethodsPolicy.name]: known(live('authenticationMethodsPolicy.v1.json'), now),
    [conditionalAccessPolicies.name]: known(live('conditionalAccessPolicies.v1.json').value, now),
    [authenticationStrengths.name]: known(live('authenticationStrengthPolicies.v1.json').value, now),
  }
  const results = runChecks(checks, facts, now)
  const verdictOf = (id: string) => results.find((result) => result.id === id)?.verdict

  test('are judged without an accident: the contradictory profile is found, and the null migration is unknown', () => {
    expect(verdictOf('passkey-profile-contradiction')).toBe('fail')
    expect(verdictOf('legacy-migration-complete')).toBe('unknown')
    expect(verdictOf('passkey-method-enabled')).toBe('pass')
    expect(verdictOf('registration-campaign-coordinated')).toBe('fail')
    expect(verdictOf('legacy-authentication-blocked')).toBe('pass')
  })

  test('give requests without the annotations of an answer, in the types of Microsoft Graph', () => {
    const requests = results.flatMap(({ remedy }) => remedy.requests ?? [])
    expect(requests.length).toBeGreaterThan(3)
    expect(JSON.stringify(requests)).not.toContain('@odata.context')
    expect(requests.flatMap(({ url, body }) => shapeProblems(body, typeAt(url), 'v1.0'))).toEqual([])
  })
})
