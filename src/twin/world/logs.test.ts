// The audit log and the sign-in log.

import { describe, expect, test } from 'vitest'
import { stillWorld } from './world.fixture.ts'
import type { Resource, World } from './world.ts'

const idAt = (world: World, position: number) => String(world.users.at(position)?.id)

const passkey = {
  '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
  aaGuid: '90a3ccdf-635c-4729-a248-9b709135078f',
  passkeyType: 'deviceBound',
}

describe('logs', () => {
  test('audit events are newest first, of the last 30 days, with stable unique ids', () => {
    const world = stillWorld({ people: 20_000 })
    const events = [...world.auditEvents()]
    const times = events.map(({ activityDateTime }) => String(activityDateTime))
    expect(times).toEqual(times.toSorted().toReversed())
    expect(times.at(-1)?.slice(0, 10) ?? '').toMatch(/^2026-1[01]-/)
    expect((times.at(-1) ?? '') >= '2026-10-24T08:00:00').toBe(true)
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
    expect([...world.auditEvents()].slice(0, 50)).toEqual(events.slice(0, 50))
  })

  test('a registration is logged first in the list, and old events leave it as the clock moves', () => {
    const world = stillWorld()
    const before = [...world.auditEvents()].length
    world.registerMethod(idAt(world, 70), passkey)
    const [registered, added] = [...world.auditEvents()]
    expect(registered?.activityDisplayName).toBe('User registered security info')
    expect(added?.activityDisplayName).toBe('Add Passkey (device-bound)')
    expect(JSON.stringify(added?.additionalDetails)).toContain(passkey.aaGuid)
    expect([...world.auditEvents()]).toHaveLength(before + 2)
    world.clock.advance(Temporal.Duration.from({ days: 31 }))
    expect([...world.auditEvents()]).toEqual([])
  })

  test('every passkey registered in the log is a passkey of that person, by key id', () => {
    const world = stillWorld({ people: 5000 })
    for (const position of [3, 44]) world.registerMethod(idAt(world, position), passkey)
    let compared = 0
    for (const event of world.auditEvents()) {
      if (!String(event.activityDisplayName).startsWith('Add Passkey')) continue
      const [target] = event.targetResources as readonly { id: string; displayName: string }[]
      const graphId = `${target?.displayName.replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_')}2`
      expect(world.authenticationMethodsOf(String(target?.id)).map(({ id }) => id)).toContain(graphId)
      compared++
    }
    expect(compared).toBeGreaterThan(20)
  })

  test("one person's sign-ins are those of the whole log, and the newest is the person's activity", () => {
    const world = stillWorld()
    const all = [...world.signIns({})]
    const times = all.map(({ createdDateTime }) => String(createdDateTime))
    expect(times).toEqual(times.toSorted().toReversed())
    for (const position of [1, 50, 333, 700]) {
      const userId = idAt(world, position)
      const own = [...world.signIns({ userId })]
      expect(own).toEqual(all.filter((signIn) => signIn.userId === userId))
      if (own[0] !== undefined) expect(world.signInActivityOf(userId)?.lastSignInDateTime).toBe(own[0].createdDateTime)
    }
    const since = Temporal.Instant.from('2026-11-20T00:00:00Z')
    expect([...world.signIns({ since })]).toEqual(
      all.filter(({ createdDateTime }) => String(createdDateTime) >= '2026-11-20T00:00:00Z'),
    )
  })

  test('people go on signing in when the clock moves', () => {
    const world = stillWorld()
    const before = String([...world.signIns({})][0]?.createdDateTime)
    world.clock.advance(Temporal.Duration.from({ days: 2 }))
    const [newest] = world.signIns({})
    expect(before.slice(0, 10)).toBe('2026-11-23')
    expect(String(newest?.createdDateTime).slice(0, 10)).toBe('2026-11-25')
  })

  test('someone without a strong method is interrupted by the report-only policy, someone who used one is not', () => {
    const results = new Map<string, Set<string>>()
    for (const signIn of stillWorld().signIns({})) {
      const policy = (signIn.appliedConditionalAccessPolicies as readonly Resource[])[2]
      if (policy === undefined) continue
      const strength = policy.authenticationStrength as Resource
      const seen = results.get(String(policy.result)) ?? new Set()
      results.set(String(policy.result), seen.add(String(strength.authenticationStrengthResult)))
    }
    expect(Object.fromEntries(results)).toEqual({
      reportOnlySuccess: new Set(['satisfied']),
      reportOnlyInterrupted: new Set(['singleChallengeRequired', 'singleRegistrationRequired']),
    })
  })
})
