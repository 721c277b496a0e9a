import { expect, test } from 'vitest'
import { intuneDeviceFrom } from './intune-devices.ts'

const device = () => ({
  id: 'D1',
  userId: 'C0A70000-0000-4000-8000-000000000001',
  userPrincipalName: 'Lena@contoso.com',
  operatingSystem: 'iOS',
  complianceState: 'compliant',
  lastSyncDateTime: '2026-11-21T20:11:00Z',
})

test('a managed device belongs to its user id', () => {
  expect(intuneDeviceFrom(device())).toMatchObject({
    id: 'd1',
    source: 'intune',
    ownerId: 'c0a70000-0000-4000-8000-000000000001',
    compliant: true,
    managed: true,
    lastSeenAt: '2026-11-21T20:11:00Z',
  })
})

test('an owner who is named by UPN only is kept by UPN, and an empty owner is nobody', () => {
  expect(intuneDeviceFrom({ ...device(), userId: '' }).ownerId).toBe('upn:lena@contoso.com')
  expect(intuneDeviceFrom({ ...device(), userId: null, userPrincipalName: '' }).ownerId).toBeNull()
  expect(
    intuneDeviceFrom({ ...device(), userId: '00000000-0000-0000-0000-000000000000', userPrincipalName: null }).ownerId,
  ).toBeNull()
})

test.each([
  ['compliant', true],
  ['noncompliant', false],
  ['inGracePeriod', false],
  ['unknown', null],
  [null, null],
])('compliance %s is %s', (complianceState, compliant) => {
  expect(intuneDeviceFrom({ ...device(), complianceState }).compliant).toBe(compliant)
})

test("Microsoft's first day of the calendar means never seen", () => {
  expect(intuneDeviceFrom({ ...device(), lastSyncDateTime: '0001-01-01T00:00:00Z' }).lastSeenAt).toBeNull()
})
