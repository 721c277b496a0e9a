// By which routes a person could keep a passkey: what the policy lets them register, crossed with what their known devices can hold.

import type { DeviceCapability, PersonCase } from './person-case.ts'
import type { Route } from './judgement.ts'
import { mayRegisterIn, type Vault } from './passkey-rules.ts'
import type { TenantRules } from './tenant-rules.ts'
import { agreed, allOf, anyOf, no, unsure, yes, type Finding } from './told.ts'

/** All routes, in the order in which they are offered. */
export const routes: readonly Route[] = ['authenticator', 'phone-vault', 'windows', 'mac', 'security-key']

/** A finding for every route. */
export type OpenRoutes = Readonly<Record<Route, Finding>>

/**
 * The vaults of each capability, by route. Where several are named, the source does not tell which of them it is (iPhone or Android), so
 * the policy must say the same of all. A Samsung with its own vault is Android 14 or later, so Authenticator works on it too.
 */
const vaultsOf: Readonly<Record<DeviceCapability, { readonly [Key in Route]?: readonly Vault[] }>> = {
  authenticator: {
    authenticator: ['authenticator-ios', 'authenticator-android'],
    'phone-vault': ['apple-passwords', 'google-password-manager'],
  },
  'phone-vault': { 'phone-vault': ['apple-passwords', 'google-password-manager'] },
  'samsung-vault': { authenticator: ['authenticator-android'], 'phone-vault': ['samsung-pass'] },
  windows: { windows: ['windows-hello'] },
  mac: { mac: ['apple-passwords'] },
  none: {},
}

/** The routes that are open, closed or unknown for a person. A security key counts as obtainable; every other route needs a known device. */
export function openRoutes(person: PersonCase, rules: TenantRules): OpenRoutes {
  const found = routes.map((route) => [route, forGuests(person, findRoute(route, person, rules))] as const)
  return Object.fromEntries(found) as Record<Route, Finding>
}

/** Guests could not register passkeys; Microsoft planned it for the end of 2026 and nothing in Graph says that it has come. */
function forGuests(person: PersonCase, finding: Finding): Finding {
  return person.kind === 'member' ? finding : allOf([finding, unsure('guest-passkeys-planned')])
}

function findRoute(route: Route, person: PersonCase, rules: TenantRules): Finding {
  const may = (vault: Vault) => mayRegisterIn(vault, person, rules.passkeys, rules.roles)
  if (route === 'security-key') return may('security-key')
  const allowed = anyOf(vaultsForRoute(route).map(may))
  if (allowed.told === false) return allowed
  const place = route === 'windows' ? placeInWindowsHello(person) : yes
  if (place.told === false) return place
  if (person.devices === null || person.devices.length === 0) return unsure('devices-unread')
  const held = person.devices.flatMap((capability) => {
    const vaults = vaultsOf[capability][route]
    return vaults === undefined ? [] : [agreed(vaults.map(may), 'phone-kind-unknown')]
  })
  return held.length === 0 ? no('no-capable-device') : allOf([place, anyOf(held)])
}

/** Windows keeps no second credential of an account beside Windows Hello for Business. Source: Microsoft, Entra passkeys on Windows. */
function placeInWindowsHello({ methods }: PersonCase): Finding {
  if (methods === null) return unsure('methods-unread')
  return methods.includes('windowsHelloForBusiness') ? no('windows-hello-in-the-way') : yes
}

function vaultsForRoute(route: Route): readonly Vault[] {
  return [...new Set(Object.values(vaultsOf).flatMap((byRoute) => byRoute[route] ?? []))]
}
