import { expect, test } from 'vitest'
import check from './emergency-accounts-passkeys-allowed.ts'
import { concerned, goodTenant, ids, judged, keyAaGuid, type TenantDraft } from './good-tenant.fixture.ts'

const changeFirst = (change: (account: TenantDraft['emergency'][number]) => void) => (tenant: TenantDraft) => {
  const [first] = tenant.emergency
  if (first !== undefined) change(first)
}

const otherKey = 'fbfc3007-154e-4ecc-8c0b-6e020557d7bd'
const restrictAll = (tenant: TenantDraft) => {
  for (const profile of tenant.passkeys.passkeyProfiles ?? [])
    profile.keyRestrictions = { isEnforced: true, enforcementType: 'allow', aaGuids: [otherKey] }
}

test('keys that the policy lets in pass', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
})

test('an account that is excluded by name fails, and the request ends that exclusion and no other', () => {
  const book = goodTenant((tenant) => {
    tenant.passkeys.excludeTargets = [
      { id: ids.firstEmergency, targetType: 'user' },
      { id: ids.staffGroup, targetType: 'group' },
    ]
  })
  const result = judged(check, book)
  expect(result.verdict).toBe('fail')
  expect(concerned(result)).toEqual(['emergency-1@contoso.onmicrosoft.com'])
  expect(result.remedy.requests).toMatchObject([
    { body: { excludeTargets: [{ id: ids.staffGroup }], includeTargets: [{}, {}], passkeyProfiles: [{}, {}] } },
  ])
})

test('an account in an excluded group fails, and no request touches the group', () => {
  const book = goodTenant((tenant) => {
    tenant.passkeys.excludeTargets = [{ id: ids.emergencyGroup, targetType: 'group' }]
  })
  expect(judged(check, book).verdict).toBe('fail')
  expect(judged(check, book).remedy.requests).toBeUndefined()
})

test('a key whose AAGUID no profile allows fails, because key restrictions count at sign-in', () => {
  const result = judged(check, goodTenant(restrictAll))
  expect(result.verdict).toBe('fail')
  expect(result.concerns[0]?.detail).toContain(keyAaGuid)
})

test('the old tenant-wide restrictions count where there are no profiles', () => {
  const book = goodTenant((tenant) => {
    delete tenant.passkeys.passkeyProfiles
    tenant.passkeys.keyRestrictions = { isEnforced: true, enforcementType: 'block', aaGuids: [keyAaGuid] }
  })
  expect(judged(check, book).verdict).toBe('fail')
})

test('an account outside every target, or a method that is off, fails', () => {
  const outside = goodTenant((tenant) => {
    tenant.passkeys.includeTargets = [
      { id: ids.staffGroup, targetType: 'group', allowedPasskeyProfiles: [ids.generalProfile] },
    ]
  })
  expect(judged(check, outside).verdict).toBe('fail')
  expect(
    judged(
      check,
      goodTenant((tenant) => {
        tenant.passkeys.state = 'disabled'
      }),
    ).verdict,
  ).toBe('fail')
})

test('groups or keys that were not read are unknown', () => {
  const unreadGroups = goodTenant((tenant) => {
    tenant.passkeys.excludeTargets = [{ id: ids.staffGroup, targetType: 'group' }]
    changeFirst((account) => {
      account.groupIds = null
    })(tenant)
  })
  expect(judged(check, unreadGroups).verdict).toBe('unknown')
  expect(
    judged(
      check,
      goodTenant(
        changeFirst((account) => {
          account.passkeys = null
        }),
      ),
    ).verdict,
  ).toBe('unknown')
})

test('accounts with certificates alone have no keys to let in', () => {
  const book = goodTenant((tenant) => {
    for (const account of tenant.emergency) account.passkeys = []
  })
  expect(judged(check, book).verdict).toBe('not-applicable')
})

test('nobody named is unknown and asks for names: accounts are never guessed', () => {
  const result = judged(
    check,
    goodTenant((tenant) => {
      tenant.emergency = []
    }),
  )
  expect(result.verdict).toBe('unknown')
  expect(result.missing.join(' ')).toContain('keywave accounts add')
})

test('an account that was not found is unknown here', () => {
  const lost = changeFirst((account) => {
    account.id = null
  })
  const result = judged(check, goodTenant(lost))
  expect(result.verdict).toBe('unknown')
  expect(result.missing.join(' ')).toContain('emergency-1@contoso.onmicrosoft.com')
})
