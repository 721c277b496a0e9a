// Stream: the devices that Entra knows, with the one owner each may have. Microsoft Graph v1.0, "List devices".

import { z } from 'zod'
import type { Device } from '#domain/people/device.ts'
import { defineCall } from '../call.ts'
import { instantOrNull, maybeBoolean, maybeInstant, maybeText, text } from '../field.ts'

export const deviceSchema = z.looseObject({
  id: text,
  operatingSystem: maybeText,
  operatingSystemVersion: maybeText,
  manufacturer: maybeText,
  model: maybeText,
  trustType: maybeText,
  isManaged: maybeBoolean,
  isCompliant: maybeBoolean,
  approximateLastSignInDateTime: maybeInstant,
  registeredOwners: z.array(z.looseObject({ id: text })).nullish(),
})

const select = Object.keys(deviceSchema.shape)
  .filter((name) => name !== 'registeredOwners')
  .join(',')

export const entraDevicesCall = defineCall({
  call: 'GET /devices',
  permission: 'Device.Read.All',
  licence: null,
  fact: 'entra-devices',
  path: `/v1.0/devices?$select=${select}&$expand=registeredOwners($select=id)&$top=999`,
  probe: '/v1.0/devices?$select=id&$top=1',
  budget: 'directory',
  units: 2,
  graphType: 'device',
  version: 'v1.0',
  schema: deviceSchema,
})

/** The same list where $expand is refused. */
export const entraDevicesWithoutOwnersPath = `/v1.0/devices?$select=${select}&$top=999`

/** How many devices there are, as text. */
export const entraDevicesCountPath = '/v1.0/devices/$count'

/** A device of the directory; the owner is null where there is none or owners were not told. */
export function entraDeviceFrom(device: z.infer<typeof deviceSchema>): Device {
  return {
    id: device.id.toLowerCase(),
    source: 'entra',
    ownerId: device.registeredOwners?.[0]?.id.toLowerCase() ?? null,
    operatingSystem: device.operatingSystem ?? null,
    osVersion: device.operatingSystemVersion ?? null,
    manufacturer: device.manufacturer ?? null,
    model: device.model ?? null,
    trustType: device.trustType ?? null,
    managed: device.isManaged ?? null,
    compliant: device.isCompliant ?? null,
    lastSeenAt: instantOrNull(device.approximateLastSignInDateTime),
  }
}
