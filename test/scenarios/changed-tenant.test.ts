// What a tenant does between two syncs shows: a policy changed under us, somebody enrolled, somebody left; and what could not be read is said.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { parseFaults, startTwin, type Twin } from '#twin/start-twin.ts'
import { defaultWorldSettings } from '#twin/world/default-settings.ts'
import { runKeywave } from '../keywave-process.ts'

const policyPath = '/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/TemporaryAccessPass'

let twin: Twin
let folder: string
let set: Record<string, string>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keywave-changed-'))
  twin = await startTwin({
    world: defaultWorldSettings({ people: 400, seed: 5, startsAt: Temporal.Now.instant() }),
    limits: { speed: 50 },
  })
  set = {
    KEYWAVE_DATA: join(folder, 'data'),
    KEYWAVE_GRAPH_URL: twin.url,
    KEYWAVE_AUTHORITY_URL: twin.url,
    KEYWAVE_GRAPH_LIMIT_SPEED: '50',
    KEYWAVE_TENANT_ID: twin.world.tenantId,
    KEYWAVE_CLIENT_ID: '11111111-2222-4333-8444-555555555555',
    KEYWAVE_CLIENT_SECRET: 'twin-secret',
  }
  const connected = await runKeywave(['connect', '--tenant', 'contoso'], set)
  expect(connected, connected.stderr).toMatchObject({ code: 0 })
  const synced = await runKeywave(['sync', '--tenant', 'contoso'], set)
  expect(synced, synced.stderr).toMatchObject({ code: 0 })
}, 120_000)

afterEach(() => twin.setFaults([]))

afterAll(async () => {
  await twin.stop()
  await rm(folder, { recursive: true, force: true })
})

async function json(args: readonly string[]): Promise<Record<string, never>> {
  const run = await runKeywave([...args, '--tenant', 'contoso', '--json'], set)
  return JSON.parse(run.stdout === '' ? `{"stderr":${JSON.stringify(run.stderr)}}` : run.stdout) as Record<
    string,
    never
  >
}

async function verdicts(...ids: readonly string[]): Promise<Record<string, string>> {
  const report = (await json(['check', ...ids])) as unknown as { checks: { id: string; verdict: string }[] }
  return Object.fromEntries(report.checks.map(({ id, verdict }) => [id, verdict]))
}

type ExposureJson = { people: { id: string; exposure: string }[] }

test('a policy switched off, a person enrolled and a person who left all show after the next sync', async () => {
  const before = (await json(['exposure', '--only', 'stopped'])) as unknown as ExposureJson
  const [enrols, leaves] = before.people
  const form = {
    grant_type: 'client_credentials',
    client_id: set['KEYWAVE_CLIENT_ID'] ?? '',
    client_secret: 'twin-secret',
    scope: 'x/.default',
  }
  const answer = await fetch(`${twin.url}/${twin.world.tenantId}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams(form),
  })
  const { access_token } = (await answer.json()) as { access_token: string }
  const patched = await fetch(`${twin.url}${policyPath}`, {
    method: 'PATCH',
    headers: { Authorization: `Bearer ${access_token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration',
      state: 'disabled',
    }),
  })
  expect(patched.status).toBeLessThan(300)
  twin.world.registerMethod(enrols?.id ?? '', {
    '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
    aaGuid: 'de1e552d-db1d-4423-a619-566b625cdc84',
    model: 'Microsoft Authenticator',
    displayName: 'Passkey',
    attestationLevel: 'attested',
    passkeyType: 'deviceBound',
  })
  twin.world.removeUser(leaves?.id ?? '')

  expect(await json(['sync'])).toMatchObject({ sync: { kind: 'incremental', state: 'finished' } })
  const diff = (await json(['diff'])) as unknown as {
    drift: { says: string; by: string | null }[]
    people: { id: string; before: { exposure: string } | null; after: { exposure: string } | null }[]
  }
  expect(diff.drift.map(({ says }) => says).join(' ')).toContain(
    'Nobody without a method can begin to register any more.',
  )
  const change = (id: string | undefined) => diff.people.find((person) => person.id === id)
  // The report is hours late: the enrolment is known from the audit log and the person's own methods.
  expect(change(enrols?.id)).toMatchObject({ before: { exposure: 'stopped' }, after: { exposure: 'not-affected' } })
  expect(change(leaves?.id)).toMatchObject({ before: { exposure: 'stopped' }, after: null })
  const check = (await json(['check', 'temporary-access-pass-enabled'])) as unknown as { checks: { verdict: string }[] }
  expect(check.checks[0]?.verdict).toBe('fail')
}, 120_000)

describe('what goes wrong outside is one sentence with its code, and nothing that was gathered is lost', () => {
  test.each([
    ['expired-secret', 'credentials-expired'],
    ['401@all', 'credentials-rejected'],
  ])(
    '%s',
    async (faults, code) => {
      twin.setFaults(parseFaults(faults))
      const run = await runKeywave(['sync', '--tenant', 'contoso'], set)
      expect(run.code).toBe(2)
      expect(run.stderr).toContain(`[${code}]`)
      const kept = (await json(['exposure'])) as unknown as ExposureJson
      expect(kept.people.length).toBeGreaterThan(300)
    },
    60_000,
  )

  test('without the licence the report is unknown, and everything else is read', async () => {
    const before = (await json(['exposure'])) as unknown as { takenAt: string; counts: unknown }
    twin.setFaults(parseFaults('no-licence@reports'))
    const run = await runKeywave(['sync', '--full', '--tenant', 'contoso'], set)
    expect(run.code).toBe(2)
    expect(run.stdout).toContain('not available')
    expect(await verdicts('phone-only-people', 'legacy-authentication-blocked')).toEqual({
      'phone-only-people': 'unknown',
      'legacy-authentication-blocked': 'pass',
    })
    // What people are judged by was read before, and says so.
    expect(await json(['exposure'])).toMatchObject({ takenAt: before.takenAt, counts: before.counts })
  }, 60_000)

  test('a permission that was taken away is named, and what rests on it is unknown', async () => {
    twin.setFaults(parseFaults('refuse@registrations'))
    expect((await runKeywave(['sync', '--full', '--tenant', 'contoso'], set)).code).toBe(2)
    expect(await verdicts('phone-only-people', 'graph-permissions-granted')).toEqual({
      'phone-only-people': 'unknown',
      'graph-permissions-granted': 'fail',
    })
    const told = await runKeywave(['check', 'graph-permissions-granted', '--tenant', 'contoso'], set)
    expect(told.stdout).toContain('AuditLog.Read.All')
  }, 60_000)

  test('items of unexpected shape are skipped, counted and shown, and the rest is read', async () => {
    twin.setFaults(parseFaults('bad-item@registrations:3'))
    const run = await runKeywave(['sync', '--full', '--tenant', 'contoso'], set)
    expect(run.code).toBe(2)
    expect(run.stdout).toMatch(/registrations.*3 skipped/)
    expect(run.stderr).toContain('Skipped in')
  }, 60_000)

  test('a tenant id that is none and a wrong secret are told apart before anything is stored', async () => {
    const elsewhere = { ...set, KEYWAVE_DATA: join(folder, 'elsewhere') }
    const wrongSecret = await runKeywave(['connect', '--tenant', 'other'], {
      ...elsewhere,
      KEYWAVE_CLIENT_SECRET: 'wrong',
    })
    expect(wrongSecret).toMatchObject({ code: 2, stderr: expect.stringContaining('[credentials-rejected]') })
    expect(wrongSecret.stderr).not.toContain('wrong"')
    const wrongTenant = await runKeywave(['connect', '--tenant', 'other'], {
      ...elsewhere,
      KEYWAVE_TENANT_ID: '99999999-9999-4999-8999-999999999999',
    })
    expect(wrongTenant.stderr).toContain('[tenant-id-invalid]')
    const known = await runKeywave(['tenants'], elsewhere)
    expect(known.stdout).toContain('No tenant yet')
  }, 60_000)
})
