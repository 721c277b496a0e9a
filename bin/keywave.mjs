#!/usr/bin/env node
// Starts the program on Node 26: checks the version first, in words any Node can run, and says one clear line when it is too old.
const [major] = process.versions.node.split('.').map(Number)
if (major < 26) {
  const { existsSync } = await import('node:fs')
  const { spawnSync } = await import('node:child_process')
  const { fileURLToPath } = await import('node:url')
  const own = fileURLToPath(
    new URL(`../node_modules/.bin/${process.platform === 'win32' ? 'node.exe' : 'node'}`, import.meta.url),
  )
  if (!existsSync(own)) {
    console.error(
      `Keywave needs Node 26 and this is Node ${process.versions.node}. Run "npm ci" in this folder: it brings the right one.`,
    )
    process.exit(3)
  }
  const run = spawnSync(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  process.exit(run.status ?? 1)
}
await import('../src/main.ts')
