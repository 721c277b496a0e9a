// A company of Fabrikam's kind for tests of the rehearsal: a usual mix of phones, an ordinary desk, waves or one big bang.

import { priorBehaviour } from './priors.ts'
import { hastyCampaign, preparedCampaign, type RehearsalInput } from './rehearsal-input.ts'

/** Shares of the fixture's fleet, in percent. */
export const fleet = {
  iphone: 38,
  samsung: 24,
  windows: 14,
  pixel: 6,
  mac: 6,
  xiaomi: 5,
  oppo: 3,
  huawei: 2,
  unknown: 2,
}

/** Working hours of everybody in the fixture. */
export const officeHours = {
  timeZone: 'Europe/Berlin',
  opensAt: Temporal.PlainTime.from('09:00'),
  closesAt: Temporal.PlainTime.from('17:00'),
  workdays: [1, 2, 3, 4, 5],
}

/**
 * So many people, in `waves` waves of equal size two weeks apart from Monday 4 January 2027; one wave is the hasty big bang.
 * `percent` is the fleet and adds up to 100.
 */
export function company(
  count = 1000,
  waves = 5,
  percent: { readonly [family: string]: number } = fleet,
): RehearsalInput {
  const families = Object.keys(percent)
  const share = Object.values(percent).flatMap((people, index) => Array.from({ length: people }, () => index))
  const startsOn = Temporal.PlainDate.from('2027-01-04')
  return {
    people: {
      count,
      families,
      // 37 has no factor in common with 100, so every hundred people are the fleet exactly and waves are mixed.
      family: Uint8Array.from({ length: count }, (_, person) => share[(person * 37) % 100] as number),
      wave: Int32Array.from({ length: count }, (_, person) => Math.floor((person * waves) / count)),
      calendars: [officeHours],
      calendar: new Uint8Array(count),
      department: Uint16Array.from({ length: count }, (_, person) => person % 12),
    },
    schedule: Array.from({ length: waves }, (_, wave) => ({ startsOn: startsOn.add({ days: wave * 14 }) })),
    desk: {
      ...officeHours,
      agents: 6,
      handlingMinutes: 12,
      shareForRollout: 0.35,
      target: { share: 0.9, withinMinutes: 10 },
    },
    campaign: waves === 1 ? hastyCampaign : preparedCampaign,
    parameters: priorBehaviour,
  }
}
