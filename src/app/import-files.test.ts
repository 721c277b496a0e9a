import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { known } from '#domain/shared/evidence.ts'
import { tenantNameFrom, type TenantName } from '#domain/shared/ids.ts'
import { fileForTest, folderForTest, guid, registrationsExport, usersExport } from '#files/exported-file.fixture.ts'
import { fileSource } from '#files/file-source.ts'
import { openStore } from '#store/open-store.ts'
import { importFiles, type ImportRequest } from './import-files.ts'
import { judgePeople } from './judge-people.ts'
import type { FileSource, Store, TenantUnit } from './ports.ts'

const now = Temporal.Instant.from('2026-11-22T12:00:00Z')
const clock = { now: () => now }
const folder = mkdtempSync(join(tmpdir(), 'keywave-import-'))
let store: Store
let tenants = 0

beforeAll(async () => {
  store = await openStore({ databaseUrl: null, dataFolder: folder, clock })
})

afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

function newTenant(): TenantName {
  tenants += 1
  const name = tenantNameFrom(`contoso-${tenants}`)
  if (name === null) throw new Error('the test names its tenants rightly')
  return name
}

const people = (count: number, change: { readonly [column: string]: string } = {}) =>
  usersExport(Array.from({ length: count }, () => change))

const devices = `Device ID,Device name,Primary user UPN,OS,OS version,Last check-in
${guid(91)},PHONE,ada0@contoso.com,iOS,18.1,2026-11-20T10:00:00Z
${guid(92)},LAPTOP,ada1@contoso.com,Windows,10.0.26100,2026-11-20T10:00:00Z
`

async function importTexts(
  tenant: TenantName,
  texts: readonly string[],
  options: Partial<ImportRequest> & { readonly files?: FileSource } = {},
) {
  const paths = await Promise.all(texts.map((text) => fileForTest(text)))
  const { files = fileSource, ...request } = options
  return await importFiles({ store, clock, files }, { tenant, paths, ...request })
}

const inTenant = <Result>(tenant: TenantName, work: (unit: TenantUnit) => Promise<Result>) =>
  store.inTenant(tenant, work)

/** Everything of a tenant that an import decides, without the ids of its runs. */
async function stateOf(tenant: TenantName) {
  return await inTenant(tenant, async (unit) => ({
    facts: JSON.parse(
      JSON.stringify(await unit.facts(null), (key, value: unknown) => (key === 'takenAt' ? null : value)),
    ) as object,
    people: await unit.people({}, { afterUpn: null, limit: 100_000 }),
  }))
}

describe('an import into a name that is new', () => {
  test('makes a tenant of files, stores all rows and says what became of each file', async () => {
    const tenant = newTenant()
    const summary = await importTexts(tenant, [devices, registrationsExport(['Mobile phone', 'Email']), people(3)])
    expect((await store.tenant(tenant))?.connection).toEqual({ kind: 'files' })
    expect(summary.files).toMatchObject([
      { kind: 'entra-users', stream: 'people', rows: 3, changed: 3, rejected: 0, rejectedFile: null },
      { kind: 'registration-details', stream: 'registrations', rows: 2, changed: 2, rejected: 0 },
      { kind: 'intune-devices', stream: 'intune-devices', rows: 2, changed: 2, rejected: 0 },
    ])
    const run = await inTenant(tenant, (unit) => unit.lastFinishedSync())
    expect(run).toMatchObject({ id: summary.syncId, kind: 'files', state: 'finished' })
    expect(run?.streams.map(({ stream, state, rows }) => [stream, state, rows])).toEqual([
      ['people', 'done', 3],
      ['registrations', 'done', 2],
      ['intune-devices', 'done', 2],
    ])
  })

  test('counts people, registrations and devices with their coverage; what files do not hold is unknown', async () => {
    const tenant = newTenant()
    await importTexts(tenant, [devices, registrationsExport(['Mobile phone', 'Email']), people(3)])
    const facts = await inTenant(tenant, (unit) => unit.facts(null))
    expect(facts['people-directory']).toMatchObject({
      state: 'known',
      value: { people: 3 },
      coverage: { have: 3, of: 3 },
    })
    expect(facts['population']).toMatchObject({
      state: 'known',
      value: { enabledMembers: 3, withRegistration: 2, phoneOnly: { count: 1 } },
      coverage: { have: 2, of: 3 },
    })
    expect(facts['device-fleet']).toMatchObject({
      state: 'known',
      value: { intuneDevices: 2, entraDevices: null, peopleWithDevice: 2, peopleInAll: 3 },
    })
    for (const name of [
      'conditional-access-policies',
      'authentication-methods-policy',
      'role-assignments',
      'domains',
    ]) {
      expect(facts[name]).toMatchObject({ state: 'unknown', reason: { kind: 'not-in-source', source: 'files' } })
    }
    expect(facts['emergency-accounts']).toMatchObject({ state: 'unknown', reason: { kind: 'not-told' } })
  })

  test('leaves people who can be judged, with the devices and methods that name them by UPN', async () => {
    const tenant = newTenant()
    await importTexts(tenant, [devices, registrationsExport(['Mobile phone', 'Email']), people(3)])
    expect(await judgePeople({ store, clock }, tenant)).toBe(3)
    await inTenant(tenant, async (unit) => {
      const ada = await unit.personByUpnOrId('ada0@contoso.com')
      expect(ada).toMatchObject({ person: { id: guid(0) }, methods: ['mobilePhone'] })
      expect(ada?.judgement).not.toBeNull()
      expect(await unit.devicesOf(guid(0))).toMatchObject([{ id: guid(91), operatingSystem: 'iOS' }])
      expect((await unit.personByUpnOrId('ada2@contoso.com'))?.methods).toBeNull()
    })
  })
})

test('without the list of people nobody can tell whose registration is missing, so the population is unknown', async () => {
  const tenant = newTenant()
  await importTexts(tenant, [registrationsExport(['Mobile phone'])])
  const facts = await inTenant(tenant, (unit) => unit.facts(null))
  expect(facts['population']?.state).toBe('unknown')
  expect(facts['people-directory']?.state).toBe('unknown')
})

test('without devices the fleet is unknown, not empty', async () => {
  const tenant = newTenant()
  await importTexts(tenant, [people(2)])
  expect((await inTenant(tenant, (unit) => unit.facts(null)))['device-fleet']).toMatchObject({
    state: 'unknown',
    reason: { kind: 'not-in-source' },
  })
})

test('what was imported is as old as its file, and never from the future', async () => {
  const tenant = newTenant()
  const [old, future] = [await fileForTest(people(2)), await fileForTest(registrationsExport(['Email']))]
  await utimes(old, 0, Temporal.Instant.from('2026-10-01T00:00:00Z').epochMilliseconds / 1000)
  await utimes(future, 0, Temporal.Instant.from('2027-10-01T00:00:00Z').epochMilliseconds / 1000)
  const summary = await importFiles({ store, clock, files: fileSource }, { tenant, paths: [old, future] })
  expect(summary.takenAt.toString()).toBe('2026-10-01T00:00:00Z')
  const facts = await inTenant(tenant, (unit) => unit.facts(null))
  expect(facts['people-directory']?.takenAt?.toString()).toBe('2026-10-01T00:00:00Z')
  expect(facts['population']?.takenAt?.toString()).toBe('2026-10-01T00:00:00Z')

  await importTexts(tenant, [people(2), registrationsExport(['Email'])])
  const renewed = (await inTenant(tenant, (unit) => unit.facts(null)))['population']?.takenAt
  expect(renewed?.toString()).toBe(now.toString())
})

describe('the same import again', () => {
  test('changes nothing', async () => {
    const tenant = newTenant()
    const texts = [people(3), registrationsExport(['Mobile phone', 'Email']), devices]
    await importTexts(tenant, texts)
    const before = await stateOf(tenant)
    const again = await importTexts(tenant, texts)
    expect(again.files.map(({ changed }) => changed)).toEqual([0, 0, 0])
    expect(await stateOf(tenant)).toEqual(before)
  })

  test('after one that was cut off in the middle ends as an undisturbed one', async () => {
    const [header, ...rows] = people(300).trimEnd().split('\r\n')
    const halves = [rows.slice(0, 200), rows.slice(200)].map((half) => [header, ...half, ''].join('\r\n'))
    const methods = Array.from({ length: 250 }, (_, index) => (index % 2 === 0 ? 'Mobile phone' : 'Email'))
    const texts = [...halves, registrationsExport(methods), devices]
    const undisturbed = newTenant()
    await importTexts(undisturbed, texts)
    const expected = await stateOf(undisturbed)
    for (const writes of [1, 2, 3]) {
      const tenant = newTenant()
      const stopper = new AbortController()
      let written = 0
      const onProgress = () => {
        written += 1
        if (written === writes) stopper.abort(new Error('cut off'))
      }
      await expect(importTexts(tenant, texts, { signal: stopper.signal, onProgress })).rejects.toThrow('cut off')
      const [cut] = await inTenant(tenant, (unit) => unit.syncs(1))
      expect(cut).toMatchObject({ state: 'failed', error: 'import-stopped' })
      await importTexts(tenant, texts)
      expect(await stateOf(tenant)).toEqual(expected)
    }
  })

  test('takes over from an import whose process died', async () => {
    const tenant = newTenant()
    await importTexts(tenant, [people(3)])
    const dead = await inTenant(tenant, (unit) => unit.startSync('files', ['people'], now))
    await importTexts(tenant, [people(3)])
    const runs = await inTenant(tenant, (unit) => unit.syncs(3))
    expect(runs.find(({ id }) => id === dead.id)).toMatchObject({ state: 'failed', error: 'sync-abandoned' })
    expect(runs.filter(({ state }) => state === 'running')).toEqual([])
  })
})

describe('people whom a newer export does not show', () => {
  const peopleOf = async (tenant: TenantName) => (await inTenant(tenant, (unit) => unit.countDirectory())).people

  test('have left', async () => {
    const tenant = newTenant()
    await importTexts(tenant, [people(4)])
    const { retirements } = await importTexts(tenant, [people(3)])
    expect(retirements).toEqual([{ stream: 'people', retired: 1, because: null }])
    expect(await peopleOf(tenant)).toBe(3)
  })

  test('stay when a row was rejected: they may be in it', async () => {
    const tenant = newTenant()
    await importTexts(tenant, [people(4)])
    const broken = people(4).replace('ada3@contoso.com', 'ada3')
    const { retirements } = await importTexts(tenant, [broken])
    expect(retirements).toMatchObject([{ stream: 'people', retired: null, because: /rejected/ }])
    expect(await peopleOf(tenant)).toBe(4)
  })

  test('stay when the export looks filtered or is empty', async () => {
    const tenant = newTenant()
    await importTexts(tenant, [people(5)])
    expect((await importTexts(tenant, [people(2)])).retirements).toMatchObject([{ retired: null, because: /filtered/ }])
    expect((await importTexts(tenant, [people(0)])).retirements).toMatchObject([{ retired: null, because: /no rows/ }])
    expect(await peopleOf(tenant)).toBe(5)
  })

  test('stay when they are in another file of the same import', async () => {
    const tenant = newTenant()
    await importTexts(tenant, [people(4)])
    const [header, ...rows] = people(4).trimEnd().split('\r\n')
    const halves = [rows.slice(0, 2), rows.slice(2)].map((half) => [header, ...half, ''].join('\r\n'))
    const summary = await importTexts(tenant, halves)
    expect(summary.retirements).toEqual([{ stream: 'people', retired: 0, because: null }])
    const run = await inTenant(tenant, (unit) => unit.lastFinishedSync())
    expect(run?.streams).toMatchObject([{ stream: 'people', rows: 4, state: 'done' }])
  })

  test('registrations end in the same way, and not by a list of methods', async () => {
    const tenant = newTenant()
    await importTexts(tenant, [people(3), registrationsExport(['Email', 'Email', 'Email'])])
    const list = 'User principal name,Authentication method\nada0@contoso.com,Mobile phone\n'
    expect((await importTexts(tenant, [list])).retirements).toMatchObject([{ retired: null, because: /not list/ }])
    expect((await importTexts(tenant, [registrationsExport(['Email', 'Email'])])).retirements).toMatchObject([
      { stream: 'registrations', retired: 1 },
    ])
  })
})

describe('rejected rows', () => {
  const broken = people(4).replace('ada2@contoso.com,Ada 2', 'nobody,Ada 2')

  test('are kept in the store, in a file beside the export, and out of the coverage', async () => {
    const tenant = newTenant()
    const path = await fileForTest(broken, 'users.csv')
    const { files, syncId } = await importFiles({ store, clock, files: fileSource }, { tenant, paths: [path] })
    expect(files).toMatchObject([{ rows: 3, rejected: 1, remarks: 0, rejectedFile: `${path}.rejected.csv` }])
    expect(existsSync(`${path}.rejected.csv`)).toBe(true)
    expect(await inTenant(tenant, (unit) => unit.rejected(syncId, 10))).toMatchObject([
      { origin: 'users.csv', position: 4, field: 'userPrincipalName' },
    ])
    const facts = await inTenant(tenant, (unit) => unit.facts(null))
    expect(facts['people-directory']).toMatchObject({ coverage: { have: 3, of: 4 } })
  })

  test('cost no import where the file beside cannot be written', async () => {
    const tenant = newTenant()
    const files: FileSource = {
      ...fileSource,
      rejectedBeside: () => fileSource.rejectedBeside('/nowhere/at/all/users.csv'),
    }
    const summary = await importTexts(tenant, [broken], { files })
    expect(summary.files).toMatchObject([
      { rows: 3, rejected: 1, rejectedFile: null, rejectedFileProblem: /cannot be written/ },
    ])
    expect(await inTenant(tenant, (unit) => unit.rejected(summary.syncId, 10))).toHaveLength(1)
  })

  test('remarks on the whole file are told apart from them', async () => {
    const { files } = await importTexts(newTenant(), [people(2, { accountEnabled: 'perhaps' })])
    expect(files).toMatchObject([{ rows: 2, rejected: 0, remarks: 1 }])
  })
})

describe('an import that cannot be', () => {
  test('stores nothing when one of the files is no export', async () => {
    const tenant = newTenant()
    await expect(importTexts(tenant, [people(2), 'Ticket,Opened\n1,2\n'])).rejects.toMatchObject({
      code: 'file-not-csv',
    })
    expect(await store.tenant(tenant)).toBeNull()
  })

  test('is refused for the simulated tenant', async () => {
    const demo = tenantNameFrom('demo')
    if (demo === null) throw new Error('demo is a name')
    await expect(importTexts(demo, [people(1)])).rejects.toMatchObject({ code: 'tenant-exists', message: /simulated/ })
    expect(await store.tenant(demo)).toBeNull()
  })

  test('needs a file', async () => {
    await expect(importTexts(newTenant(), [])).rejects.toMatchObject({ code: 'wrong-use' })
  })

  test('waits for no other: a second one at the same moment is refused', async () => {
    const tenant = newTenant()
    await importTexts(tenant, [people(1)])
    await store.withSyncLock(tenant, async () => {
      await expect(importTexts(tenant, [people(1)])).rejects.toMatchObject({ code: 'sync-running' })
    })
    expect((await importTexts(tenant, [people(1)])).files).toHaveLength(1)
  })

  test('is noted as failed with its reason when a file goes while it is read', async () => {
    const tenant = newTenant()
    const path = join(await folderForTest(), 'users.csv')
    await writeFile(path, people(2))
    const files: FileSource = {
      ...fileSource,
      async open(name) {
        const opened = await fileSource.open(name)
        rmSync(name)
        return opened
      },
    }
    await expect(importFiles({ store, clock, files }, { tenant, paths: [path] })).rejects.toMatchObject({
      code: 'file-missing',
    })
    const [run] = await inTenant(tenant, (unit) => unit.syncs(1))
    expect(run).toMatchObject({ state: 'failed', error: 'file-missing' })
  })
})

test('what Microsoft Graph told of the tenant stays known, and what it refused stays refused', async () => {
  const tenant = newTenant()
  await importTexts(tenant, [people(1)])
  const told = known([{ id: 'p1' }], now)
  const refused = {
    state: 'unknown',
    reason: { kind: 'refused', call: 'GET /domains', permission: 'Domain.Read.All' },
    takenAt: now,
  } as const
  await inTenant(tenant, (unit) => unit.putFacts({ 'conditional-access-policies': told, domains: refused }, null, now))
  await importTexts(tenant, [people(1)])
  const facts = await inTenant(tenant, (unit) => unit.facts(null))
  expect(facts['conditional-access-policies']).toMatchObject({ state: 'known', value: [{ id: 'p1' }] })
  expect(facts['domains']).toMatchObject({ state: 'unknown', reason: { kind: 'refused' } })
})
