// Stream: the devices that Intune manages. Microsoft Graph v1.0, "List managedDevices"; nothing can be counted or
// filtered by system.

import { z } from 'zod'
import { isGuid } from '#domain/shared/ids.ts'
import type { Device } from '#domain/people/device.ts'
import { deviceFleet } from '#domain/tenant/device-fleet.ts'
import { defineCall } from '../call.ts'
import { instantOrNull, maybeInstant, maybeText, text } from '../field.ts'

export const managedDeviceSchema = z.looseObject({
  id: text,
  userId: maybeText,
  userPrincipalName: maybeText,
  operatingSystem: maybeText,
  osVersion: maybeText,
  manufacturer: maybeText,
  model: maybeText,
  complianceState: maybeText,
  lastSyncDateTime: maybeInstant,
})

const select = Object.keys(managedDeviceSchema.shape).join(',')

export const intuneDevicesCall = defineCall({
  call: deviceFleet.requirement.call ?? 'GET /deviceManagement/managedDevices',
  permission: deviceFleet.requirement.permission,
  licence: deviceFleet.requirement.licence,
  fact: 'intune-devices',
  path: `/v1.0/deviceManagement/managedDevices?$select=${select}&$top=1000`,
  probe: '/v1.0/deviceManagement/managedDevices?$select=id&$top=1',
  budget: 'intune',
  units: 1,
  graphType: 'managedDevice',
  version: 'v1.0',
  schema: managedDeviceSchema,
})

const nobody = '00000000-0000-0000-0000-000000000000'

/** A managed device. `unknown` compliance is unknown, not non-compliant. */
export function intuneDeviceFrom(device: z.infer<typeof managedDeviceSchema>): Device {
  return {
    id: device.id.toLowerCase(),
    source: 'intune',
    ownerId: ownerOf(device.userId, device.userPrincipalName),
    operatingSystem: device.operatingSystem ?? null,
    osVersion: device.osVersion ?? null,
    manufacturer: device.manufacturer ?? null,
    model: device.model ?? null,
    managed: true,
    compliant: complianceOf(device.complianceState),
    lastSeenAt: instantOrNull(device.lastSyncDateTime),
  }
}

function ownerOf(userId: string | null | undefined, userPrincipalName: string | null | undefined): string | null {
  if (userId != null && isGuid(userId) && userId !== nobody) return userId.toLowerCase()
  return userPrincipalName == null || userPrincipalName === '' ? null : `upn:${userPrincipalName.toLowerCase()}`
}

function complianceOf(state: string | null | undefined): boolean | null {
  if (state == null || state === 'unknown' || state === 'unknownFutureValue') return null
  return state === 'compliant'
}
