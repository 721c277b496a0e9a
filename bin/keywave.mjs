#!/usr/bin/env node
// Starts the program on Node 26: checks the version first, in words any Node can run, and says one clear line when it is too old.
const [major] = process.versions.node.split('.').map(Number)
if (major < 26) {
  const { existsSync } = await import('node:fs')
  const { spawn } = await import('node:child_process')
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
  const child = spawn(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' })
  // Whoever stops this process means the one that works.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  const code = await new Promise((resolve) =>
    child.once('exit', (status, signal) => resolve(signal === null ? status : 1)),
  )
  process.exit(code)
}
await import('../src/main.ts')
