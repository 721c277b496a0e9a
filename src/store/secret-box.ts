// Keeps a tenant's secret closed in the database: AES-256-GCM (NIST SP 800-38D) with a key that is not in the database, bound to the tenant's
// name, so that a row copied to another tenant does not open.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '#domain/shared/errors.ts'

/** Seals and opens secrets. `open` throws AppError data-key-wrong. */
export type SecretBox = { seal(secret: string, tenant: string): string; open(sealed: string, tenant: string): string }

/** Length of the key in bytes (AES-256) and of the nonce and the tag (SP 800-38D, 5.2.1). */
const keyLength = 32
const nonceLength = 12
const tagLength = 16

const form = 'v1.'

/** A box with the key given, or with the key in `<dataFolder>/key`, made when the first secret is sealed. */
export function secretBox(dataFolder: string, given: Uint8Array | undefined): SecretBox {
  if (given !== undefined && given.length !== keyLength) {
    throw new AppError('config-invalid', { public: `The key of the stored secrets must have ${keyLength} bytes.` })
  }
  const path = join(dataFolder, 'key')
  return {
    seal: (secret, tenant) => seal(secret, tenant, given ?? readKey(path) ?? makeKey(dataFolder, path)),
    open: (sealed, tenant) => {
      const key = given ?? readKey(path)
      if (key === null) {
        throw new AppError('data-key-wrong', {
          public: `The key file ${path} is missing: the secret of tenant "${tenant}" cannot be opened.`,
        })
      }
      return unseal(sealed, tenant, key)
    },
  }
}

function seal(secret: string, tenant: string, key: Uint8Array): string {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength }).setAAD(Buffer.from(tenant))
  const closed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return form + Buffer.concat([nonce, cipher.getAuthTag(), closed]).toString('base64')
}

function unseal(sealed: string, tenant: string, key: Uint8Array): string {
  const wrong = () =>
    new AppError('data-key-wrong', { public: `The secret of tenant "${tenant}" cannot be opened with this key.` })
  const bytes = Buffer.from(sealed.slice(form.length), 'base64')
  if (!sealed.startsWith(form) || bytes.length < nonceLength + tagLength) throw wrong()
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceLength), { authTagLength: tagLength })
    .setAAD(Buffer.from(tenant))
    .setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()]).toString('utf8')
  } catch {
    // GCM says only that key, name or bytes do not fit together.
    throw wrong()
  }
}

function readKey(path: string): Uint8Array | null {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') return null
    throw new AppError('data-unreadable', {
      cause: error,
      public: `The key file ${path} cannot be read (${code ?? 'unknown error'}).`,
    })
  }
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== keyLength)
    throw new AppError('data-key-wrong', { public: `The key file ${path} does not hold a key.` })
  return key
}

/** Two processes may make it at once: the second takes what the first wrote. */
function makeKey(dataFolder: string, path: string): Uint8Array {
  const key = randomBytes(keyLength)
  try {
    mkdirSync(dataFolder, { recursive: true })
    writeFileSync(path, `${key.toString('base64')}\n`, { flag: 'wx', mode: 0o600, flush: true })
    chmodSync(path, 0o600)
    return key
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const written = code === 'EEXIST' ? readKey(path) : null
    if (written !== null) return written
    if (code === 'ENOSPC') throw new AppError('disk-full', { cause: error })
    throw new AppError('data-unreadable', {
      cause: error,
      public: `The key file ${path} cannot be made (${code ?? 'unknown error'}).`,
    })
  }
}
