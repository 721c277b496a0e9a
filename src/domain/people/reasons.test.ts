import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyHidden, anyPerson, anyTenant, hide } from './arbitrary.fixture.ts'
import {
  authenticatorOnly,
  facts,
  ids,
  method,
  methodsPolicy,
  now,
  openProfile,
  person,
  policy,
  strengths,
  type TenantChanges,
} from './judging.fixture.ts'
import { judgePerson } from './judge-person.ts'
import type { PersonJudgement } from './judgement.ts'
import type { PersonCase } from './person-case.ts'
import { actionAgainst, entryOf, explainReason, nextStep, reasonCatalogue } from './reasons.ts'
import { tenantRules } from './tenant-rules.ts'

const codesIn = ({ nextAction, reasons, pathToday, pathWhenRequired }: PersonJudgement): readonly string[] => [
  nextAction,
  ...reasons,
  ...[pathToday, pathWhenRequired].flatMap((path) =>
    path.state === 'closed' ? path.closedBy : path.state === 'unknown' ? path.because : [],
  ),
]

const appOnly = methodsPolicy({ passkeys: { passkeyProfiles: [authenticatorOnly] } })

/** Corners that chance meets too seldom. */
const corners: readonly (readonly [Partial<PersonCase>, TenantChanges])[] = [
  [{ accountEnabled: null }, {}],
  [{ methods: ['mobilePhone', 'hologram'] }, {}],
  [{ devices: [] }, {}],
  [{ methods: ['windowsHelloForBusiness'] }, { methods: appOnly }],
  [{ devices: ['none'] }, { methods: appOnly }],
  [{}, { policies: [policy({ userAction: true, controls: ['compliantDevice'] })] }],
  [{ methods: ['windowsHelloForBusiness'], devices: ['authenticator'] }, {}],
  [{ methods: ['windowsHelloForBusiness'], devices: ['windows'] }, {}],
  [{}, { policies: [policy({ controls: ['block'], users: { excludeRoles: [ids.role] } })], roles: null }],
  [
    { methods: ['hardwareOneTimePasscode'] },
    {
      methods: methodsPolicy({
        methods: [method('HardwareOath', { state: 'disabled' }), method('TemporaryAccessPass', { state: 'disabled' })],
      }),
    },
  ],
  [
    { devices: ['samsung-vault'] },
    { methods: methodsPolicy({ passkeys: { passkeyProfiles: [{ ...openProfile, passkeyTypes: 'synced' }] } }) },
  ],
  [
    { methods: ['passKeySynced'] },
    {
      policies: [policy({ strength: strengths[0]?.id ?? '' })],
      strengths: strengths.map((strength) => ({
        ...strength,
        combinationConfigurations: [{ id: 'c', allowedAAGUIDs: ['x'] }],
      })),
      methods: methodsPolicy({ methods: [method('TemporaryAccessPass', { state: 'disabled' })] }),
    },
  ],
  [
    {},
    { policies: [policy({ controls: ['block'], conditions: { clientAppTypes: ['mobileAppsAndDesktopClients'] } })] },
  ],
  [
    {},
    {
      methods: methodsPolicy({
        methods: [method('Sms', { state: 'disabled' }), method('Voice', { state: 'disabled' })],
      }),
    },
  ],
]

function codesSeen(): ReadonlySet<string> {
  const seen = new Set<string>()
  const note = (who: PersonCase, tenant: TenantChanges) => {
    for (const code of codesIn(judgePerson(who, tenantRules(facts(tenant), now)))) seen.add(code)
  }
  for (const [who, tenant] of corners) note(person(who), tenant)
  fc.assert(
    fc.property(anyPerson, anyTenant, anyHidden, fc.boolean(), (who, tenant, hidden, isHidden) => {
      const less = isHidden ? hide(tenant, who, hidden) : { person: who, tenant }
      note(less.person, less.tenant)
    }),
    { seed: 20270201, numRuns: 1500 },
  )
  return seen
}

const seen = codesSeen()

test('every code that a judgement carries has its sentence', () => {
  for (const code of seen) expect(entryOf(code), code).not.toBeNull()
})

test('no entry is dead: each occurs in some judgement', () => {
  const idsSeen = new Set([...seen].map((code) => code.split(':')[0]))
  expect(Object.keys(reasonCatalogue).filter((id) => !idsSeen.has(id))).toEqual([])
})

test('every entry is a sentence, and its action is an entry of its own', () => {
  for (const [id, entry] of Object.entries(reasonCatalogue)) {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(entry.says, id).toMatch(/^[A-Z].*\.$/)
    if (entry.next !== null) expect(entry.next, id).toMatch(/^[A-Z].*\.$/)
    expect(entry.says.includes('{name}'), id).toBe(entry.named)
    if (entry.action !== null) expect(entryOf(entry.action), id).not.toBeNull()
  }
})

test('a code with a parameter shows its name, or the parameter itself', () => {
  const names = (id: string) => (id === ids.guard ? 'Guard $& registration' : null)
  expect(explainReason(`policy-blocks-registration:${ids.guard}`, names)).toBe(
    'The policy Guard $& registration blocks the registration.',
  )
  expect(explainReason('unknown-method:a:b')).toBe('Has a method that Keywave cannot place: a:b.')
  expect(explainReason('passkey-target-without-profile:all_users')).toContain('all users')
})

test('a code that is none is shown as it is and not swallowed', () => {
  for (const code of ['no-such-code', 'policy-blocks-registration', 'phone-only:x', 'toString', '']) {
    expect(entryOf(code)).toBeNull()
    expect(explainReason(code)).toBe(code)
    expect(nextStep(code)).toBeNull()
  }
  expect(nextStep('phone-only')).toBe('Have a passkey registered before the date.')
})

test('the first code against which anything can be done gives the action', () => {
  expect(actionAgainst(['phone-only', 'pass-off', 'passkeys-off'])).toBe('put-in-pass-scope')
  expect(actionAgainst(['passkeys-off', 'pass-off'])).toBe('allow-passkeys')
  expect(actionAgainst([])).toBe('check-policy')
})
