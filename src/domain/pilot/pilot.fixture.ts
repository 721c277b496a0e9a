// An invented company of any size for the tests of the pilot: people with phones and computers as fleets have them, and a good person to change.

import type { DeviceFamily } from '../devices/device-family.ts'
import { random, type Random } from '../shared/random.ts'
import type { PilotCandidate, PilotDevice } from './candidate.ts'
import type { PilotChoices } from './pilot-problems.ts'

export const monday = Temporal.PlainDate.from('2026-11-30')

/** Somebody in Sales with an iPhone and a Windows computer. */
export function candidate(number: number, change: Partial<PilotCandidate> = {}): PilotCandidate {
  const id = `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`
  return {
    id,
    upn: `person${String(number).padStart(7, '0')}@contoso.com`,
    devices: [
      { family: 'iphone', osBand: 'ios-26' },
      { family: 'windows', osBand: 'windows-11-24h2-25h2' },
    ],
    department: 'Sales',
    place: 'Berlin',
    country: 'DE',
    language: 'de-DE',
    isIt: false,
    isExecutive: false,
    profile: 'synced',
    tier: 'capable',
    kind: 'member',
    accountEnabled: true,
    namedAs: null,
    onLeave: [],
    managerId: null,
    ...change,
  }
}

/** Twelve days from the Monday, 40 people, nobody pinned or barred. */
export function choices(change: Partial<PilotChoices> = {}): PilotChoices {
  return {
    size: 40,
    seed: 7,
    pins: [],
    bars: [],
    startsOn: monday,
    days: 12,
    includeExecutives: false,
    today: monday,
    ...change,
  }
}

const phones: readonly (readonly [DeviceFamily, readonly string[], number])[] = [
  ['iphone', ['ios-26', 'ios-18', 'ios-17', 'ios-16'], 400],
  ['samsung', ['one-ui-8', 'one-ui-7', 'one-ui-6', 'one-ui-5'], 320],
  ['xiaomi', ['android-15', 'android-16', 'android-14', 'android-13'], 90],
  ['pixel', ['android-16', 'android-15'], 60],
  ['oppo', ['android-14'], 25],
  ['oneplus', ['android-15', 'android-16'], 25],
  ['huawei', ['android-12'], 20],
  ['honor', ['android-15'], 15],
  ['vivo', ['android-14'], 12],
  ['motorola', ['android-14', 'android-15'], 15],
  ['nothing', ['android-15'], 5],
  ['sony', ['android-15'], 4],
]
const computers: readonly (readonly [DeviceFamily, readonly string[], number])[] = [
  ['windows', ['windows-11-24h2-25h2', 'windows-11-22h2-23h2', 'windows-10'], 800],
  ['mac', ['macos-26', 'macos-15', 'macos-14'], 150],
  ['linux', [], 10],
]

function device(dice: Random, kinds: typeof phones): PilotDevice {
  let left = dice.next() * kinds.reduce((sum, [, , share]) => sum + share, 0)
  const [family, bands] = kinds.find(([, , share]) => (left -= share) < 0) ?? phones[0] ?? ['unknown' as const, []]
  // Newer versions are the more frequent.
  const band = bands.length === 0 ? null : (bands[Math.floor(dice.next() * dice.next() * bands.length)] ?? null)
  return { family, osBand: band }
}

/** A company of `people`, the same for the same seed: a tenth in IT, a few guests, executives, disabled accounts and people on leave. */
export function company(people: number, seed = 1): readonly PilotCandidate[] {
  return Array.from({ length: people }, (_, number) => {
    const dice = random(seed, number)
    const department = dice.chance(0.1) ? 'IT' : `Department ${1 + Math.floor(dice.next() ** 2 * 29)}`
    const country = dice.pick(['DE', 'DE', 'DE', 'AT', 'CH', 'FR', 'PL', 'US', 'IN', 'JP'])
    const devices = [
      ...(dice.chance(0.92) ? [device(dice, phones)] : []),
      ...(dice.chance(0.8) ? [device(dice, computers)] : []),
    ]
    return candidate(number, {
      devices,
      department,
      isIt: department === 'IT',
      country,
      place: `${country} ${dice.below(6)}`,
      language: `${dice.chance(0.7) ? country : 'en'}-${country}`,
      profile: dice.chance(0.05) ? 'attested' : 'synced',
      tier: dice.pick(['capable', 'capable', 'needs-step', 'unknown', 'ready', 'blocked']),
      kind: dice.chance(0.04) ? 'external' : 'member',
      accountEnabled: !dice.chance(0.05),
      isExecutive: dice.chance(0.01),
      onLeave: dice.chance(0.02) ? [{ from: monday.subtract({ days: 5 }), to: monday.add({ days: 30 }) }] : [],
      managerId: number === 0 ? null : candidate(Math.floor(number / 8)).id,
    })
  })
}
