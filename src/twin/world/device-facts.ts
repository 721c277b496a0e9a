// Which devices a person has: at most one computer, one phone and one tablet that the directory knows, drawn by department and market.

import { draw } from './chance.ts'
import { linuxComputers, macs, tabletVersions, windowsComputers } from './computer-models.ts'
import { deviceFigures } from './figures.ts'
import type { People, Person } from './person.ts'
import { type PhoneModel, phoneModelOf } from './phone-models.ts'
import { purpose } from './purposes.ts'

/** The places of a person's devices; a device's index is rank × 4 + slot. */
export const slots = { computer: 0, phone: 1, tablet: 2 } as const

/** A device the directory knows. */
export type DeviceFact = {
  readonly index: number
  readonly slot: 0 | 1 | 2
  readonly system: 'Windows' | 'macOS' | 'Linux' | 'iOS' | 'Android'
  readonly manufacturer: string
  readonly model: string
  /** What people call it; the model where they call it nothing. */
  readonly name: string
  readonly version: string
  readonly managed: boolean
  readonly trustType: 'AzureAd' | 'ServerAd' | 'Workplace'
  readonly compliant: boolean
}

/** Bits of `known`: 1 computer, 2 phone, 4 tablet. Cheap: no person is made. */
export function knownDevices(people: People, rank: number): number {
  if (rank >= people.roster.employees) return 0
  const key = people.keyOf(rank)
  const frontline = people.isFrontline(rank)
  const computers = frontline ? deviceFigures.frontlineComputers : deviceFigures.officeComputers
  let known = 0
  if (draw(key, purpose.computer) < computers) known |= 1
  if (draw(key, purpose.phone) < deviceFigures.phones) known |= 2
  if (!frontline && draw(key, purpose.tablet) < deviceFigures.tablets) known |= 4
  return known
}

/** Bits of the known devices that Intune manages. */
export function managedDevicesOf(people: People, rank: number): number {
  const known = knownDevices(people, rank)
  if (known === 0) return 0
  const key = people.keyOf(rank)
  let managed = known & 4
  if (draw(key, purpose.computerManaged) < deviceFigures.managedComputers) managed |= known & 1
  if (draw(key, purpose.phoneManaged) < deviceFigures.managedPhones) managed |= known & 2
  return managed
}

/** The phone in a person's pocket, whether or not the directory knows it: it decides which passkey the person makes. */
export function pocketPhone(person: Person): PhoneModel {
  return phoneModelOf(person.place.phones, draw(person.key, purpose.phoneModel), draw(person.key, purpose.phoneOwner))
}

/** The devices of a person in slot order. */
export function devicesOf(people: People, person: Person): readonly DeviceFact[] {
  const known = knownDevices(people, person.rank)
  if (known === 0) return []
  const managed = managedDevicesOf(people, person.rank)
  const devices: DeviceFact[] = []
  if ((known & 1) !== 0) devices.push(computerOf(person, (managed & 1) !== 0))
  if ((known & 2) !== 0) devices.push(phoneOf(person, (managed & 2) !== 0))
  if ((known & 4) !== 0) devices.push(tabletOf(person))
  return devices
}

function computerOf(person: Person, managed: boolean): DeviceFact {
  const { key } = person
  const kind = draw(key, purpose.computerKind)
  const creative = person.seat?.department.name === 'Marketing' || person.seat?.department.name === 'Engineering'
  const macShare = creative ? 0.3 : 0.07
  const models =
    kind < macShare ? macs : kind < macShare + (creative ? 0.03 : 0.002) ? linuxComputers : windowsComputers
  const computer = models.pick(draw(key, purpose.computerModel))
  const hybrid = computer.system === 'Windows' && draw(key, purpose.computerJoin) < 0.45
  return {
    index: person.rank * 4 + slots.computer,
    slot: slots.computer,
    system: computer.system,
    manufacturer: computer.manufacturer,
    model: computer.model,
    name: computer.model,
    version: computer.versions.pick(draw(key, purpose.computerVersion)),
    managed,
    trustType: hybrid ? 'ServerAd' : computer.system === 'Linux' ? 'Workplace' : 'AzureAd',
    compliant: managed && draw(key, purpose.compliant) < 0.92,
  }
}

function phoneOf(person: Person, managed: boolean): DeviceFact {
  const phone = pocketPhone(person)
  return {
    index: person.rank * 4 + slots.phone,
    slot: slots.phone,
    system: phone.system,
    manufacturer: phone.manufacturer,
    model: phone.model,
    name: phone.name,
    version: phone.versions.pick(draw(person.key, purpose.phoneVersion)),
    managed,
    trustType: 'Workplace',
    compliant: managed && draw(person.key, purpose.compliant) < 0.95,
  }
}

function tabletOf(person: Person): DeviceFact {
  return {
    index: person.rank * 4 + slots.tablet,
    slot: slots.tablet,
    system: 'iOS',
    manufacturer: 'Apple',
    model: 'iPad13,18',
    name: 'iPad (10th generation)',
    version: tabletVersions.pick(draw(person.key, purpose.tabletVersion)),
    managed: true,
    trustType: 'Workplace',
    compliant: true,
  }
}
