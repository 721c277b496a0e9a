import { describe, expect, test } from 'vitest'
import type { Check, GraphRequest } from '#domain/readiness/check.ts'
import { runChecks, type CheckResult } from '#domain/readiness/run-checks.ts'
import { unknown } from '#domain/shared/evidence.ts'
import { authenticationStrengths } from '#domain/tenant/authentication-strengths.ts'
import { conditionalAccessPolicies } from '#domain/tenant/conditional-access-policies.ts'
import type { FactBook } from '#domain/tenant/fact.ts'
import { checks } from './index.gen.ts'
import {
  goodTenant,
  ids,
  judged,
  now,
  readInPart,
  someone,
  withEvidence,
  type TenantDraft,
} from './good-tenant.fixture.ts'

const factsOf = (check: Check) => Object.values(check.needs)
const textMax = 240

/** A tenant in which much is wrong at once, so that most remedies have something to mend. */
const badTenant = goodTenant((tenant) => {
  tenant.passkeys.isSelfServiceRegistrationAllowed = false
  tenant.passkeys.excludeTargets = [{ id: 'e0000000-0000-4000-8000-000000000001', targetType: 'user' }]
  for (const profile of tenant.passkeys.passkeyProfiles ?? []) profile.passkeyTypes = 'deviceBound,synced'
  tenant.pass.isUsableOnce = true
  tenant.pass.maximumLifetimeInMinutes = 43_200
  tenant.pass.excludeTargets = [{ id: 'e0000000-0000-4000-8000-000000000001', targetType: 'user' }]
  tenant.sms.state = 'enabled'
  tenant.campaign.state = 'default'
  tenant.perUserMfa.enforced = someone(1)
  tenant.strengths = tenant.strengths.slice(0, 2)
  tenant.roles.assignments = []
  for (const account of tenant.emergency) account.isGlobalAdministrator = false
  for (const domain of tenant.domains) domain.passwordValidityPeriodInDays = 90
  forEveryPolicy(tenant, (users) => {
    users.excludeUsers = []
    users.excludeGroups = []
  })
})

function forEveryPolicy(
  tenant: TenantDraft,
  change: (users: NonNullable<TenantDraft['policies'][number]['conditions']['users']>) => void,
) {
  for (const { conditions } of tenant.policies) if (conditions.users) change(conditions.users)
}

describe('the catalogue', () => {
  test('holds at least 34 checks, each id once, in order of id', () => {
    const all = checks.map(({ id }) => id)
    expect(all.length).toBeGreaterThanOrEqual(34)
    expect([...new Set(all)].toSorted()).toEqual(all)
  })

  test('every check of the good tenant passes', () => {
    const others = runChecks(checks, goodTenant(), now).filter(({ verdict }) => verdict !== 'pass')
    expect(others.map(({ id, verdict, says }) => ({ id, verdict, says }))).toEqual([])
  })

  test('the bad tenant, judged with the same checks, does not pass', () => {
    expect(runChecks(checks, badTenant, now).filter(({ verdict }) => verdict === 'fail').length).toBeGreaterThanOrEqual(
      15,
    )
  })

  test('P1.1, S6, S7 and the date are guarded by several checks each', () => {
    for (const feature of ['P1.1', 'S6', 'S7', 'D1', 'P1.6', 'P1.7', 'P1.8'])
      expect(checks.filter(({ features }) => features.includes(feature)).length, feature).toBeGreaterThan(0)
    expect(checks.filter(({ features }) => features.includes('S6')).length).toBeGreaterThanOrEqual(7)
  })
})

describe('a list that was read in part', () => {
  const lists = [conditionalAccessPolicies, authenticationStrengths]
  const bare = goodTenant((tenant) => {
    tenant.policies = tenant.policies.filter(({ id }) => id === ids.gatePolicy)
    tenant.strengths = tenant.strengths.filter(({ id }) => id === ids.phishingResistantStrength)
  })
  const nothing = goodTenant((tenant) => {
    tenant.policies = []
    tenant.strengths = []
  })

  test.each([
    ['mfa-required-of-everyone', bare],
    ['security-info-policy-present', bare],
    ['legacy-authentication-blocked', bare],
    ['no-registration-loop', bare],
    ['bootstrap-strength-exists', bare],
    ['phishing-resistant-policy-rehearsed', nothing],
  ])('%s fails for want of something only when the list was read whole', (id, book) => {
    const check = checks.find((each) => each.id === id)
    if (check === undefined) throw new Error(`no check ${id}`)
    expect(judged(check, book).verdict).toBe('fail')
    const part = lists.reduce((facts, fact) => readInPart(facts, fact, { have: 1, of: 9 }), book)
    expect(judged(check, part).verdict).toBe('unknown')
  })
})

describe.each(checks.map((check) => [check.id, check] as const))('%s', (_, check) => {
  test('speaks in whole, short sentences and names a page of Microsoft', () => {
    for (const text of [check.title, check.why]) {
      expect(text).toMatch(/\.$/)
      expect(text.length, text).toBeLessThan(textMax)
    }
    expect(check.reference).toMatch(/^https:\/\/learn\.microsoft\.com\/[a-z0-9/-]+$/)
    expect(check.features.length).toBeGreaterThan(0)
    expect(factsOf(check).length).toBeGreaterThan(0)
  })

  test('what it says and what it advises is short and whole, in a good and a bad tenant', () => {
    for (const book of [goodTenant(), badTenant, {}]) expectSpeech(judged(check, book))
  })

  test('is unknown when any one of its facts is missing, and names that fact', () => {
    for (const fact of factsOf(check)) {
      const { [fact.name]: _removed, ...rest } = goodTenant()
      const result = judged(check, rest)
      expect(result.verdict).toBe('unknown')
      expect(result.missing.join(' ')).toContain(fact.title)
    }
  })

  test('is unknown when any one of its facts was refused, and names the permission', () => {
    const reason = { kind: 'refused', call: 'GET /somewhere', permission: 'Some.Read.All' } as const
    for (const fact of factsOf(check)) {
      const result = judged(
        check,
        withEvidence(goodTenant(), fact, () => unknown(reason, now)),
      )
      expect(result.verdict).toBe('unknown')
      expect(result.missing.join(' ')).toContain('Some.Read.All')
    }
  })

  test('is unknown when any one of its facts is too old', () => {
    for (const fact of factsOf(check)) {
      const aged = (hours: number): FactBook =>
        withEvidence(goodTenant(), fact, (evidence) =>
          evidence.state === 'known' ? { ...evidence, takenAt: now.subtract({ hours }) } : evidence,
        )
      expect(judged(check, aged(fact.maxAgeHours)).verdict).toBe('pass')
      expect(judged(check, aged(fact.maxAgeHours + 1)).verdict).toBe('unknown')
    }
  })

  test('never passes on a fact that was read in part', () => {
    for (const fact of factsOf(check)) {
      const part = withEvidence(goodTenant(), fact, (evidence) =>
        evidence.state === 'known' ? { ...evidence, coverage: { have: 1, of: 2 } } : evidence,
      )
      expect(judged(check, part).verdict).not.toBe('pass')
    }
  })

  test('its requests can be sent as they stand', () => {
    for (const book of [goodTenant(), badTenant])
      for (const request of judged(check, book).remedy.requests ?? []) expectSendable(request)
  })

  test('its requests never take a target, a profile or an exclusion of a policy away unsaid', () => {
    for (const { body } of judged(check, badTenant).remedy.requests ?? []) {
      const sent = body as { passkeyProfiles?: unknown[]; includeTargets?: unknown[]; conditions?: object }
      if (sent.passkeyProfiles) expect(sent.passkeyProfiles).toHaveLength(2)
      if (sent.conditions)
        expect(Object.keys(sent.conditions)).toEqual(expect.arrayContaining(['users', 'applications']))
    }
  })
})

function expectSpeech(result: CheckResult): void {
  for (const text of [result.says, ...result.missing, result.remedy.note ?? '.']) {
    expect(text).toMatch(/\.$/)
    expect(text.length, text).toBeLessThan(textMax)
  }
  expect(result.remedy.portal.length).toBeGreaterThan(0)
  for (const step of result.remedy.portal) expect(step.length).toBeGreaterThan(0)
  if (result.verdict === 'fail') expect(result.concerns.length).toBeGreaterThan(0)
  for (const concern of result.concerns) expect(concern.name.length * concern.id.length).toBeGreaterThan(0)
}

function expectSendable(request: GraphRequest): void {
  expect(request.url).toMatch(/^\/(?:v1\.0|beta)\/[A-Za-z0-9/.-]+$/)
  expect(request.url).not.toMatch(/undefined|null|\/$/)
  const text = JSON.stringify(request.body)
  expect(JSON.parse(text)).toEqual(request.body)
  expect(text).not.toMatch(/undefined|@odata\.context|\{id\}|TODO/)
}
