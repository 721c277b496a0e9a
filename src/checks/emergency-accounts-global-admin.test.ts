import { expect, test } from 'vitest'
import { globalAdministratorRole } from '#domain/shared/ids.ts'
import check from './emergency-accounts-global-admin.ts'
import { goodTenant, ids, judged, type TenantDraft } from './good-tenant.fixture.ts'

const changeFirst = (change: (account: TenantDraft['emergency'][number]) => void) => (tenant: TenantDraft) => {
  const [first] = tenant.emergency
  if (first !== undefined) change(first)
}

const held = (kinds: readonly ('active' | 'eligible')[], isGlobalAdministrator: boolean | null) =>
  goodTenant((tenant) => {
    tenant.roles.assignments = tenant.roles.assignments.filter(({ principalId }) => principalId !== ids.firstEmergency)
    for (const kind of kinds)
      tenant.roles.assignments.push({ principalId: ids.firstEmergency, roleTemplateId: globalAdministratorRole, kind })
    changeFirst((account) => {
      account.isGlobalAdministrator = isGlobalAdministrator
    })(tenant)
  })

test('an active role passes, held directly or through a group', () => {
  expect(judged(check, goodTenant()).verdict).toBe('pass')
  expect(judged(check, held([], true)).verdict).toBe('pass')
  expect(judged(check, held(['eligible', 'active'], true)).verdict).toBe('pass')
})

test('a role that must first be activated fails, and the request makes it active', () => {
  const result = judged(check, held(['eligible'], true))
  expect(result.verdict).toBe('fail')
  expect(result.concerns).toMatchObject([{ name: 'emergency-1@contoso.onmicrosoft.com', detail: 'eligible only' }])
  expect(result.remedy.requests).toEqual([
    {
      method: 'POST',
      url: '/v1.0/roleManagement/directory/roleAssignments',
      body: { principalId: ids.firstEmergency, roleDefinitionId: globalAdministratorRole, directoryScopeId: '/' },
    },
  ])
})

test('an account without the role fails', () => {
  expect(judged(check, held([], false)).verdict).toBe('fail')
})

test('a role that was not read is unknown', () => {
  expect(judged(check, held([], null)).verdict).toBe('unknown')
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
