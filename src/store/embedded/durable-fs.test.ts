import { fsyncSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyTemplate } from '../../../test/database.ts'
import { DurableNodeFS, durableStartParams } from './durable-fs.ts'

let folder = ''
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keywave-durable-'))
  await copyTemplate(folder)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function open(flush: (descriptor: number) => void): Promise<PGlite> {
  const pg = new PGlite({ fs: new DurableNodeFS(join(folder, 'pg'), flush), startParams: [...durableStartParams] })
  await pg.waitReady
  return pg
}

test.runIf(process.platform === 'linux')(
  'a commit is answered after its log is on disk, a checkpoint after the data are; a read flushes nothing',
  async () => {
    const flushed: string[] = []
    const pg = await open((descriptor) => {
      flushed.push(readlinkSync(`/proc/self/fd/${descriptor}`))
      fsyncSync(descriptor)
    })
    const flushedBy = async (statement: string) => {
      flushed.length = 0
      await pg.query(statement)
      return flushed.map((path) => path.slice(folder.length + 1))
    }
    await pg.query('create table t (x int)')
    const log = /^pg\/pg_wal\/[0-9A-F]{24}$/
    expect(await flushedBy('insert into t values (1)')).toEqual([expect.stringMatching(log)])
    expect(await flushedBy('select * from t')).toEqual([])
    await pg.query('begin')
    expect(await flushedBy('insert into t values (2)')).toEqual([])
    expect(await flushedBy('commit')).toEqual([expect.stringMatching(log)])
    const byCheckpoint = await flushedBy('checkpoint')
    expect(byCheckpoint).toContain('pg/global/pg_control')
    expect(byCheckpoint.filter((path) => path.startsWith('pg/base/')).length).toBeGreaterThan(0)
    await pg.close()
  },
)

test('a commit whose log cannot be brought to disk is not answered as done', async () => {
  let broken = false
  const pg = await open((descriptor) => {
    if (broken) throw Object.assign(new Error('the disk is gone'), { code: 'EIO' })
    fsyncSync(descriptor)
  })
  broken = true
  await expect(pg.query('create table lost (x int)')).rejects.toThrow(Error)
  broken = false
})
