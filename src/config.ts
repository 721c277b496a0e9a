// The environment, parsed once into a typed value. The only reader of process.env; docs/reference/configuration.md is generated from `settings`.

import { AppError } from '#domain/shared/errors.ts'

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

export type Config = {
  /** PostgreSQL address; null: the embedded database in `dataFolder`. */
  readonly databaseUrl: string | null
  readonly dataFolder: string
  readonly port: number
  readonly graphUrl: string
  readonly authorityUrl: string
  readonly tenantId: string | null
  readonly clientId: string | null
  readonly clientSecret: string | null
  /** Path of a PEM file with certificate and private key. */
  readonly clientCertificate: string | null
  /** Null: warn where a person watches, info otherwise. */
  readonly logLevel: LogLevel | null
  /** How many times faster than Microsoft's the limits of the Graph address pass. */
  readonly graphLimitSpeed: number
  /** 32 bytes that encrypt stored secrets; null: a key file in the data folder. */
  readonly secretKey: Uint8Array | null
}

export type Setting = {
  readonly name: string
  readonly default: string | null
  readonly meaning: string
  readonly isSecret?: boolean
}

/** Every setting, in the order of the reference. */
export const settings = [
  {
    name: 'DATABASE_URL',
    default: null,
    meaning:
      'Address of a PostgreSQL server, version 15 or later: postgres://user:password@host:5432/keywave. Absent: the embedded database.',
    isSecret: true,
  },
  {
    name: 'KEYWAVE_DATA',
    default: './data',
    meaning: 'Folder of the embedded database, its lock, its key and its backups.',
  },
  { name: 'PORT', default: '4040', meaning: 'Port on which the server listens, on this machine only.' },
  {
    name: 'KEYWAVE_GRAPH_URL',
    default: 'https://graph.microsoft.com',
    meaning: 'Address of Microsoft Graph: another one for a national cloud or the simulated tenant.',
  },
  {
    name: 'KEYWAVE_AUTHORITY_URL',
    default: 'https://login.microsoftonline.com',
    meaning: 'Address that issues tokens: another one for a national cloud or the simulated tenant.',
  },
  {
    name: 'KEYWAVE_TENANT_ID',
    default: null,
    meaning: 'Directory (tenant) id, or a domain of the tenant, that keywave connect uses.',
  },
  {
    name: 'KEYWAVE_CLIENT_ID',
    default: null,
    meaning:
      'Application (client) id that keywave connect uses. With neither secret nor certificate: the id of a user-assigned managed identity.',
  },
  {
    name: 'KEYWAVE_CLIENT_SECRET',
    default: null,
    meaning: 'Value of a client secret of the application.',
    isSecret: true,
  },
  {
    name: 'KEYWAVE_CLIENT_CERTIFICATE',
    default: null,
    meaning:
      "Path of a PEM file with the application's certificate and its unencrypted private key. Better than a secret.",
  },
  {
    name: 'KEYWAVE_LOG_LEVEL',
    default: null,
    meaning:
      'fatal, error, warn, info, debug, trace or silent. Absent: warn on a terminal, info otherwise. Logs never hold secrets or personal data.',
  },
  {
    name: 'KEYWAVE_GRAPH_LIMIT_SPEED',
    default: '1',
    meaning:
      "How many times faster than Microsoft's the limits of the Graph address pass: above 1 for a simulated tenant only.",
  },
  {
    name: 'KEYWAVE_SECRET_KEY',
    default: null,
    meaning:
      '32 bytes in Base64 that encrypt stored connections. Absent: a key is made in the data folder, readable by its owner only.',
    isSecret: true,
  },
] as const satisfies readonly Setting[]

const logLevels: readonly LogLevel[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/** Parses the environment. Throws AppError config-invalid, naming the variable and what it should be. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const read = (name: (typeof settings)[number]['name']): string | null => {
    const value = environment[name]?.trim()
    if (value !== undefined && value !== '') return value
    return settings.find((setting) => setting.name === name)?.default ?? null
  }
  return {
    databaseUrl: urlFrom('DATABASE_URL', read('DATABASE_URL'), ['postgres:', 'postgresql:']),
    dataFolder: read('KEYWAVE_DATA') ?? './data',
    port: portFrom(read('PORT')),
    graphUrl: graphAddress('KEYWAVE_GRAPH_URL', read('KEYWAVE_GRAPH_URL')),
    authorityUrl: graphAddress('KEYWAVE_AUTHORITY_URL', read('KEYWAVE_AUTHORITY_URL')),
    tenantId: read('KEYWAVE_TENANT_ID'),
    clientId: read('KEYWAVE_CLIENT_ID'),
    clientSecret: read('KEYWAVE_CLIENT_SECRET'),
    clientCertificate: read('KEYWAVE_CLIENT_CERTIFICATE'),
    logLevel: logLevelFrom(read('KEYWAVE_LOG_LEVEL')),
    graphLimitSpeed: speedFrom(read('KEYWAVE_GRAPH_LIMIT_SPEED')),
    secretKey: secretKeyFrom(read('KEYWAVE_SECRET_KEY')),
  }
}

function invalid(name: string, should: string): AppError {
  return new AppError('config-invalid', { public: `${name} ${should}.` })
}

function urlFrom(name: string, text: string | null, protocols: readonly string[]): string | null {
  if (text === null) return null
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
    throw invalid(
      name,
      `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    )
  }
  return text.replace(/\/+$/, '')
}

/** Secrets and tokens go to these addresses, so plain http is for this machine only. */
function graphAddress(name: string, text: string | null): string {
  const url = urlFrom(name, text, ['https:', 'http:']) ?? ''
  const { protocol, hostname } = new URL(url)
  if (protocol === 'http:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) {
    throw invalid(name, 'must begin with https:// for any address but this machine')
  }
  return url
}

function portFrom(text: string | null): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw invalid('PORT', 'must be a whole number from 0 to 65535')
  return port
}

function speedFrom(text: string | null): number {
  const speed = Number(text)
  if (!(speed >= 1 && speed <= 10_000)) throw invalid('KEYWAVE_GRAPH_LIMIT_SPEED', 'must be a number from 1 to 10000')
  return speed
}

function logLevelFrom(text: string | null): LogLevel | null {
  if (text === null) return null
  const level = logLevels.find((known) => known === text)
  if (level === undefined) throw invalid('KEYWAVE_LOG_LEVEL', `must be one of ${logLevels.join(', ')}`)
  return level
}

function secretKeyFrom(text: string | null): Uint8Array | null {
  if (text === null) return null
  const key = Buffer.from(text, 'base64')
  if (key.length !== 32)
    throw invalid('KEYWAVE_SECRET_KEY', 'must be 32 bytes in Base64, for example from: openssl rand -base64 32')
  return new Uint8Array(key)
}
