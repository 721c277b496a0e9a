// The whole check, one line per part: generated files fresh, types, lint, format, unused code, tests. `--no-tests` leaves the tests out.

import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bin = (path: string) => join(root, 'node_modules', path)

const parts: readonly { readonly name: string; readonly args: readonly string[] }[] = [
  { name: 'generated files', args: ['tools/gen.ts', '--check'] },
  { name: 'types', args: [bin('typescript/bin/tsc'), '-p', '.'] },
  { name: 'types of the domain', args: [bin('typescript/bin/tsc'), '-p', 'src/domain'] },
  { name: 'lint', args: [bin('oxlint/bin/oxlint')] },
  { name: 'format', args: [bin('@biomejs/biome/bin/biome'), 'format', '.'] },
  { name: 'unused code', args: [bin('knip/bin/knip.js')] },
  ...(process.argv.includes('--no-tests') ? [] : [{ name: 'tests', args: [bin('vitest/vitest.mjs'), 'run'] }]),
]

let failed = 0
for (const { name, args } of parts) {
  const run = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    stdio: name === 'tests' ? 'inherit' : 'pipe',
  })
  const isGood = run.status === 0
  if (!isGood) failed += 1
  process.stdout.write(`${isGood ? 'ok    ' : 'FAILED'} ${name}\n`)
  if (!isGood && name !== 'tests') process.stdout.write(`${run.stdout ?? ''}${run.stderr ?? ''}\n`)
}
process.exitCode = failed === 0 ? 0 : 1
