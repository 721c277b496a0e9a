// One person in JSON, with devices and history, the same from the command line (person --json) and the API.

import type { Device } from '#domain/people/device.ts'
import type { Version } from '../ports.ts'
import type { PersonView } from '../show-person.ts'
import { presentInstant } from './moments.ts'
import { presentJudgement, presentPersonRow, type JudgementJson, type PersonRowJson } from './people.ts'

export type DeviceJson = {
  id: string
  source: Device['source']
  operatingSystem: string | null
  osVersion: string | null
  manufacturer: string | null
  model: string | null
  trustType: string | null
  managed: boolean | null
  compliant: boolean | null
  lastSeenAt: string | null
}

export type VersionJson<Value> = { from: string; until: string | null; value: Value }

/** What the directory holds of a person; what this source does not tell is left out. */
export type DirectoryJson = { [property: string]: string | boolean | null }

export type PersonJson = PersonRowJson & {
  tenant: string
  devices: DeviceJson[]
  /** Each oldest first as the store has it; `until` is null while it holds. */
  history: {
    person: VersionJson<DirectoryJson>[]
    methods: VersionJson<string[]>[]
    judgements: VersionJson<JudgementJson>[]
  }
}

/** One person with devices and how all of it came to be. */
export function presentPerson(view: PersonView): PersonJson {
  return {
    tenant: view.tenant,
    ...presentPersonRow(view),
    devices: view.devices.map(presentDevice),
    history: {
      person: view.history.person.map((version) => presentVersion(version, presentDirectory)),
      methods: view.history.methods.map((version) => presentVersion(version, (methods) => [...methods])),
      judgements: view.history.judgements.map((version) => presentVersion(version, presentJudgement)),
    },
  }
}

function presentDirectory(person: object): DirectoryJson {
  return Object.fromEntries(Object.entries(person).filter(([, value]) => value !== undefined))
}

function presentVersion<Value, Json>(version: Version<Value>, present: (value: Value) => Json): VersionJson<Json> {
  return { from: presentInstant(version.from), until: presentInstant(version.until), value: present(version.value) }
}

function presentDevice(device: Device): DeviceJson {
  return {
    id: device.id,
    source: device.source,
    operatingSystem: device.operatingSystem,
    osVersion: device.osVersion,
    manufacturer: device.manufacturer ?? null,
    model: device.model ?? null,
    trustType: device.trustType ?? null,
    managed: device.managed ?? null,
    compliant: device.compliant ?? null,
    lastSeenAt: device.lastSeenAt ?? null,
  }
}
