#!/usr/bin/env node
// Starts the program on Node 26: checks the version first, in words any Node can run, and says one clear line when it is too old.
import { setFlagsFromString } from 'node:v8'

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
// V8 lets its heap grow far beyond what is in use before it clears it. A sync streams, so what is in use stays small: growing in small steps keeps
// the whole program under 400 MB, at no cost in time that npm run bench could show. Before anything else is loaded, or it has grown already.
setFlagsFromString('--semi-space-growth-factor=1')
setFlagsFromString('--heap-growing-percent=20')
await import('../src/main.ts')
