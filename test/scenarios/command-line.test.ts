// The command line as its user meets it, on an empty machine with the simulated tenant: output, exit codes, JSON that keeps its shape.

import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { printedJson } from '../../tools/gen/json-page.ts'
import { runKeywave, startKeywave } from '../keywave-process.ts'

let folder: string
let demo: Record<string, string>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keywave-cli-'))
  demo = { KEYWAVE_DATA: join(folder, 'demo') }
  const first = await runKeywave(['tenants'], demo)
  expect(first.stdout).toContain('No tenant yet')
}, 120_000)

afterAll(() => rm(folder, { recursive: true, force: true }))

async function printed(
  usage: keyof typeof printedJson,
  args: readonly string[],
): Promise<{ code: number | null; value: Record<string, unknown> }> {
  const { stdout, stderr, code } = await runKeywave(args, demo)
  const parsed = printedJson[usage].strict().safeParse(JSON.parse(stdout))
  expect(parsed.error, stderr).toBeUndefined()
  return { code, value: parsed.data as Record<string, unknown> }
}

describe('the simulated tenant on an empty data folder', () => {
  test('is made and read by the first command that asks for it; findings exit with 1', async () => {
    const { code, value } = await printed('keywave check --json', ['check', '--tenant', 'demo', '--json'])
    expect(code).toBe(1)
    expect((value['checks'] as unknown[]).length).toBeGreaterThanOrEqual(30)
  }, 120_000)

  test('says who is stopped, and every person once', async () => {
    const { code, value } = await printed('keywave exposure --json', ['exposure', '--json'])
    expect(code).toBe(1)
    const people = value['people'] as { id: string; exposure: string }[]
    const counts = value['counts'] as Record<string, number>
    expect(new Set(people.map(({ id }) => id)).size).toBe(people.length)
    for (const exposure of Object.keys(counts)) {
      expect(people.filter((person) => person.exposure === exposure)).toHaveLength(counts[exposure] ?? -1)
    }
  })

  test('people, one person, names and past syncs keep their shapes', async () => {
    const { value } = await printed('keywave people --json', ['people', '--tier', 'blocked', '--json'])
    const [first] = value['people'] as { upn: string }[]
    await printed('keywave person UPN --json', ['person', first?.upn ?? '', '--json'])
    await printed('keywave accounts list --json', ['accounts', 'list', '--json'])
    await printed('keywave sync --history --json', ['sync', '--history', '--json'])
  })

  test('a second sync reads only what changed, and moves nobody', async () => {
    const { value } = await printed('keywave sync --json', ['sync', '--json'])
    expect(value['sync']).toMatchObject({ kind: 'incremental', state: 'finished' })
    const diff = await printed('keywave diff --json', ['diff', '--json'])
    expect(diff.value['drift']).toEqual([])
    expect(diff.code).toBe(0)
  }, 60_000)

  test('exports are imported as another tenant with the same people and the same exposure', async () => {
    const files = []
    for (const kind of ['people', 'registrations', 'devices']) {
      const file = join(folder, `${kind}.csv`)
      await writeFile(file, (await runKeywave(['export', kind], demo)).stdout)
      files.push(file)
    }
    const imported = await runKeywave(['import', ...files, '--tenant', 'copy'], demo)
    expect(imported, imported.stderr).toMatchObject({ code: 0 })
    const stopped = async (tenant: string) => {
      const { stdout } = await runKeywave(['exposure', '--tenant', tenant, '--only', 'stopped', '--csv'], demo)
      return stdout
        .split('\n')
        .map((line) => line.split(',').slice(0, 3).join())
        .sort()
    }
    expect(await stopped('copy')).toEqual(await stopped('demo'))

    for (const file of files) await utimes(file, new Date('2026-03-01T00:00:00Z'), new Date('2026-03-01T00:00:00Z'))
    await runKeywave(['import', ...files, '--tenant', 'old'], demo)
    const old = await runKeywave(['exposure', '--tenant', 'old'], demo)
    expect(old.stdout, 'what was imported is as old as the file').toMatch(/read \d+ days ago[\s\S]*Older than 48 hours/)
  }, 60_000)

  test('backup and restore bring everything back', async () => {
    const file = join(folder, 'all.backup')
    expect(await runKeywave(['backup', file], demo)).toMatchObject({ code: 0 })
    const elsewhere = { KEYWAVE_DATA: join(folder, 'elsewhere') }
    expect(await runKeywave(['restore', file], elsewhere)).toMatchObject({ code: 0 })
    const people = (set: Record<string, string>) => runKeywave(['export', 'judgements'], set)
    expect((await people(elsewhere)).stdout).toBe((await people(demo)).stdout)
    expect(await runKeywave(['restore', file], elsewhere)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('not empty'),
    })
  }, 60_000)
})

describe('what is wrong is said in one line with the next step', () => {
  test.each([
    [['check', '--tenant', 'Contoso!'], 3, 'tenant-name-invalid'],
    [['check', '--tenant', 'fabrikam'], 3, 'tenant-unknown'],
    [['person', 'nobody@contoso.com'], 3, 'person-unknown'],
    [['import', 'missing.csv', '--tenant', 'new'], 3, 'file-missing'],
    [['check', '--severity', 'loud'], 3, 'wrong-use'],
    [['exposure', '--at', '2020-01-01'], 3, 'moment-unknown'],
    [['connect', '--tenant', 'contoso', '--tenant-id', 'contoso.com', '--client-id', 'x'], 2, 'credentials-missing'],
  ])('keywave %s', async (args, code, error) => {
    const run = await runKeywave(args, demo)
    expect(run.code).toBe(code)
    expect(run.stdout).toBe('')
    expect(run.stderr.trim().split('\n')).toHaveLength(1)
    expect(run.stderr).toMatch(new RegExp(`^error .+\\. .+\\. \\[${error}\\]\n$`))
  })

  test('a picture is no CSV, and is named', async () => {
    const file = join(folder, 'users.csv')
    await writeFile(file, await readFile(new URL('../../docs/overview.png', import.meta.url)))
    const run = await runKeywave(['import', file, '--tenant', 'new'], demo)
    expect(run).toMatchObject({ code: 3, stderr: expect.stringContaining('[file-not-csv]') })
  })
})

test('the server is ready in the time the README promises, holds its folder, and lets go when it is stopped', async () => {
  const set = { KEYWAVE_DATA: join(folder, 'served'), PORT: '0' }
  const server = startKeywave(['start'], set)
  let seen = ''
  server.process.stdout?.on('data', (text: string) => (seen += text))
  await expect.poll(() => seen, { timeout: 60_000 }).toContain('is ready')
  const url = /http:\/\/localhost:\d+/.exec(seen)?.[0] ?? ''
  const page = await (await fetch(url)).text()
  expect(page).toContain('will be stopped at sign-in')
  expect(await runKeywave(['tenants'], set)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('[data-locked]'),
  })
  server.process.kill('SIGTERM')
  await server.finished
  expect(await runKeywave(['tenants'], set)).toMatchObject({ code: 0 })
}, 120_000)
