import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AppContext } from '#app/context.ts'
import { testClock } from '../../../test/database.ts'
import { backUpDatabase } from './back-up-database.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keywave-backups-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

/** Backs up once a day for some days; returns the names of the files in the order they were made. */
async function backUpFor(days: number): Promise<readonly string[]> {
  const clock = testClock()
  const made: string[] = []
  const backup = async (file: string) => {
    await writeFile(file, 'all of it')
    made.push(file.slice(folder.length + 1))
    return { bytes: 9 }
  }
  const app = { clock, store: { backup } } as unknown as AppContext
  for (let day = 0; day < days; day++) {
    await backUpDatabase(folder).run(app, new AbortController().signal)
    clock.advance({ hours: 24 })
  }
  return made
}

test('seven daily backups are all kept', async () => {
  const made = await backUpFor(7)
  expect((await readdir(folder)).sort()).toEqual(made)
  expect(made).toHaveLength(7)
})

test('of more than seven the newest seven are kept, over the end of a month too', async () => {
  const made = await backUpFor(12)
  expect((await readdir(folder)).sort()).toEqual(made.slice(-7))
})

test('a file of another name is never removed', async () => {
  await writeFile(join(folder, 'before-the-upgrade.backup'), 'mine')
  await backUpFor(9)
  expect(existsSync(join(folder, 'before-the-upgrade.backup'))).toBe(true)
  expect(await readdir(folder)).toHaveLength(8)
})

test('a backup that fails removes none of the earlier ones', async () => {
  const made = await backUpFor(7)
  const full = () => Promise.reject(new Error('disk full'))
  const app = { clock: testClock(), store: { backup: full } } as unknown as AppContext
  await expect(backUpDatabase(folder).run(app, new AbortController().signal)).rejects.toThrow('disk full')
  expect((await readdir(folder)).sort()).toEqual(made)
})
