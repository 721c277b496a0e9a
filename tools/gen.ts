// Writes what can be derived: the indexes of the catalogues and the reference documentation. With --check it writes nothing and fails
// when something is stale.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { catalogueIndex, catalogues } from './gen/catalogue-index.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const isCheck = process.argv.includes('--check')
const stale: string[] = []

function emit(path: string, content: string): void {
  const file = join(root, path)
  const before = existsSync(file) ? readFileSync(file, 'utf8') : null
  if (before === content) return
  if (isCheck) {
    stale.push(path)
    return
  }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  process.stdout.write(`wrote ${path}\n`)
}

// Indexes first: the reference imports them.
for (const catalogue of catalogues) {
  emit(join(catalogue.folder, 'index.gen.ts'), catalogueIndex(catalogue, readdirSync(join(root, catalogue.folder))))
}
if (stale.length === 0) {
  const { referencePages } = await import('./gen/reference.ts')
  for (const [path, content] of Object.entries(await referencePages())) emit(join('docs', 'reference', path), content)
}
if (stale.length > 0) {
  process.stdout.write(`Stale: ${stale.join(', ')}. Run npm run gen.\n`)
  process.exitCode = 1
}
