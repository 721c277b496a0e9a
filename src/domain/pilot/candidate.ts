// What choosing a pilot needs to know of a person, as plain values, and who is left out of it and why.

import type { DeviceFamily } from '../devices/device-family.ts'
import type { OsBand } from '../devices/os-band.ts'
import type { Tier } from '../people/judgement.ts'
import type { PersonCase } from '../people/person-case.ts'
import type { PersonId } from '../shared/ids.ts'

/** A device of a person as the strata of a pilot see it. */
export type PilotDevice = { readonly family: DeviceFamily; readonly osBand: OsBand | null }

/** Days off, both ends included. */
export type LeaveRange = { readonly from: Temporal.PlainDate; readonly to: Temporal.PlainDate }

/** A person of the tenant, eligible or not. Null is "not known" and never counts for or against anything. */
export type PilotCandidate = {
  readonly id: PersonId
  readonly upn: string
  /** Every known device: a phone and a computer cover two families. Empty when none is known. */
  readonly devices: readonly PilotDevice[]
  readonly department: string | null
  /** Office or city. */
  readonly place: string | null
  /** ISO 3166 code. */
  readonly country: string | null
  /** BCP 47 tag; only the language itself counts. */
  readonly language: string | null
  readonly isIt: boolean | null
  readonly isExecutive: boolean | null
  /** The passkeys that the person's profile asks for: attested ones only, or synced ones too. */
  readonly profile: 'synced' | 'attested' | null
  readonly tier: Tier
  readonly kind: PersonCase['kind']
  readonly accountEnabled: boolean | null
  readonly namedAs: PersonCase['namedAs']
  readonly onLeave: readonly LeaveRange[]
  readonly managerId: PersonId | null
}

/** Why a person is not in the draw. */
export type LeftOutReason =
  | 'emergency'
  | 'service'
  | 'shared'
  | 'guest'
  | 'disabled'
  | 'barred'
  | 'on-leave'
  | 'executive'

/** A sentence for each reason. */
export const leftOutWords: Readonly<Record<LeftOutReason, string>> = {
  emergency: 'An emergency account is no person and stays outside every policy.',
  service: 'A service account is no person.',
  shared: 'A shared account has no one person to ask.',
  guest: 'Guests sign in at home, in their own tenant.',
  disabled: 'The account is disabled.',
  barred: 'Barred from the pilot by hand.',
  'on-leave': 'On leave on every workday of the pilot.',
  executive: 'Executives are left out unless asked for or pinned.',
}

/** Reasons that say an account is not a person of the rollout at all: its devices are not counted in the fleet. */
const outsideRollout: ReadonlySet<LeftOutReason> = new Set(['emergency', 'service', 'shared', 'guest', 'disabled'])

/** Whether somebody left out for this reason still belongs to the fleet that the pilot speaks for. */
export function isInFleet(reason: LeftOutReason | null): boolean {
  return reason === null || !outsideRollout.has(reason)
}

/** The choices that bear on who is left out. */
export type DrawRules = {
  readonly barred: ReadonlySet<PersonId>
  readonly pinned: ReadonlySet<PersonId>
  readonly includeExecutives: boolean
  /** The workdays of the pilot, in order. */
  readonly workdays: readonly Temporal.PlainDate[]
}

/** Why a person is left out; null when they are in the draw. An account of which nobody says that it is disabled counts as enabled. */
export function leftOutReason(person: PilotCandidate, rules: DrawRules): LeftOutReason | null {
  if (person.namedAs !== null) return person.namedAs
  if (person.kind !== 'member') return 'guest'
  if (person.accountEnabled === false) return 'disabled'
  if (rules.barred.has(person.id)) return 'barred'
  if (rules.workdays.length > 0 && daysPresent(person, rules.workdays) === 0) return 'on-leave'
  if (person.isExecutive === true && !rules.includeExecutives && !rules.pinned.has(person.id)) return 'executive'
  return null
}

/** On how many of the workdays a person is there. */
export function daysPresent(person: Pick<PilotCandidate, 'onLeave'>, workdays: readonly Temporal.PlainDate[]): number {
  if (person.onLeave.length === 0) return workdays.length
  const away = (day: Temporal.PlainDate) =>
    person.onLeave.some(
      ({ from, to }) => Temporal.PlainDate.compare(from, day) <= 0 && Temporal.PlainDate.compare(day, to) <= 0,
    )
  return workdays.filter((day) => !away(day)).length
}
