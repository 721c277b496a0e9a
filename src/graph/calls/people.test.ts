import { expect, test } from 'vitest'
import { personFrom, userSelect, type userSchema } from './people.ts'
import type { z } from 'zod'

const user = (): z.infer<typeof userSchema> => ({
  id: 'C0A70000-0000-4000-8000-000000000001',
  userPrincipalName: 'Lena.Okafor@contoso.com',
  userType: 'Member',
  accountEnabled: true,
  department: null,
  assignedLicenses: [{ skuId: 'x' }],
  manager: { id: 'C0A70000-0000-4000-8000-000000000002' },
})

test('ids are lower case, names are kept as they are, null stays null and absent stays absent', () => {
  expect(personFrom(user(), true)).toEqual({
    id: 'c0a70000-0000-4000-8000-000000000001',
    userPrincipalName: 'Lena.Okafor@contoso.com',
    userType: 'Member',
    accountEnabled: true,
    department: null,
    licensed: true,
    managerId: 'c0a70000-0000-4000-8000-000000000002',
  })
})

test('a person without a manager has none only where managers were asked for', () => {
  const { manager: _none, ...alone } = user()
  expect(personFrom(alone, true).managerId).toBeNull()
  expect('managerId' in personFrom(alone, false)).toBe(false)
})

test('no licence is told apart from licences that were not told', () => {
  expect(personFrom({ ...user(), assignedLicenses: [] }, true).licensed).toBe(false)
  const { assignedLicenses: _untold, ...rest } = user()
  expect('licensed' in personFrom(rest, true)).toBe(false)
})

test('the manager is expanded, not selected', () => {
  expect(userSelect.split(',')).toContain('assignedLicenses')
  expect(userSelect.split(',')).not.toContain('manager')
})
