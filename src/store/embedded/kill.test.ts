import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { tenantNameFrom } from '#domain/shared/ids.ts'
import { copyTemplate, testClock } from '../../../test/database.ts'
import { openStore } from '../open-store.ts'

/** Rows that the child puts in one unit of work. */
const rowsPerUnit = 500

/** Each round is killed after so many units were reported, and at another place inside the next one. */
const rounds = [1, 3, 2, 5]

const tenant = tenantNameFrom('contoso')

/** Opens the store and puts unit after unit, each as wide as the others; says the number of each unit once it is committed. */
const program = `
  import { openStore } from ${JSON.stringify(new URL('../open-store.ts', import.meta.url).href)}
  const clock = { now: () => Temporal.Instant.from('2026-11-22T03:00:00Z') }
  const store = await openStore({ databaseUrl: null, dataFolder: process.argv[2], clock })
  await store.saveTenant({ name: 'contoso', connection: { kind: 'files' }, createdAt: clock.now() })
  const begun = await store.inTenant('contoso', async (unit) => (await unit.syncs(1000)).length)
  for (let number = begun; ; number += 1) {
    await store.inTenant('contoso', async (unit) => {
      const run = await unit.startSync('files', ['people'], clock.now())
      const rows = Array.from({ length: ${rowsPerUnit} }, (_, row) => ({ id: 'p' + number + '-' + row, userPrincipalName: 'p' + number + '.' + row + '@contoso.example' }))
      await unit.putPeople(run.id, rows, clock.now())
      await unit.putRegistrations(run.id, rows.map((row) => ({ ...row, methodsRegistered: ['email'] })), clock.now())
    })
    process.stdout.write(number + 1 + '\\n')
  }
`

test('kill -9 in the middle of puts: nothing committed is lost, nothing is there by half, and the next start is not locked out', async () => {
  if (tenant === null) throw new Error('contoso is a tenant name.')
  const folder = mkdtempSync(join(tmpdir(), 'keywave-kill-'))
  const script = join(folder, 'put.mjs')
  writeFileSync(script, program)
  const dataFolder = join(folder, 'data')
  try {
    await copyTemplate(dataFolder)
    let reported = 0
    for (const [round, units] of rounds.entries()) {
      reported = await putUntilKilled(script, dataFolder, reported + units, round * 7)
      const store = await openStore({ databaseUrl: null, dataFolder, clock: testClock() })
      const found = await store.inTenant(tenant, async (unit) => ({
        syncs: (await unit.syncs(1000)).length,
        people: await unit.countPeople({}),
        ...(await unit.countPopulation()),
        cases: (await unit.distinctCases()).map(({ people, case: { methods } }) => ({ people, methods })),
      }))
      await store.close()
      expect(found.syncs).toBeGreaterThanOrEqual(reported)
      expect(found.people).toBe(found.syncs * rowsPerUnit)
      expect(found.cases).toEqual([{ people: found.people, methods: ['email'] }])
      reported = found.syncs
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}, 120_000)

/** Lets the child put until it has reported `units` in all, and a little further, then kills it. Returns the last number that it reported. */
async function putUntilKilled(script: string, dataFolder: string, units: number, furtherMs: number): Promise<number> {
  const child = spawn(process.execPath, [script, dataFolder], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  let last = 0
  let killed = false
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line)
    if (last < units || killed) continue
    killed = true
    setTimeout(() => child.kill('SIGKILL'), furtherMs)
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(said.join(''), 'the child ended by our signal, not by an error').toBe('')
  return last
}
