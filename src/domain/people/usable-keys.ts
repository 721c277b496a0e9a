// What opens the door to registration for a person: each method they hold and the pass they could be given, with whether the methods policy
// still lets it be used, on which platforms, and which combinations of an authentication strength it makes up.

import {
  computerBoundMethods,
  describeMethods,
  mfaMethods,
  passkeyMethods,
  phishingResistantMethods,
} from './methods.ts'
import type { Bootstrap } from './judgement.ts'
import type { PersonCase } from './person-case.ts'
import { acceptsPasskey } from './passkey-rules.ts'
import { covers, leavesOut } from './policy-scope.ts'
import type { Platform } from './registration-rules.ts'
import type { MethodRules, TenantRules } from './tenant-rules.ts'
import { anyOf, no, unsure, yes, type Finding } from './told.ts'

/** One thing that may open the door. */
export type Key = {
  readonly bootstrap: Bootstrap
  readonly name: string
  readonly usable: Finding
  /** Null: on every platform. */
  readonly platform: Platform | null
  /** Combinations of a strength that it makes up, with a password where one is needed; null where nobody knows what it is. */
  readonly combinations: readonly string[] | null
}

/** The configurations (any of them) that let a method be used, by Microsoft's id in lower case, and the strength combinations it makes. */
type MethodUse = { readonly by: readonly string[]; readonly combinations: readonly string[] }

const sms: MethodUse = { by: ['sms'], combinations: ['password,sms'] }
const voice: MethodUse = { by: ['voice'], combinations: ['password,voice'] }
const push: MethodUse = { by: ['microsoftauthenticator'], combinations: ['password,microsoftAuthenticatorPush'] }
const codes: MethodUse = { by: ['softwareoath'], combinations: ['password,softwareOath'] }

/** Source: Microsoft's pages on authentication strengths and on the methods policy. */
const methodUses: Readonly<Record<string, readonly MethodUse[]>> = {
  // A mobile number serves for texts and for calls, each allowed by a configuration of its own.
  mobilePhone: [sms, voice],
  sms: [sms],
  mobileSMS: [sms],
  mobileCall: [voice],
  alternateMobilePhone: [voice],
  alternateMobileCall: [voice],
  officePhone: [voice],
  microsoftAuthenticatorPush: [push],
  appNotification: [push],
  microsoftAuthenticatorPasswordless: [
    { by: ['microsoftauthenticator'], combinations: ['deviceBasedPush', 'password,microsoftAuthenticatorPush'] },
  ],
  softwareOneTimePasscode: [codes],
  appCode: [codes],
  hardwareOneTimePasscode: [{ by: ['hardwareoath'], combinations: ['password,hardwareOath'] }],
  x509CertificateMultiFactor: [{ by: ['x509certificate'], combinations: ['x509CertificateMultiFactor'] }],
}

/** Everything that may open the door for this person. A method of unknown name is a key that may or may not work. */
export function keysOf(person: PersonCase, rules: TenantRules): readonly Key[] {
  const pass: Key = {
    bootstrap: 'temporary-access-pass',
    name: 'temporaryAccessPass',
    usable: passUsable(person, rules),
    platform: null,
    combinations: ['temporaryAccessPassOneTime', 'temporaryAccessPassMultiUse'],
  }
  if (person.methods === null) return [unknownKey('methods-unread'), pass]
  const { unknownMethods } = describeMethods(person.methods)
  const held = [...new Set(person.methods)].filter((name) => mfaMethods.includes(name))
  return [
    ...held.flatMap((name) => keysByMethod(name, person, rules)),
    ...unknownMethods.map((name) => unknownKey(`unknown-method:${name}`)),
    pass,
  ]
}

function unknownKey(code: string): Key {
  return { bootstrap: 'existing-mfa', name: '', usable: unsure(code), platform: null, combinations: null }
}

function keysByMethod(name: string, person: PersonCase, rules: TenantRules): readonly Key[] {
  const bootstrap = phishingResistantMethods.includes(name) ? 'phishing-resistant' : 'existing-mfa'
  if (computerBoundMethods.includes(name)) {
    const platform = name === 'macOsSecureEnclaveKey' ? 'macOS' : 'windows'
    return [{ bootstrap, name, usable: yes, platform, combinations: ['windowsHelloForBusiness'] }]
  }
  if (passkeyMethods.includes(name)) {
    const kind = name === 'passKeySynced' ? 'synced' : 'deviceBound'
    const usable = acceptsPasskey(kind, person, rules.passkeys, rules.roles)
    return [{ bootstrap, name, usable, platform: null, combinations: ['fido2'] }]
  }
  const uses = methodUses[name]
  // An external method is configured under an id of its own that the registration report does not give.
  if (uses === undefined) {
    return [{ bootstrap, name, usable: externalUsable(name, person, rules), platform: null, combinations: [] }]
  }
  return uses.map(({ by, combinations }) => {
    return { bootstrap, name, usable: methodUsable(name, by, person, rules), platform: null, combinations }
  })
}

/** Off in the methods policy is off only once the legacy policies are retired: until then either of them may still let it through. */
function methodUsable(name: string, by: readonly string[], person: PersonCase, rules: TenantRules): Finding {
  const { methods } = rules
  if (methods === null) return unsure('methods-policy-unread')
  const configured = by.map((id) => methods.get(id)).filter((method) => method !== undefined)
  const codesByApp = by.includes('softwareoath') ? methods.get('microsoftauthenticator') : undefined
  if (codesByApp?.offersCodes === true) configured.push(codesByApp)
  if (configured.length === 0) return unsure(`method-state-unread:${name}`)
  const inScope = anyOf(configured.map((method) => methodOn(method, person, rules)))
  if (inScope.told !== false) return inScope
  const legacyCannotHelp = rules.legacyPoliciesRetired === true || by.includes('x509certificate')
  return legacyCannotHelp ? no(`method-switched-off:${name}`) : unsure(`method-state-unread:${name}`)
}

function externalUsable(name: string, person: PersonCase, rules: TenantRules): Finding {
  if (rules.methods === null) return unsure('methods-policy-unread')
  const external = [...rules.methods.values()].filter(({ type }) => type.includes('external'))
  if (external.length === 0) return unsure(`method-state-unread:${name}`)
  const inScope = anyOf(external.map((method) => methodOn(method, person, rules)))
  return inScope.told === false ? no(`method-switched-off:${name}`) : inScope
}

/** Whether one configuration is on for the person. */
export function methodOn(method: MethodRules, person: PersonCase, rules: TenantRules): Finding {
  if (method.on !== true) return method.on === null ? unsure('methods-policy-unread') : no()
  return covers(method.scope, person, rules.roles)
}

/** Whether a Temporary Access Pass could be given to the person and would work. Source: Microsoft, configure Temporary Access Pass. */
function passUsable(person: PersonCase, rules: TenantRules): Finding {
  if (person.kind === 'external') return no('pass-not-for-external')
  if (rules.methods === null) return unsure('methods-policy-unread')
  const pass = rules.methods.get('temporaryaccesspass')
  if (pass === undefined || pass.on === false) return no('pass-off')
  if (pass.on === null) return unsure('methods-policy-unread')
  const covered = covers(pass.scope, person, rules.roles)
  if (covered.told !== false) return covered
  return leavesOut(pass.scope, person, rules.roles).told === true ? no('excluded-from-pass') : no('not-in-pass-scope')
}

/** Whether SMS and voice are both off for the person already; yes only where no legacy policy may still allow them. */
export function phoneIsOff(person: PersonCase, rules: TenantRules): boolean {
  return methodUsable('mobilePhone', ['sms', 'voice'], person, rules).told === false
}
