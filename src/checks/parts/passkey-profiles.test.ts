import { describe, expect, test } from 'vitest'
import type { PasskeyConfiguration, PasskeyProfile } from '#domain/tenant/authentication-methods-policy.ts'
import {
  admitsProvider,
  allowsDeviceBound,
  allowsSynced,
  changeProfiles,
  isOpen,
  isStrict,
  passkeyRequest,
  profilesInUse,
  profilesOf,
  unreadableProfile,
} from './passkey-profiles.ts'

const apple = 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd'
const google = 'ea9b8d66-4d01-1d21-3ce4-b6b48cb575d4'

function profile(change: Partial<PasskeyProfile> = {}): PasskeyProfile {
  return {
    id: '00000000-0000-0000-0000-000000000001',
    name: 'Default',
    passkeyTypes: 'deviceBound,synced',
    attestationEnforcement: 'disabled',
    keyRestrictions: null,
    ...change,
  }
}

function restricted(enforcementType: 'allow' | 'block', aaGuids: readonly string[], isEnforced = true) {
  return profile({ keyRestrictions: { isEnforced, enforcementType, aaGuids } })
}

function tenant(change: Partial<PasskeyConfiguration> = {}): PasskeyConfiguration {
  return {
    id: 'Fido2',
    '@odata.type': '#microsoft.graph.fido2AuthenticationMethodConfiguration',
    state: 'enabled',
    includeTargets: [{ id: 'all_users', targetType: 'group', allowedPasskeyProfiles: [profile().id] }],
    excludeTargets: [],
    passkeyProfiles: [profile(), profile({ id: 'e47a833c-5dfa-45f1-9471-bb0cf0eb425b', name: 'Unused' })],
    ...change,
  }
}

describe('types', () => {
  test('the flags come as one string, with or without blanks', () => {
    expect([allowsSynced(profile()), allowsDeviceBound(profile())]).toEqual([true, true])
    const spaced = profile({ passkeyTypes: 'synced, deviceBound' })
    expect([allowsSynced(spaced), allowsDeviceBound(spaced)]).toEqual([true, true])
    const bound = profile({ passkeyTypes: 'deviceBound' })
    expect([allowsSynced(bound), allowsDeviceBound(bound)]).toEqual([false, true])
  })

  test('absent types allow nothing, and are said to be unreadable', () => {
    expect(allowsSynced(profile({ passkeyTypes: null }))).toBe(false)
    expect(unreadableProfile(tenant({ passkeyProfiles: [profile({ passkeyTypes: null })] }))?.verdict).toBe('unknown')
    expect(unreadableProfile(tenant())).toBeUndefined()
  })
})

describe('providers', () => {
  test('an allow list admits what it names, in either case; a block list the rest', () => {
    expect(admitsProvider(restricted('allow', [apple.toUpperCase()]), apple)).toBe(true)
    expect(admitsProvider(restricted('allow', [apple]), google)).toBe(false)
    expect(admitsProvider(restricted('block', [apple]), apple)).toBe(false)
    expect(admitsProvider(restricted('block', [apple]), google)).toBe(true)
  })

  test('a list that is not enforced restricts nobody', () => {
    expect(admitsProvider(restricted('allow', [apple], false), google)).toBe(true)
  })
})

describe('kinds of profile', () => {
  test('open is all types, no attestation, no list', () => {
    expect(isOpen(profile())).toBe(true)
    expect(isOpen(profile({ attestationEnforcement: 'registrationOnly' }))).toBe(false)
    expect(isOpen(restricted('block', []))).toBe(false)
  })

  test('strict is device-bound and attested; neither alone is enough', () => {
    const strict = { passkeyTypes: 'deviceBound', attestationEnforcement: 'registrationOnly' } as const
    expect(isStrict(profile(strict))).toBe(true)
    expect(isStrict(profile({ ...strict, attestationEnforcement: 'disabled' }))).toBe(false)
    expect(isStrict(profile({ ...strict, passkeyTypes: 'deviceBound,synced' }))).toBe(false)
  })
})

describe('use', () => {
  test('only profiles that a target names are in use', () => {
    expect(profilesInUse(tenant()).map(({ name }) => name)).toEqual(['Default'])
    expect(profilesInUse(tenant({ includeTargets: [] }))).toEqual([])
  })

  test('an id that names no profile gives none', () => {
    expect(profilesOf(tenant(), { id: 'all_users', targetType: 'group', allowedPasskeyProfiles: [apple] })).toEqual([])
  })
})

describe('the request', () => {
  test('sends all collections back with the change laid over, and neither of the deprecated settings', () => {
    const old = tenant({
      isAttestationEnforced: true,
      keyRestrictions: { isEnforced: true, enforcementType: 'allow', aaGuids: [] },
    })
    const { body } = passkeyRequest(old, { excludeTargets: [{ id: 'x', targetType: 'group' }] })
    expect(Object.keys(body as object)).toEqual(['@odata.type', 'includeTargets', 'excludeTargets', 'passkeyProfiles'])
    expect(body).toMatchObject({ excludeTargets: [{ id: 'x' }], passkeyProfiles: [{}, {}], includeTargets: [{}] })
  })

  test('a tenant that has no profiles is sent none', () => {
    const { passkeyProfiles: _none, ...old } = tenant()
    expect(passkeyRequest(old, {}).body).not.toHaveProperty('passkeyProfiles')
  })

  test('a changed profile stays in its place beside the others', () => {
    const changed = changeProfiles(tenant(), [profile()], (each) => ({ ...each, name: 'New' }))
    expect(changed.map(({ name }) => name)).toEqual(['New', 'Unused'])
  })

  test('annotations of the answer are not sent back', () => {
    const noisy = {
      ...tenant(),
      includeTargets: [{ id: 'all_users', targetType: 'group' as const, '@odata.context': 'x' }],
    }
    expect(JSON.stringify(passkeyRequest(noisy, {}))).not.toContain('@odata.context')
  })
})
