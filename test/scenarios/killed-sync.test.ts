// A sync that is killed at any instant and run again ends with the same facts as one that nobody disturbed.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { random } from '#domain/shared/random.ts'
import { startTwin, type Twin } from '#twin/start-twin.ts'
import { defaultWorldSettings } from '#twin/world/default-settings.ts'
import { runKeywave, startKeywave } from '../keywave-process.ts'

const people = 4000
const kills = 10

let twin: Twin
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keywave-killed-'))
  twin = await startTwin({ world: defaultWorldSettings({ people, seed: 11 }), limits: { speed: 20 } })
})

afterAll(async () => {
  await twin.stop()
  await rm(folder, { recursive: true, force: true })
})

function environment(name: string): Record<string, string> {
  return {
    KEYWAVE_DATA: join(folder, name),
    KEYWAVE_GRAPH_URL: twin.url,
    KEYWAVE_GRAPH_LIMIT_SPEED: '20',
    KEYWAVE_AUTHORITY_URL: twin.url,
    KEYWAVE_TENANT_ID: twin.world.tenantId,
    KEYWAVE_CLIENT_ID: '11111111-2222-4333-8444-555555555555',
    KEYWAVE_CLIENT_SECRET: 'twin-secret',
  }
}

async function connect(name: string): Promise<Record<string, string>> {
  const set = environment(name)
  const connected = await runKeywave(['connect', '--tenant', 'contoso'], set)
  expect(connected, connected.stderr).toMatchObject({ code: 0 })
  return set
}

/** What is known at the end, without the times at which it was read, which differ between any two runs. */
async function known(set: Record<string, string>): Promise<Record<string, unknown>> {
  const tables: Record<string, unknown> = {}
  for (const kind of ['people', 'devices', 'judgements']) {
    const table = await runKeywave(['export', kind, '--tenant', 'contoso'], set)
    expect(table, table.stderr).toMatchObject({ code: 0 })
    tables[kind] = table.stdout.split('\n').sort()
  }
  const checked = JSON.parse((await runKeywave(['check', '--tenant', 'contoso', '--json'], set)).stdout) as {
    checks: { id: string; verdict: string; says: string; concerns: unknown }[]
  }
  tables['checks'] = checked.checks.map(({ id, verdict, says, concerns }) => ({ id, verdict, says, concerns }))
  return tables
}

test('a sync killed ten times at random instants ends with the same facts as an undisturbed one', async () => {
  const calm = await connect('calm')
  const startedAt = performance.now()
  const undisturbed = await runKeywave(['sync', '--tenant', 'contoso'], calm)
  const wholeMs = performance.now() - startedAt
  expect(undisturbed.stdout, undisturbed.stderr).toContain('full sync took')

  const rough = await connect('rough')
  const dice = random(20261123)
  let killed = 0
  for (let round = 0; round < kills; round++) {
    const run = startKeywave(['sync', '--tenant', 'contoso'], rough)
    const timer = setTimeout(() => run.process.kill('SIGKILL'), 200 + dice.next() * wholeMs * 0.9)
    const { signal } = await run.finished
    clearTimeout(timer)
    if (signal === 'SIGKILL') killed += 1
  }
  expect(killed, 'most runs were really cut off').toBeGreaterThanOrEqual(kills / 2)
  const last = await runKeywave(['sync', '--tenant', 'contoso'], rough)
  expect(last.stderr).not.toContain('error')
  expect(await known(rough)).toEqual(await known(calm))
}, 300_000)

test('an interrupted sync says that it goes on where it stopped, and does', async () => {
  const set = await connect('stopped')
  const before = twin.requests().total
  const run = startKeywave(['sync', '--tenant', 'contoso'], set)
  // By then it has begun and has most of its calls before it.
  await expect.poll(() => twin.requests().total, { timeout: 60_000, interval: 5 }).toBeGreaterThan(before + 8)
  run.process.kill('SIGINT')
  const stopped = await run.finished
  expect(stopped.stderr).toContain('goes on from there')
  expect(stopped.code).toBe(2)
  const resumed = await runKeywave(['sync', '--tenant', 'contoso'], set)
  expect(resumed.stdout).toContain('resumed')
}, 120_000)
