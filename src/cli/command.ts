// What a command is: its name, its options, what it does. The reference of the command line is generated from these declarations.

import type { AppContext } from '#app/context.ts'
import type { FileSource } from '#app/ports.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import type { Check } from '#domain/readiness/check.ts'
import type { Terminal } from './terminal.ts'

/** Exit codes, the same for every command. */
export const exitCodes = { ok: 0, findings: 1, couldNotTell: 2, wrongUse: 3 } as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

export type OptionDeclaration = {
  readonly type: 'string' | 'boolean'
  /** What stands for the value in the usage line, for strings. */
  readonly value?: string
  readonly default?: string
  readonly help: string
}

export type OptionDeclarations = { readonly [name: string]: OptionDeclaration }

export type OptionValues<Options extends OptionDeclarations> = {
  readonly [Name in keyof Options]: Options[Name]['type'] extends 'boolean'
    ? boolean
    : Options[Name] extends { readonly default: string }
      ? string
      : string | undefined
}

/** The simulated tenant as a command may start it. */
export type RunningTwin = { readonly url: string; readonly caPem: string | null; stop(): Promise<void> }

export type TwinOrder = {
  readonly people: number
  readonly seed: number
  readonly port: number
  readonly tls: boolean
  readonly faults: string | null
  readonly speed: number
}

/** What a second process is told that wants the same data folder: the command that holds it, and where it can be asked instead. */
export type Holder = { readonly what: string; readonly url?: string }

/** What a command is given of the world; main.ts makes it. Nothing is opened before it is asked for. */
export type Surroundings = {
  readonly terminal: Terminal
  readonly signal: AbortSignal
  readonly version: string
  readonly checks: readonly Check[]
  readonly config: {
    readonly port: number
    readonly dataFolder: string
    readonly databaseUrl: string | null
    readonly graphUrl: string
    readonly authorityUrl: string
    readonly tenantId: string | null
    readonly clientId: string | null
    readonly clientSecret: string | null
    readonly clientCertificate: string | null
  }
  /** Opens the store once; closed when the command ends. */
  openApp(holder?: Holder): Promise<AppContext>
  /** The user principal names of the simulated tenant's emergency accounts, which its owner would know. */
  demoEmergencyAccounts(): Promise<readonly string[]>
  readonly files: FileSource
  csvLines(columns: readonly string[], rows: AsyncIterable<readonly unknown[]>): AsyncIterable<string>
  startTwin(order: TwinOrder): Promise<RunningTwin>
  /** Serves until the signal; resolves with the address once it listens. */
  serve(app: AppContext, port: number): Promise<{ readonly url: string; readonly closed: Promise<void> }>
  /** Starts the recurring jobs; the returned function stops them. */
  work(app: AppContext): () => Promise<void>
  restore(file: string, dataFolder: string): Promise<void>
  readCertificate(path: string): Promise<string>
}

export type Command<Options extends OptionDeclarations = OptionDeclarations> = {
  readonly name: string
  readonly summary: string
  /** After `keywave NAME`, without the options: `UPN`, `FILE...`; empty when there is none. */
  readonly operands: string
  readonly options: Options
  /** Sentences below the options in --help: shapes, exit codes that matter, examples. */
  readonly notes?: readonly string[]
  run(input: {
    readonly options: OptionValues<Options>
    readonly operands: readonly string[]
    readonly surroundings: Surroundings
  }): Promise<ExitCode>
}

/** Declares a command. */
export function defineCommand<const Options extends OptionDeclarations>(command: Command<Options>): Command<Options> {
  return command
}

/** The option that names the tenant, the same for all commands. */
export const tenantOption = {
  tenant: { type: 'string', value: 'NAME', default: 'demo', help: 'The tenant; demo is the simulated one.' },
} as const

export const formatOptions = {
  json: { type: 'boolean', help: 'Print JSON.' },
  csv: { type: 'boolean', help: 'Print CSV.' },
} as const

export type TenantOption = { readonly tenant: TenantName }
