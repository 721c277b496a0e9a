// The deadlock finder (P1.8): by which key and which route a person can still register a passkey, or what closes every one of them, under
// today's policies or were a passkey required for everything. Follows Microsoft's pages: multifactor authentication within 5 minutes, or a
// Temporary Access Pass, before registering; a strength on the user action goes before strengths on all resources.

import type { Bootstrap, RegistrationPath, Route } from './judgement.ts'
import { routes, type OpenRoutes } from './open-routes.ts'
import type { PersonCase } from './person-case.ts'
import { covers } from './policy-scope.ts'
import { coversPlatform, plannedRequirement } from './registration-rules.ts'
import type { Control, Platform, RegistrationRule, StrengthRules } from './registration-rules.ts'
import type { TenantRules } from './tenant-rules.ts'
import { agreed, allOf, anyOf, no, opposite, unsure, yes, type Finding } from './told.ts'
import { keysOf, type Key } from './usable-keys.ts'

/** Today's policies, or with the requirement that a rollout ends with. */
export type PolicyPlan = 'today' | 'passkey-required'

const bootstraps: readonly Bootstrap[] = ['phishing-resistant', 'existing-mfa', 'temporary-access-pass']

/** One key that opens one route. */
export type Way = { readonly bootstrap: Bootstrap; readonly route: Route }

/** The path in short, and each way that is open. */
export type PathFinding = { readonly path: RegistrationPath; readonly ways: readonly Way[] }

/** Judges one person's path. Emergency accounts stay outside the planned requirement: it never reaches them. */
export function registrationPath(
  person: PersonCase,
  open: OpenRoutes,
  rules: TenantRules,
  plan: PolicyPlan,
): PathFinding {
  const door: Door = { person, at: doorsOf(person, rules, plan) }
  const keys = keysOf(person, rules)
  const passable = routes.filter((route) => open[route].told !== false)
  if (passable.length === 0) return shut({ state: 'closed', closedBy: anyOf(Object.values(open)).codes })
  const findings = passable.flatMap((route) =>
    keys.map((key) => ({ route, key, finding: allOf([open[route], key.usable, throughDoor(key, route, door)]) })),
  )
  const overall = anyOf(findings.map(({ finding }) => finding))
  if (overall.told === true) {
    return wayIn(
      findings.flatMap(({ route, key, finding }) =>
        finding.told === true ? [{ route, bootstrap: key.bootstrap }] : [],
      ),
    )
  }
  if (overall.told === null) return shut({ state: 'unknown', because: overall.codes })
  // The pass alone is left: the person holds no lasting method to begin with.
  return shut({ state: 'closed', closedBy: keys.length === 1 ? ['no-mfa-method', ...overall.codes] : overall.codes })
}

function wayIn(ways: readonly Way[]): PathFinding {
  return {
    ways,
    path: {
      state: 'open',
      bootstraps: bootstraps.filter((bootstrap) => ways.some((way) => way.bootstrap === bootstrap)),
      routes: routes.filter((route) => ways.some((way) => way.route === route)),
    },
  }
}

function shut(path: RegistrationPath): PathFinding {
  return { path, ways: [] }
}

/** The policies that stand before one platform, with whether each covers the person; null where Conditional Access was not read. */
type PlatformDoor = {
  readonly standing: readonly { readonly rule: RegistrationRule; readonly applies: Finding }[]
  /** Whether a strength on the user action covers the person: it goes before strengths on all resources. */
  readonly ownStrength: Finding
  readonly whole: boolean
} | null

type Door = { readonly person: PersonCase; readonly at: Readonly<Record<Platform, PlatformDoor>> }

function doorsOf(person: PersonCase, rules: TenantRules, plan: PolicyPlan): Door['at'] {
  const { registration, registrationWhole: whole } = rules
  if (registration === null) return { android: null, iOS: null, windows: null, macOS: null }
  const planned = plan === 'today' || person.namedAs === 'emergency' ? [] : [plannedRequirement]
  const covered = [...registration, ...planned].map((rule) => ({
    rule,
    users: covers(rule.users, person, rules.roles),
  }))
  const at = (platform: Platform): PlatformDoor => {
    const standing = covered.map(({ rule, users }) => ({
      rule,
      applies: allOf([users, coversPlatform(rule, platform)]),
    }))
    const own = standing.filter(({ rule }) => rule.over === 'user-action' && asksStrength(rule))
    return { standing, ownStrength: anyOf(own.map(({ applies }) => applies)), whole }
  }
  return { android: at('android'), iOS: at('iOS'), windows: at('windows'), macOS: at('macOS') }
}

function asksStrength(rule: RegistrationRule): boolean {
  return rule.controls.some(({ kind }) => kind === 'strength')
}

/** Whether a key opens the door on the platforms on which this route is walked. */
function throughDoor(key: Key, route: Route, door: Door): Finding {
  const ways = platformsOf(route, door.person)
  return anyOf(
    ways.map((platforms) =>
      agreed(
        platforms.map((platform) => throughDoorOn(platform, key, route, door)),
        'platform-unknown',
      ),
    ),
  )
}

/** The platforms of a route: each inner list is one way to walk it, with all the platforms that it may turn out to be on. */
function platformsOf(route: Route, { devices, methods }: PersonCase): readonly (readonly Platform[])[] {
  const held = devices ?? []
  // Whoever has Windows Hello or Platform SSO has such a computer, known to Intune or not.
  const hasWindows = held.includes('windows') || methods?.includes('windowsHelloForBusiness') === true
  const hasMac = held.includes('mac') || methods?.includes('macOsSecureEnclaveKey') === true
  const computers: readonly Platform[] = [
    ...(hasWindows ? (['windows'] as const) : []),
    ...(hasMac ? (['macOS'] as const) : []),
  ]
  if (route === 'windows') return [['windows']]
  if (route === 'mac') return [['macOS']]
  const byComputer: readonly (readonly Platform[])[] =
    computers.length > 0 ? computers.map((platform) => [platform]) : [['windows', 'macOS']]
  if (route === 'security-key') return byComputer
  // A phone's own vault can be reached from a computer too: the page is open there and the phone is shown the code.
  return route === 'authenticator' ? phonePlatforms(held) : [...phonePlatforms(held), ...byComputer]
}

function phonePlatforms(held: readonly string[]): readonly (readonly Platform[])[] {
  const samsung: readonly (readonly Platform[])[] = held.includes('samsung-vault') ? [['android']] : []
  const others = held.some((capability) => capability === 'authenticator' || capability === 'phone-vault')
  return others || samsung.length === 0 ? [['android', 'iOS'], ...samsung] : samsung
}

function throughDoorOn(platform: Platform, key: Key, route: Route, door: Door): Finding {
  if (key.platform !== null && key.platform !== platform) return no('method-bound-to-computer')
  const here = door.at[platform]
  if (here === null) return unsure('conditional-access-unread')
  const met = here.standing.map(({ rule, applies }) => {
    // Making a passkey in Authenticator signs in to the app itself, where a strength on all resources stands whatever the user action asks.
    const superseded = rule.over === 'all-resources' && route !== 'authenticator' ? here.ownStrength : no()
    const looping = rule.over === 'all-resources' && route === 'authenticator' && here.ownStrength.told === true
    const refusal = looping && asksStrength(rule) ? `authenticator-loop:${rule.id}` : rule.refusal
    return anyOf([opposite(applies, refusal), meets(rule, key, superseded)])
  })
  return allOf(here.whole ? met : [...met, unsure('conditional-access-unread')])
}

/** Whether the key satisfies what a policy asks; where the policy stands only in some circumstance, a no is not told. */
function meets(rule: RegistrationRule, key: Key, superseded: Finding): Finding {
  const each = rule.controls.map((control) => satisfies(control, key, rule, superseded))
  const blocks = rule.controls.some(({ kind }) => kind === 'block')
  const met = rule.operator === 'AND' || blocks ? allOf(each) : anyOf(each)
  return met.told === false && rule.onlyIf !== null ? unsure(rule.onlyIf) : met
}

/** A no has no code of its own: the policy's refusal says it. */
function satisfies(control: Control, key: Key, rule: RegistrationRule, superseded: Finding): Finding {
  if (control.kind === 'block') return no()
  // Every key is a multifactor sign-in: lasting methods by definition, a pass because Microsoft counts it as one.
  if (control.kind === 'mfa') return yes
  if (control.kind === 'untellable') return unsure(control.code)
  if (control.strength === null) return anyOf([superseded, unsure('strengths-unread')])
  return anyOf([superseded, meetsStrength(control.strength, key, rule)])
}

function meetsStrength(strength: StrengthRules, key: Key, rule: RegistrationRule): Finding {
  if (key.combinations === null) return unsure(...key.usable.codes)
  const matching = key.combinations.filter((combination) => strength.combinations.has(combination))
  if (matching.length === 0) return no()
  return matching.some((combination) => !strength.pins.has(combination))
    ? yes
    : unsure(`strength-pins-providers:${rule.id}`)
}
