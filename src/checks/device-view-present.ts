// Check: it is known which devices people hold. Without it enrolment cannot be seen by device family, and the families that stall stay hidden.

import { cannotTell, defineCheck, fail, pass } from '#domain/readiness/check.ts'
import { deviceFleet } from '#domain/tenant/device-fleet.ts'
import { entraPage } from './parts/portal.ts'

/** The share of enabled members with a known device below which figures by family mislead. Ours: the figure must cover nine in ten. */
export const deviceShareMin = 0.9

export default defineCheck({
  id: 'device-view-present',
  severity: 'medium',
  title: 'The devices of nine people in ten are known.',
  why: 'The registration report says who enrolled, not on what. A family that stalls is found, and helped, only where the devices are known.',
  features: ['S7', 'P3.7'],
  reference: 'https://learn.microsoft.com/entra/identity/devices/overview',
  needs: { fleet: deviceFleet },
  judge({ fleet }) {
    if (fleet.intuneDevices === null && fleet.entraDevices === null)
      return cannotTell('Neither Intune nor Entra devices could be read.', [
        'Devices: grant DeviceManagementManagedDevices.Read.All or Device.Read.All, or import a device export.',
      ])
    if (fleet.peopleInAll === 0) return cannotTell('No enabled member was read.', ['The list of people.'])
    const share = Math.floor((100 * fleet.peopleWithDevice) / fleet.peopleInAll)
    const says = `A device is known for ${fleet.peopleWithDevice} of ${fleet.peopleInAll} people (${share} %).`
    if (fleet.peopleWithDevice >= deviceShareMin * fleet.peopleInAll) return pass(says)
    const without = fleet.peopleInAll - fleet.peopleWithDevice
    return fail(
      says,
      [{ kind: 'setting', id: 'devices', name: 'Devices', detail: `${without} people without` }],
      without,
    )
  },
  remedy: () => ({
    portal: entraPage('Devices', 'All devices'),
    note: 'Read both Intune and Entra, or import their exports; the walkthrough records the device of whoever opens it.',
  }),
})
