// The guards of the architecture: who imports whom, what pure code may not name, how files begin and how long they are.

import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { refusal, type Zone } from './import-rules.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'src'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path.endsWith('.ts'))
const production = tracked.filter((path) => !/\.(test|fixture)\.ts$/.test(path))

function zoneOf(path: string): Zone {
  const [, second = ''] = relative(root, resolve(root, path)).split('/')
  return (second.endsWith('.ts') ? second.slice(0, -3) : second) as Zone
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'"\n;]*?(?:\{[^}]*\})?[^'"\n;]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g

/** The imports of a file that the architecture does not allow. */
function refusedImports(path: string, text: string): string[] {
  const from = zoneOf(path)
  const refused: string[] = []
  for (const [statement, typeWord, specifier, dynamic] of text.matchAll(importPattern)) {
    const target = specifier ?? dynamic ?? ''
    const isTypeOnly = typeWord !== undefined || /^\s*import\s*\{\s*(type\s+\w+\s*,?\s*)+\}/.test(statement)
    const reason = refusal(from, targetOf(path, target), isTypeOnly)
    if (reason !== null) refused.push(`${path}: ${reason} (${target})`)
  }
  return refused
}

function targetOf(path: string, specifier: string): { zone: Zone } | { package: string } {
  if (specifier.startsWith('#')) return { zone: specifier.slice(1).split('/')[0] as Zone }
  if (specifier.startsWith('.')) return { zone: zoneOf(join(dirname(path), specifier)) }
  return { package: specifier }
}

const impure: readonly [RegExp, string][] = [
  [/\bTemporal\.Now\b/, 'Temporal.Now'],
  [/\bDate\.now\b/, 'Date.now'],
  [/\bnew Date\(\)/, 'new Date()'],
  [/\bMath\.random\b/, 'Math.random'],
  [/\bset(?:Timeout|Interval|Immediate)\b/, 'a timer'],
  [/\bfetch\(/, 'fetch'],
  [/\bprocess\./, 'process'],
  [/\bconsole\./, 'console'],
]

describe('imports', () => {
  test('no zone imports what the architecture forbids', () => {
    expect(production.flatMap((path) => refusedImports(path, readFileSync(join(root, path), 'utf8')))).toEqual([])
  })

  test('the scanner finds a forbidden import when there is one', () => {
    expect(refusedImports('src/domain/people/x.ts', "import { readFile } from 'node:fs'\n")).toHaveLength(1)
    expect(refusedImports('src/domain/people/x.ts', "import { app } from '#app/context.ts'\n")).toHaveLength(1)
    expect(refusedImports('src/store/x.ts', "import { z } from 'zod'\n")).toHaveLength(1)
    expect(refusedImports('src/app/x.ts', "export { a } from '../graph/client.ts'\n")).toHaveLength(1)
    expect(refusedImports('src/cli/x.ts', "const x = await import('#store/open-store.ts')\n")).toHaveLength(1)
    expect(refusedImports('src/store/x.ts', "import { StreamUnavailable } from '#app/ports.ts'\n")).toHaveLength(1)
  })

  test('the scanner lets through what is allowed', () => {
    expect(
      refusedImports('src/store/x.ts', "import type { Store } from '#app/ports.ts'\nimport { sql } from 'kysely'\n"),
    ).toEqual([])
    expect(refusedImports('src/domain/people/x.ts', "import { known } from '../shared/evidence.ts'\n")).toEqual([])
  })

  test('only config.ts reads the environment, and only main.ts hands it over', () => {
    const readers = production.filter((path) => /\bprocess\.env\b/.test(readFileSync(join(root, path), 'utf8')))
    expect(readers.filter((path) => !['src/main.ts', 'src/config.ts'].includes(path))).toEqual([])
  })
})

describe('pure code', () => {
  const pure = production.filter((path) => ['domain', 'checks'].includes(zoneOf(path)))

  test('neither clock nor dice nor wire is named in the domain and the catalogues', () => {
    const found = pure.flatMap((path) => {
      const code = withoutComments(readFileSync(join(root, path), 'utf8'))
      return impure.filter(([pattern]) => pattern.test(code)).map(([, name]) => `${path}: ${name}`)
    })
    expect(found).toEqual([])
  })

  test('the preload takes clock, dice and wire away', async () => {
    const probe = join(root, 'test', 'pure.ts')
    const run = (code: string) =>
      execFileSync(
        process.execPath,
        ['--import', probe, '-e', `try { ${code}; console.log('ran') } catch (e) { console.log(e.message) }`],
        { encoding: 'utf8' },
      )
    expect(run('Date.now()')).toContain('absent in pure code')
    expect(run('new Date()')).toContain('absent in pure code')
    expect(run('Temporal.Now.instant()')).toContain('absent in pure code')
    expect(run('Math.random()')).toContain('absent in pure code')
    expect(run('fetch("http://127.0.0.1")')).toContain('absent in pure code')
    expect(run('new Date(0)')).toContain('ran')
  })

  test('a use of node: or the network in the domain does not compile', () => {
    const folder = mkdtempSync(join(root, 'src', 'domain', 'guard-'))
    try {
      writeFileSync(
        join(folder, 'probe.ts'),
        "import { readFileSync } from 'node:fs'\nexport const now = () => fetch(process.cwd() + readFileSync('x'))\n",
      )
      const compile = () =>
        execFileSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'src/domain'], {
          cwd: root,
          stdio: 'pipe',
          encoding: 'utf8',
        })
      let output = ''
      try {
        compile()
      } catch (error) {
        output = String((error as { stdout?: string }).stdout)
      }
      expect(output).toMatch(/probe\.ts.*node:fs/)
      expect(output).toMatch(/probe\.ts.*'fetch'/)
      expect(output).toMatch(/probe\.ts.*'process'/)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('files', () => {
  test('every file opens with a comment that says what it is for', () => {
    const without = production.filter(
      (path) => !/^(?:#!.*\n)?(?:\/\/|\/\*)/.test(readFileSync(join(root, path), 'utf8')),
    )
    expect(without).toEqual([])
  })

  test('names are kebab-case and none is a drawer for everything', () => {
    const odd = production.filter((path) => {
      const name = path.split('/').at(-1) ?? ''
      return (
        !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z]+)*\.ts$/.test(name) ||
        /^(?:utils?|helpers?|common|misc|manager)\b/.test(name)
      )
    })
    expect(odd).toEqual([])
  })

  test('no file grows beyond 400 lines', () => {
    const long = production.filter(
      (path) => !path.endsWith('.gen.ts') && readFileSync(join(root, path), 'utf8').split('\n').length > 400,
    )
    expect(long).toEqual([])
  })
})

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1')
}
