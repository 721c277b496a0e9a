import { expect, test } from 'vitest'
import type { AuthenticationMethodsPolicy, PasskeyProfile } from '../tenant/authentication-methods-policy.ts'
import { phishingResistantStrengthId } from '../tenant/authentication-strengths.ts'
import { domains, passwordNeverExpiresDays } from '../tenant/domains.ts'
import { emergencyAccounts } from '../tenant/emergency-accounts.ts'
import type { FactBook } from '../tenant/fact.ts'
import type { PolicyChange } from '../tenant/policy-changes.ts'
import { known, unknown } from '../shared/evidence.ts'
import {
  campaign,
  facts,
  ids,
  method,
  methodsPolicy,
  now,
  openProfile,
  policy,
  strengths,
  target,
  type TenantChanges,
} from '../people/judging.fixture.ts'
import { policyDrift } from './policy-drift.ts'

const later = now.add({ hours: 6 })
const before = (change: TenantChanges = {}): FactBook => facts(change)
const after = (change: TenantChanges = {}): FactBook => facts({ readAt: later, ...change })

/** The drift between two tenants, in short. */
function drift(one: TenantChanges, other: TenantChanges, changes: readonly PolicyChange[] = []) {
  return policyDrift(before(one), after(other), changes)
}
const ofMethods = (one: AuthenticationMethodsPolicy, other: AuthenticationMethodsPolicy) =>
  drift({ methods: one }, { methods: other })
const profile = (change: Partial<PasskeyProfile>) =>
  methodsPolicy({ passkeys: { passkeyProfiles: [{ ...openProfile, ...change }] } })
const allowing = (...aaGuids: readonly string[]) =>
  profile({ keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids } })

test('nothing changed is no drift, whatever Microsoft annotates or reorders', () => {
  expect(drift({}, {})).toEqual([])
  const noisy = { ...methodsPolicy(), lastModifiedDateTime: '2026-11-23T12:00:00Z', '@odata.context': 'x' }
  const reordered = {
    ...noisy,
    authenticationMethodConfigurations: noisy.authenticationMethodConfigurations.toReversed(),
  }
  expect(ofMethods(methodsPolicy(), reordered)).toEqual([])
})

test('a removed provider is critical: it shuts out those who use it', () => {
  const [found] = ofMethods(allowing('aa', 'bb'), allowing('bb'))
  expect(found).toMatchObject({ severity: 'critical', subject: { kind: 'profile', name: 'Passkey profile Everybody' } })
  expect(found?.path).toBe(
    `authenticationMethodConfigurations/fido2/passkeyProfiles/${ids.profile}/keyRestrictions/aaGuids`,
  )
  expect(found?.breaks).toMatch(/no longer sign in/)
})

test.each<[string, AuthenticationMethodsPolicy, AuthenticationMethodsPolicy, string]>([
  ['passkeys off', methodsPolicy(), methodsPolicy({ passkeys: { state: 'disabled' } }), 'critical'],
  ['passkeys on', methodsPolicy({ passkeys: { state: 'disabled' } }), methodsPolicy(), 'low'],
  [
    'self-service off',
    methodsPolicy(),
    methodsPolicy({ passkeys: { isSelfServiceRegistrationAllowed: false } }),
    'critical',
  ],
  ['self-service on', methodsPolicy({ passkeys: { isSelfServiceRegistrationAllowed: false } }), methodsPolicy(), 'low'],
  [
    'a passkey target removed',
    methodsPolicy({ passkeys: { includeTargets: [target(ids.staff, 'p'), target(ids.frontline, 'p')] } }),
    methodsPolicy({ passkeys: { includeTargets: [target(ids.staff, 'p')] } }),
    'critical',
  ],
  [
    'a passkey target added',
    methodsPolicy({ passkeys: { includeTargets: [target(ids.staff, 'p')] } }),
    methodsPolicy({ passkeys: { includeTargets: [target(ids.staff, 'p'), target(ids.frontline, 'p')] } }),
    'low',
  ],
  [
    'a group excluded from passkeys',
    methodsPolicy(),
    methodsPolicy({ passkeys: { excludeTargets: [target(ids.excluded)] } }),
    'critical',
  ],
  [
    'a profile taken from a target',
    methodsPolicy({ passkeys: { includeTargets: [target('all_users', 'a', 'b')] } }),
    methodsPolicy({ passkeys: { includeTargets: [target('all_users', 'a')] } }),
    'high',
  ],
  [
    'a profile deleted',
    methodsPolicy({ passkeys: { passkeyProfiles: [openProfile, { ...openProfile, id: ids.keysOnly }] } }),
    methodsPolicy(),
    'critical',
  ],
  ['synced passkeys no longer allowed', profile({}), profile({ passkeyTypes: 'deviceBound' }), 'critical'],
  ['device-bound passkeys no longer allowed', profile({}), profile({ passkeyTypes: 'synced' }), 'critical'],
  ['synced passkeys newly allowed', profile({ passkeyTypes: 'deviceBound' }), profile({}), 'low'],
  ['attestation enforced', profile({}), profile({ attestationEnforcement: 'registrationOnly' }), 'high'],
  ['attestation lifted', profile({ attestationEnforcement: 'registrationOnly' }), profile({}), 'low'],
  ['a provider added', allowing('aa'), allowing('aa', 'bb'), 'medium'],
  [
    'the pass off',
    methodsPolicy(),
    methodsPolicy({ methods: [method('TemporaryAccessPass', { state: 'disabled' })] }),
    'critical',
  ],
  [
    'the pass excludes a group',
    methodsPolicy(),
    methodsPolicy({ methods: [method('TemporaryAccessPass', { excludeTargets: [target(ids.staff)] })] }),
    'high',
  ],
  ['SMS off', methodsPolicy(), methodsPolicy({ methods: [method('Sms', { state: 'disabled' })] }), 'high'],
  ['SMS on', methodsPolicy({ methods: [method('Sms', { state: 'disabled' })] }), methodsPolicy(), 'medium'],
  [
    'Authenticator on',
    methodsPolicy({ methods: [method('MicrosoftAuthenticator', { state: 'disabled' })] }),
    methodsPolicy(),
    'low',
  ],
  ['the campaign on', methodsPolicy(), methodsPolicy({ campaign: campaign({ state: 'default' }) }), 'high'],
  ['the campaign off', methodsPolicy({ campaign: campaign({ state: 'enabled' }) }), methodsPolicy(), 'medium'],
  ['the migration state', methodsPolicy(), methodsPolicy({ policyMigrationState: 'migrationInProgress' }), 'medium'],
])('%s', (_, one, other, severity) => {
  expect(ofMethods(one, other).map((found) => found.severity)).toEqual([severity])
})

const gate = policy({ strength: phishingResistantStrengthId, state: 'enabledForReportingButNotEnforced' })

test('a report-only policy that became enforced is critical where it stands before registering', () => {
  const [found] = drift({ policies: [gate] }, { policies: [{ ...gate, state: 'enabled' }] })
  expect(found).toMatchObject({
    severity: 'critical',
    subject: { kind: 'policy', id: ids.gate, name: 'Gate' },
    before: 'enabledForReportingButNotEnforced',
    after: 'enabled',
  })
  expect(drift({ policies: [{ ...gate, state: 'enabled' }] }, { policies: [gate] })).toMatchObject([
    { severity: 'medium' },
  ])
})

test('an emergency account that is no longer left out is critical; anybody else is high', () => {
  const emergency = 'eeeeeeee-0000-4000-8000-000000000001'
  const account = {
    userPrincipalName: 'e@contoso.com',
    id: emergency,
    accountEnabled: true,
    cloudOnly: true,
    isGlobalAdministrator: true,
    methodsRegistered: null,
    passkeys: null,
  }
  const told: FactBook = { [emergencyAccounts.name]: known([account], now) }
  const excluding = (...excludeUsers: readonly string[]) => [policy({ controls: ['mfa'], users: { excludeUsers } })]
  const compare = (book: FactBook) =>
    policyDrift(
      { ...before({ policies: excluding(emergency.toUpperCase(), 'other') }), ...book },
      { ...after({ policies: excluding('other') }), ...book },
      [],
    )
  expect(compare(told)).toMatchObject([
    { severity: 'critical', breaks: expect.stringContaining('emergency account') as unknown },
  ])
  expect(compare({})).toMatchObject([{ severity: 'high' }])
  expect(drift({ policies: excluding('a') }, { policies: excluding('a', 'b') })).toMatchObject([{ severity: 'high' }])
})

test('a policy on registering that is gone is high, a disabled one that is gone is nothing', () => {
  const guard = policy({ userAction: true, strength: ids.bootstrapStrength })
  expect(drift({ policies: [guard] }, { policies: [] })).toMatchObject([{ severity: 'high', after: null }])
  expect(drift({ policies: [{ ...guard, state: 'disabled' }] }, { policies: [] })).toMatchObject([
    { severity: 'low', breaks: null },
  ])
  expect(drift({ policies: [] }, { policies: [guard] })).toMatchObject([{ severity: 'critical', before: null }])
})

test('other grant controls at the door are high, a new name is nothing', () => {
  const asking = policy({ controls: ['mfa'] })
  expect(drift({ policies: [asking] }, { policies: [policy({ controls: ['mfa', 'compliantDevice'] })] })).toMatchObject(
    [{ severity: 'high' }],
  )
  expect(drift({ policies: [asking] }, { policies: [{ ...asking, displayName: 'Other' }] })).toMatchObject([
    { severity: 'low', breaks: null },
  ])
})

test('a strength that no longer takes the pass or passkeys is critical, and is told once though policies carry it', () => {
  const without = (gone: string) =>
    strengths.map((strength) => ({
      ...strength,
      allowedCombinations: strength.allowedCombinations.filter((combination) => !combination.startsWith(gone)),
    }))
  expect(drift({}, { strengths: without('temporaryAccessPass') })).toMatchObject([
    { severity: 'critical', subject: { kind: 'strength', id: ids.bootstrapStrength } },
  ])
  expect(drift({}, { strengths: without('fido2') }).map(({ severity }) => severity)).toEqual(['critical', 'critical'])
  const carrying = (allowedCombinations: readonly string[]) => ({
    ...gate,
    grantControls: {
      operator: 'OR' as const,
      builtInControls: [],
      authenticationStrength: { id: 'x', allowedCombinations },
    },
  })
  expect(drift({ policies: [carrying(['fido2'])] }, { policies: [carrying(['fido2', 'password,sms'])] })).toEqual([])
  const weaker = strengths.map((strength) => ({
    ...strength,
    allowedCombinations: [...strength.allowedCombinations, 'password,sms'],
  }))
  expect(drift({}, { strengths: weaker }).map(({ severity }) => severity)).toEqual(['medium', 'medium'])
})

test('security defaults switched on are high', () => {
  expect(drift({}, { securityDefaults: true })).toMatchObject([
    { severity: 'high', subject: { name: 'Security defaults' } },
  ])
  expect(drift({ securityDefaults: true }, {})).toMatchObject([{ severity: 'medium' }])
})

test('passwords that begin to expire are told', () => {
  const domain = (days: number) =>
    known(
      [{ id: 'contoso.com', isVerified: true, authenticationType: 'Managed', passwordValidityPeriodInDays: days }],
      now,
    )
  const compare = (one: number, other: number) =>
    policyDrift({ [domains.name]: domain(one) }, { [domains.name]: domain(other) }, [])
  expect(compare(passwordNeverExpiresDays, 90)).toMatchObject([
    { severity: 'medium', subject: { kind: 'domain', name: 'contoso.com' } },
  ])
  expect(compare(90, passwordNeverExpiresDays)).toMatchObject([{ severity: 'low', breaks: null }])
})

test('a policy that was read at one moment only is untold, never unchanged', () => {
  expect(drift({}, { policies: null })).toMatchObject([
    { path: '', severity: 'medium', says: expect.stringContaining('cannot be told') as unknown },
  ])
  const refused = unknown({ kind: 'refused', call: 'GET /domains', permission: 'Domain.Read.All' }, now)
  expect(policyDrift({ [domains.name]: known([], now) }, { [domains.name]: refused }, [])[0]?.says).toContain(
    'Domain.Read.All',
  )
  expect(policyDrift({}, {}, [])).toEqual([])
})

const event = (change: Partial<PolicyChange> = {}): PolicyChange => ({
  id: 'e1',
  at: now.add({ hours: 1 }).toString(),
  activity: 'Update conditional access policy',
  target: 'Gate',
  targetId: ids.gate,
  by: 'admin@contoso.com',
  ...change,
})
const switched = (changes: readonly PolicyChange[]) =>
  drift({ policies: [gate] }, { policies: [{ ...gate, state: 'enabled' }] }, changes)

test('who and when come from the audit log: this policy, between the two readings', () => {
  expect(switched([event()])).toMatchObject([{ by: 'admin@contoso.com', at: event().at }])
  expect(switched([])).toMatchObject([{ by: null, at: null }])
  expect(switched([event({ targetId: ids.guard })])).toMatchObject([{ by: null, at: null }])
  expect(switched([event({ activity: 'Authentication Methods Policy Update' })])).toMatchObject([{ by: null }])
  expect(switched([event({ at: now.subtract({ hours: 1 }).toString() })])).toMatchObject([{ by: null }])
  expect(switched([event({ at: later.add({ hours: 1 }).toString() })])).toMatchObject([{ by: null }])
})

test('several people in that time leave open who did it', () => {
  const two = [event(), event({ id: 'e2', at: now.add({ hours: 2 }).toString(), by: 'other@contoso.com' })]
  expect(switched(two)).toMatchObject([{ by: null, at: two[1]?.at }])
})

test('the worst comes first', () => {
  const found = drift(
    {},
    {
      methods: methodsPolicy({ passkeys: { state: 'disabled' }, policyMigrationState: 'preMigration' }),
      securityDefaults: true,
    },
  )
  expect(found.map(({ severity }) => severity)).toEqual(['critical', 'high', 'medium'])
  expect(found[0]?.says).toBe(
    'Method Fido2: state changed from enabled to disabled. Nobody can register or use a passkey any more.',
  )
  expect(found[1]?.says).toMatch(/^Security defaults changed from false to true\. /)
})

test('what a list lost and gained is named, as far as it fits', () => {
  const [found] = ofMethods(allowing('a', 'b', 'c', 'd', 'e'), allowing('e', 'f'))
  expect(found?.says).toMatch(
    /^Passkey profile Everybody: keyRestrictions > aaGuids lost a, b, c and 1 more and gained f\. /,
  )
  expect(drift({ policies: [] }, { policies: [gate] })[0]?.says).toMatch(/^Gate was added\. /)
  expect(ofMethods(methodsPolicy(), methodsPolicy({ campaign: campaign({ state: 'default' }) }))[0]?.says).toMatch(
    /^Registration campaign: state changed from disabled to default\. /,
  )
})
