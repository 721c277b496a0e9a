// What a person has registered to sign in with, before any change: drawn by the shares of figures.ts, dated, and consistent with the
// phone in the pocket and the computer on the desk.

import type { AdminMethods, Admins } from './admins.ts'
import { draw, shuffle } from './chance.ts'
import { passkeyFigures, perUserMfaEnforcedShare, registrationFigures, windowsHelloShare } from './figures.ts'
import { type DeviceFact, devicesOf, pocketPhone } from './device-facts.ts'
import { dayMs, hourMs } from './iso-time.ts'
import type { People, Person } from './person.ts'
import { passkeyOf, type PasskeyFact, securityKeyOf } from './passkey-facts.ts'
import { purpose } from './purposes.ts'
import { mix } from '#domain/shared/random.ts'

/** One registered method. `names` are the entries it makes in userRegistrationDetails. */
export type MethodFact = {
  readonly kind:
    | 'mobilePhone'
    | 'officePhone'
    | 'email'
    | 'authenticator'
    | 'softwareOath'
    | 'windowsHello'
    | 'secureEnclave'
    | 'passkey'
    | 'temporaryAccessPass'
  readonly names: readonly string[]
  readonly createdMs: number
  readonly passkey?: PasskeyFact
  /** The device it lives on, as people name it. */
  readonly device?: string
}

/** What everybody has registered. */
export type Enrolment = {
  /** Whether the report has a row. Cheap: no person is made. */
  hasRow(rank: number): boolean
  /** Methods besides the password, oldest kind first; the same each time. */
  methodsOf(person: Person): readonly MethodFact[]
  /** How many people registered something in the 30 days before the start. */
  readonly recent: number
  /** The rank whose registration is the n-th newest of the 30 days. */
  recentRank(n: number): number
  /** When this person registered something in those days, in epoch milliseconds; undefined for nearly all. */
  recentMs(person: Person): number | undefined
  perUserMfaEnforced(rank: number): boolean
}

type Strongest = 'absent' | 'none' | 'phoneOnly' | 'passkey' | 'otherOnly' | 'authenticator'

/** How far back the audit log and the sign-ins reach. Source: audit data retention of Entra ID P1 and P2, 30 days. */
export const logDays = 30

/** Entries in the report by what is registered. The Authenticator app counts twice, as push and as code: seen in real bodies. */
export const reportNames = {
  mobilePhone: ['mobilePhone'],
  officePhone: ['officePhone'],
  email: ['email'],
  authenticator: ['microsoftAuthenticatorPush', 'softwareOneTimePasscode'],
  authenticatorSignIn: ['microsoftAuthenticatorPasswordless', 'microsoftAuthenticatorPush', 'softwareOneTimePasscode'],
  softwareOath: ['softwareOneTimePasscode'],
  windowsHello: ['windowsHelloForBusiness'],
  secureEnclave: ['macOsSecureEnclaveKey'],
  temporaryAccessPass: ['temporaryAccessPass'],
} as const

/** Builds the enrolment of a tenant. */
export function createEnrolment(people: People, admins: Admins, seed: number): Enrolment {
  const { roster, startMs } = people
  const recent = Math.round(roster.employees * registrationFigures.recently)
  const order = shuffle(roster.employees, mix(seed, 23))
  const spacingMs = (logDays * dayMs) / Math.max(1, recent)

  const recentMs = (person: Person): number | undefined => {
    if (person.kind !== 'employee' || person.joined || !person.enabled) return undefined
    const n = order.indexOf(person.rank)
    if (n >= recent) return undefined
    return Math.floor(startMs - (n + draw(person.key, purpose.methodAge)) * spacingMs)
  }

  const hasRow = (rank: number): boolean => {
    const key = people.keyOf(rank)
    switch (roster.kindOf(rank)) {
      case 'employee':
        return admins.methodsOf(rank) !== undefined || draw(key, purpose.registration) >= registrationFigures.absent
      case 'guest':
        return guestAccepted(key) && draw(key, purpose.registration) < 0.75
      case 'service':
        return draw(key, purpose.registration) < 0.5
      case 'emergency':
      case 'shared':
      case 'internalGuest':
        return true
      case 'deleted':
        break
    }
    return false
  }

  const methodsOf = (person: Person): readonly MethodFact[] => {
    if (!hasRow(person.rank)) return []
    switch (person.kind) {
      case 'employee': {
        const moment = recentMs(person)
        const appointed = admins.methodsOf(person.rank)
        return dated(employeeMethods(people, person, appointed, moment !== undefined), moment)
      }
      case 'emergency':
        return person.rank === roster.firstEmergency ? [emergencyKey(person, startMs)] : []
      case 'guest':
      case 'internalGuest':
        return guestMethods(people, person)
      case 'service':
      case 'shared':
      case 'deleted':
        break
    }
    return []
  }

  return {
    hasRow,
    methodsOf,
    recent,
    recentRank: order.at,
    recentMs,
    perUserMfaEnforced: (rank) =>
      rank < roster.employees && draw(people.keyOf(rank), purpose.perUserMfa) < perUserMfaEnforcedShare,
  }
}

/** Whether an invited guest has accepted. Assumed: 82 %. */
export function guestAccepted(key: number): boolean {
  return draw(key, purpose.guestState) < 0.82
}

function strongestOf(person: Person, appointed: AdminMethods | undefined, recently: boolean): Strongest {
  if (appointed !== undefined) {
    if (appointed === 'phoneOnly' || appointed === 'authenticator') return appointed
    return 'passkey'
  }
  const figures = registrationFigures
  let left = draw(person.key, purpose.registration) - figures.absent
  if (left < 0) return 'absent'
  // Joiners have hardly begun: half of them have nothing yet.
  const none = person.joined ? 0.5 : figures.none
  if ((left -= none) < 0) return 'none'
  if ((left -= figures.phoneOnly) < 0) return 'phoneOnly'
  if ((left -= figures.passkey) < 0) return 'passkey'
  if ((left -= figures.otherOnly) < 0) return 'otherOnly'
  // Whoever registers now is likelier to take the passkey that the sign-in page offers since September 2026.
  return recently && draw(person.key, purpose.recentUpgrade) < 0.4 ? 'passkey' : 'authenticator'
}

// The method registered last stands last; `dated` gives it the recent moment.
function employeeMethods(
  people: People,
  person: Person,
  appointed: AdminMethods | undefined,
  recently: boolean,
): MethodFact[] {
  const { key } = person
  const strongest = strongestOf(person, appointed, recently)
  const at = (ageDays: number) => momentOf(people, person, ageDays)
  const methods: MethodFact[] = []
  const add = (kind: MethodFact['kind'], names: readonly string[], ageDays: number, device?: string) =>
    methods.push({ kind, names, createdMs: at(ageDays), ...(device === undefined ? {} : { device }) })
  if (strongest === 'absent') return []
  if (draw(key, purpose.withEmail) < 0.22) add('email', reportNames.email, 900)
  if (strongest === 'none') {
    if (person.joined && draw(key, purpose.temporaryPass) < 0.3)
      add('temporaryAccessPass', reportNames.temporaryAccessPass, 0)
    return methods
  }
  const age = Math.floor(draw(key, purpose.passwordAge) * 1200)
  if (strongest === 'phoneOnly') {
    const kind = draw(key, purpose.phoneKind)
    if (kind > 0.9) add('officePhone', reportNames.officePhone, age)
    if (kind <= 0.9 || kind > 0.96) add('mobilePhone', reportNames.mobilePhone, age)
    return methods
  }
  if (draw(key, purpose.withPhone) < 0.5) add('mobilePhone', reportNames.mobilePhone, age)
  const devices = devicesOf(people, person)
  const desk = devices.find((device) => device.slot === 0 && device.managed)
  if (strongest === 'otherOnly') {
    addOther(desk, add)
    return methods
  }
  const withApp = strongest === 'authenticator' || draw(key, purpose.withAuthenticator) < 0.6
  if (withApp) {
    const signIn = draw(key, purpose.phoneSignIn) < 0.12
    add(
      'authenticator',
      signIn ? reportNames.authenticatorSignIn : reportNames.authenticator,
      age,
      pocketPhone(person).name,
    )
  }
  const windowsPasskey = strongest === 'passkey' && appointed === undefined && wantsWindowsPasskey(person, desk)
  if (!windowsPasskey) addHello(person, desk, add)
  if (strongest === 'passkey') addPasskeys(person, appointed, windowsPasskey, desk, at, methods)
  return methods
}

type Add = (kind: MethodFact['kind'], names: readonly string[], ageDays: number, device?: string) => unknown

function addHello(person: Person, desk: DeviceFact | undefined, add: Add): void {
  const wanted = draw(person.key, purpose.withHello)
  if (desk?.system === 'Windows' && wanted < windowsHelloShare)
    add('windowsHello', reportNames.windowsHello, 400, deskName(desk))
  if (desk?.system === 'macOS' && wanted < 0.25) add('secureEnclave', reportNames.secureEnclave, 200, deskName(desk))
}

function addOther(desk: DeviceFact | undefined, add: Add): void {
  if (desk?.system === 'Windows') add('windowsHello', reportNames.windowsHello, 400, deskName(desk))
  else add('softwareOath', reportNames.softwareOath, 700)
}

function wantsWindowsPasskey(person: Person, desk: DeviceFact | undefined): boolean {
  return desk?.system === 'Windows' && draw(person.key, purpose.passkeyKind) > 1 - passkeyFigures.windows * 1.5
}

function addPasskeys(
  person: Person,
  appointed: AdminMethods | undefined,
  windows: boolean,
  desk: DeviceFact | undefined,
  at: (ageDays: number) => number,
  methods: MethodFact[],
): void {
  const days = Math.floor(draw(person.key, purpose.secondOfDay) * 260)
  const passkey = appointed === 'securityKey' ? securityKeyOf(person) : passkeyOf(person, windows ? desk : undefined)
  // One in twelve has a second one: a key in the drawer.
  if (draw(person.key, purpose.secondPasskey) < 0.08 && passkey.store !== 'securityKey') {
    const spare = securityKeyOf(person)
    methods.push({ kind: 'passkey', names: spare.names, createdMs: at(days), passkey: spare })
  }
  methods.push({ kind: 'passkey', names: passkey.names, createdMs: at(days), passkey })
}

const deskName = (desk: DeviceFact) => `${desk.manufacturer} ${desk.model}`

function momentOf(people: People, person: Person, ageDays: number): number {
  const firstMs = person.hiredDay * dayMs + 8 * hourMs
  const second = Math.floor(draw(person.key, purpose.secondOfDay) * 28_800) * 1000
  if (person.joined) return Math.min(firstMs + second, people.startMs - hourMs)
  return Math.max(firstMs + second, people.startMs - (logDays + 1 + ageDays) * dayMs - second)
}

function dated(methods: MethodFact[], moment: number | undefined): readonly MethodFact[] {
  const last = methods.at(-1)
  if (moment !== undefined && last !== undefined) methods[methods.length - 1] = { ...last, createdMs: moment }
  return methods
}

function guestMethods(people: People, person: Person): readonly MethodFact[] {
  const createdMs = momentOf(people, person, 200)
  if (draw(person.key, purpose.registration) < (person.kind === 'guest' ? 0.2 : 0.4)) {
    return [{ kind: 'mobilePhone', names: reportNames.mobilePhone, createdMs }]
  }
  return [{ kind: 'authenticator', names: reportNames.authenticator, createdMs, device: pocketPhone(person).name }]
}

function emergencyKey(person: Person, startMs: number): MethodFact {
  const passkey = securityKeyOf(person)
  return {
    kind: 'passkey',
    names: passkey.names,
    createdMs: startMs - 210 * dayMs,
    passkey: { ...passkey, attested: true },
  }
}
