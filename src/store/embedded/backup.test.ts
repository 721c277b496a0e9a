import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TenantName } from '#domain/shared/ids.ts'
import { openTestDatabase, testClock, type TestDatabase } from '../../../test/database.ts'
import { openStore } from '../open-store.ts'
import { restoreBackup } from '../restore-backup.ts'
import { person, putAll } from '../rows.fixture.ts'

describe('backups of the embedded database', () => {
  let database: TestDatabase
  let folder = ''
  let file = ''
  let tenant: TenantName
  const clock = testClock()
  const invalid = (words: string) =>
    expect.objectContaining({ code: 'backup-invalid', message: expect.stringContaining(words) })

  beforeAll(async () => {
    database = await openTestDatabase()
    folder = mkdtempSync(join(tmpdir(), 'keywave-backup-'))
    file = join(folder, 'contoso.backup')
    tenant = await database.tenant()
    await putAll(database, tenant, { people: Array.from({ length: 500 }, (_, number) => person(number)) })
  })
  afterAll(async () => {
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test('what was there at the backup is there after a restore, and what came later is not', async () => {
    const { bytes } = await database.store.backup(file)
    expect(bytes).toBe(readFileSync(file).length)
    await putAll(database, tenant, { people: [person(9999)] })
    const restored = join(folder, 'restored')
    await restoreBackup(file, restored, clock)
    const store = await openStore({ databaseUrl: null, dataFolder: restored, clock })
    try {
      expect(await store.inTenant(tenant, (unit) => unit.countPeople({}))).toBe(500)
    } finally {
      await store.close()
    }
    expect(await database.store.inTenant(tenant, (unit) => unit.countPeople({}))).toBe(501)
  })

  test('a folder that holds anything but the key is not restored into', async () => {
    await database.store.backup(file)
    const full = join(folder, 'full')
    mkdirSync(full)
    writeFileSync(join(full, 'notes.txt'), 'mine')
    await expect(restoreBackup(file, full, clock)).rejects.toMatchObject({
      code: 'wrong-use',
      message: expect.stringContaining('not empty'),
    })
    expect(readdirSync(full)).toEqual(['notes.txt'])
    rmSync(join(full, 'notes.txt'))
    writeFileSync(join(full, 'key'), 'key')
    await restoreBackup(file, full, clock)
    expect(readdirSync(full).sort()).toEqual(['key', 'pg'])
  })

  test('a file that is no backup, is cut off, or was altered by one bit is refused and leaves no database', async () => {
    await database.store.backup(file)
    const target = join(folder, 'refused')
    const changed = join(folder, 'changed')
    const change = (how: (bytes: Buffer) => Buffer | string) => writeFileSync(changed, how(readFileSync(file)))
    change(() => 'id,name\n1,x\n')
    await expect(restoreBackup(changed, target, clock)).rejects.toThrow(invalid('does not begin like one'))
    change((bytes) => `keywave-backup 2\n${bytes.subarray(17).toString('latin1')}`)
    await expect(restoreBackup(changed, target, clock)).rejects.toThrow(invalid('another version'))
    change((bytes) => {
      bytes[bytes.length >> 1]! ^= 1
      return bytes
    })
    await expect(restoreBackup(changed, target, clock)).rejects.toThrow(invalid('altered'))
    copyFileSync(file, changed)
    truncateSync(changed, 5000)
    await expect(restoreBackup(changed, target, clock)).rejects.toThrow(invalid('cut off'))
    await expect(restoreBackup(join(folder, 'none'), target, clock)).rejects.toMatchObject({ code: 'file-missing' })
    await expect(restoreBackup(folder, target, clock)).rejects.toThrow(invalid('folder'))
    expect(existsSync(join(target, 'pg'))).toBe(false)
  })

  test('a place that cannot be written to is named, and nothing half is left', async () => {
    const nowhere = join(folder, 'no', 'such', 'folder')
    await expect(database.store.backup(nowhere)).rejects.toMatchObject({
      code: 'wrong-use',
      message: expect.stringContaining(nowhere),
    })
    expect(await database.store.inTenant(tenant, (unit) => unit.countPeople({}))).toBeGreaterThan(0)
  })
})

describe.runIf(process.env['DATABASE_URL'] !== undefined)('backups of a server', () => {
  test('are left to pg_dump, and say so', async () => {
    const database = await openTestDatabase('server')
    await expect(database.store.backup('/tmp/x')).rejects.toMatchObject({
      code: 'wrong-use',
      message: expect.stringContaining('pg_dump'),
    })
    await database.close()
  })
})
