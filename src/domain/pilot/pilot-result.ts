// What happened to the people of a pilot, recorded or simulated: the only thing its report is made from.

import type { DeviceFamily } from '../devices/device-family.ts'
import type { OsBand } from '../devices/os-band.ts'
import type { PersonId } from '../shared/ids.ts'

/** A failure that somebody met: how it looks is the failure mode's own page. */
export type PilotFailure = {
  /** Id of the failure mode. */
  readonly mode: string
  readonly family: DeviceFamily
  readonly osBand: OsBand | null
  /** Step of the guide at which it happened; null when nobody noted it. */
  readonly step: string | null
}

/** One person of the pilot. */
export type PilotResult = {
  readonly id: PersonId
  /** Family and band of the device on which the person enrolled or tried to. */
  readonly family: DeviceFamily
  readonly osBand: OsBand | null
  /** Whether they have tried at all; null when nobody knows. */
  readonly tried: boolean | null
  /** Whether they have a passkey that is accepted; null when nobody knows. */
  readonly enrolled: boolean | null
  /** Minutes from the start to the passkey; null when not measured. */
  readonly minutes: number | null
  /** The sign-in on a second device on a later day; null when it was not tried. */
  readonly secondDevice: 'worked' | 'failed' | null
  /** Help requests of this person about passkeys; null when the desk's count was not read. */
  readonly tickets: number | null
  readonly failures: readonly PilotFailure[]
}

/** All results with what they speak of. */
export type PilotRecord = {
  readonly source: 'recorded' | 'simulated'
  readonly startedOn: Temporal.PlainDate
  /** The last day that the results speak of. */
  readonly through: Temporal.PlainDate
  readonly results: readonly PilotResult[]
  /** Failure modes whose fix is in the runbook. */
  readonly fixesKnown: ReadonlySet<string>
}
