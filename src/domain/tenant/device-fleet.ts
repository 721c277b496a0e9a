// Fact: the devices in numbers, from Intune and Entra, and how many people they cover. The devices themselves are rows.

import { defineFact } from './fact.ts'

export type DeviceFleet = {
  /** Read from Intune; null when Intune could not be read. */
  readonly intuneDevices: number | null
  /** Read from Entra; null when Entra could not be read. */
  readonly entraDevices: number | null
  /** Enabled members with at least one known device, of all enabled members. */
  readonly peopleWithDevice: number
  readonly peopleInAll: number
  /** Devices by operating system as the source spells it. */
  readonly byOperatingSystem: { readonly [operatingSystem: string]: number }
}

export const deviceFleet = defineFact<DeviceFleet>()({
  name: 'device-fleet',
  title: 'Devices',
  requirement: {
    call: 'GET /deviceManagement/managedDevices',
    permission: 'DeviceManagementManagedDevices.Read.All',
    licence: 'Microsoft Intune',
    why: 'Whether a person holds a device that can keep a passkey, and which family will need help.',
  },
  maxAgeHours: 168,
})
