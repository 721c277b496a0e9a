import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { describeProcess, lockFolder, type LockHolder } from './folder-lock.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keywave-lock-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const self = { startedAt: '2026-11-22T03:00:00Z', what: 'keywave start', url: 'http://localhost:4040', token: 'self' }

/** A lock left by a holder that is this living process in everything but what is changed. */
function leave(change: Partial<LockHolder>): void {
  const holder: LockHolder = { ...self, ...describeProcess(process.pid), token: 'left', ...change }
  writeFileSync(join(folder, 'lock'), JSON.stringify(holder))
}

/** Makes the lock look as if its holder last showed itself so long ago. */
function age(seconds: number): void {
  const then = Date.now() / 1000 - seconds
  utimesSync(join(folder, 'lock'), then, then)
}

const refused = (words: string) =>
  expect.objectContaining({ code: 'data-locked', message: expect.stringContaining(words) })

/** The number of a process that ran and is gone. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', ''])
  await once(child, 'exit')
  return child.pid ?? -1
}

describe('the lock on a data folder', () => {
  test('is held by one at a time, and can be taken again after its release', () => {
    const lock = lockFolder(folder, self)
    expect(() => lockFolder(folder, { ...self, token: 'second' })).toThrow(
      refused(`Process ${process.pid} (keywave start, at http://localhost:4040)`),
    )
    expect(() => lockFolder(folder, { ...self, token: 'second' })).toThrow(refused('since 2026-11-22T03:00:00Z'))
    lock.release()
    expect(existsSync(join(folder, 'lock'))).toBe(false)
    lockFolder(folder, self).release()
  })

  test('of a living process is respected', () => {
    leave({})
    expect(() => lockFolder(folder, self)).toThrow(refused(`Process ${process.pid}`))
  })

  test('of a dead process is recovered, and nothing is left of it', async () => {
    leave({ pid: await deadPid() })
    lockFolder(folder, self).release()
    expect(readdirSync(folder)).toEqual([])
  })

  test.runIf(process.platform === 'linux').each([
    ['whose number another process has by now', { processStart: '1' }],
    ['from before the machine started anew', { bootId: 'another boot' }],
    ['from an earlier life of this container', { pidNamespace: 'pid:[1]' }],
  ])('of a process %s is recovered', (_title, change) => {
    leave(change)
    lockFolder(folder, self).release()
  })

  test('of another machine is respected while it shows itself, and lapses after a minute', () => {
    leave({ host: 'elsewhere', pid: 1 })
    age(50)
    expect(() => lockFolder(folder, self)).toThrow(refused('on elsewhere'))
    age(70)
    lockFolder(folder, self).release()
  })

  test('that is not written yet is respected while it is young, and recovered when it was cut off', () => {
    writeFileSync(join(folder, 'lock'), '')
    expect(() => lockFolder(folder, self)).toThrow(refused('just taking'))
    age(70)
    lockFolder(folder, self).release()
  })

  test('is not released by somebody who lost it', () => {
    const lock = lockFolder(folder, self)
    leave({ token: 'another holder' })
    lock.release()
    expect(JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'))).toMatchObject({ token: 'another holder' })
  })
})
