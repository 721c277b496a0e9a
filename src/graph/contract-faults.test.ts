// The whole source against a simulated tenant with ordered trouble: broken connections, strange items, missing grants.

import { describe, expect, test } from 'vitest'
import type { TenantSource } from '#app/ports.ts'
import { StreamUnavailable } from '#domain/shared/stream-unavailable.ts'
import { conditionalAccessPolicies } from '#domain/tenant/conditional-access-policies.ts'
import { defaultWorldSettings, parseFaults, startTwin, twinSecret, type Twin } from '#twin/start-twin.ts'
import { read } from './sample-tenant.fixture.ts'
import { unaborted } from './stand-in.fixture.ts'
import { speed, twinSource } from './twin-source.fixture.ts'

describe('a simulated tenant with trouble', () => {
  async function troubled(faults: string, work: (source: TenantSource, server: Twin) => Promise<void>) {
    const server = await startTwin({
      world: defaultWorldSettings({ people: 150, seed: 11 }),
      limits: { speed },
      faults: parseFaults(faults),
    })
    try {
      await work(twinSource(server), server)
    } finally {
      await server.stop()
    }
  }

  test('throttling, dropped and cut connections and failing services lose no row and repeat none', async () => {
    await troubled('429@users:1,503@users:1,drop@users:0.3,cut@users:0.2,502@users:1', async (source, server) => {
      const { rows } = await read(source, 'sign-in-activity')
      expect(rows.map(({ personId }) => personId).sort()).toEqual(
        [...new Set(rows.map(({ personId }) => personId))].sort(),
      )
      expect(rows).toHaveLength(server.world.users.size())
    })
  })

  test('malformed items are set aside with their field and the rest is kept', async () => {
    await troubled('bad-item@registrations:4', async (source, server) => {
      const { rows, rejected } = await read(source, 'registrations')
      expect(rejected).toHaveLength(4)
      expect(rows).toHaveLength(server.world.registrationDetails.size() - 4)
      for (const item of rejected)
        expect(item).toMatchObject({
          position: expect.any(Number) as number,
          field: expect.stringMatching(/^value\[\d+\]/) as string,
        })
    })
  })

  test('a missing licence makes the report unavailable and says which', async () => {
    await troubled('no-licence@reports', async (source) => {
      await expect(read(source, 'registrations')).rejects.toMatchObject({
        evidence: { reason: { kind: 'no-licence' } },
      })
      await expect(read(source, 'registrations')).rejects.toBeInstanceOf(StreamUnavailable)
    })
  })

  test('refused policies are unknown with their permission and the rest is known', async () => {
    await troubled('refuse@policies', async (source) => {
      const reading = await source.settings(unaborted)
      expect(reading.facts[conditionalAccessPolicies.name]).toMatchObject({
        state: 'unknown',
        reason: { kind: 'refused', permission: 'Policy.Read.All' },
      })
      expect(reading.facts['organization']).toMatchObject({ state: 'known' })
    })
  })

  test('an expired secret is credentials-expired', async () => {
    await troubled('expired-secret', async (source) => {
      await expect(source.probe(unaborted)).rejects.toMatchObject({ code: 'credentials-expired' })
    })
  })
})

test('an application without any permission is refused everywhere and told so call by call', async () => {
  const clientId = 'c0a70000-0000-4000-8000-0000000000aa'
  const server = await startTwin({
    world: defaultWorldSettings({ people: 60, seed: 3 }),
    limits: { speed },
    clients: [{ clientId, secret: twinSecret, roles: ['Domain.Read.All'] }],
  })
  try {
    const source = twinSource(server, { clientId })
    const outcomes = await source.probe(unaborted)
    expect(outcomes.filter(({ outcome }) => outcome === 'answered').map(({ call }) => call)).toEqual(['GET /domains'])
    const reading = await source.settings(unaborted)
    const known = Object.entries(reading.facts)
      .filter(([, evidence]) => evidence?.state === 'known')
      .map(([name]) => name)
    expect(known).toEqual(['domains'])
  } finally {
    await server.stop()
  }
})
