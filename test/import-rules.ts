// Who may import whom, as data, and the judge of one import. The table of ARCHITECTURE.md; the scanner is in conventions.test.ts.

export type Zone =
  | 'domain'
  | 'checks'
  | 'graph'
  | 'files'
  | 'store'
  | 'app'
  | 'http'
  | 'worker'
  | 'cli'
  | 'twin'
  | 'config'
  | 'terminal'
  | 'main'

type Rule = {
  /** Zones whose values may be imported. */
  readonly values: readonly Zone[]
  /** Zones of which only types may be imported. */
  readonly types: readonly Zone[]
  /** Packages: all, none, or these. `node:` stands for Node's own modules. */
  readonly packages: 'any' | readonly string[]
}

export const rules: { readonly [Name in Zone]: Rule } = {
  domain: { values: ['domain'], types: [], packages: [] },
  checks: { values: ['checks', 'domain'], types: [], packages: [] },
  graph: { values: ['graph', 'domain'], types: ['app'], packages: ['node:', 'zod', '@azure/identity'] },
  files: { values: ['files', 'domain'], types: ['app'], packages: ['node:', 'csv-parse', 'csv-stringify'] },
  store: { values: ['store', 'domain'], types: ['app'], packages: ['node:', 'kysely', 'pg', '@electric-sql/pglite'] },
  app: { values: ['app', 'domain', 'checks'], types: [], packages: [] },
  http: {
    values: ['http', 'app', 'domain', 'checks'],
    types: [],
    packages: ['node:', 'hono', '@hono/node-server', '@hono/zod-openapi', 'zod'],
  },
  worker: { values: ['worker', 'app', 'domain'], types: [], packages: ['node:'] },
  cli: { values: ['cli', 'app', 'domain', 'checks'], types: [], packages: ['node:'] },
  twin: { values: ['twin', 'domain'], types: [], packages: ['node:', 'hono', '@hono/node-server'] },
  config: { values: ['domain'], types: [], packages: [] },
  terminal: { values: ['cli'], types: [], packages: ['node:'] },
  main: {
    values: [
      'domain',
      'checks',
      'graph',
      'files',
      'store',
      'app',
      'http',
      'worker',
      'cli',
      'twin',
      'config',
      'terminal',
    ],
    types: [],
    packages: 'any',
  },
}

/** Why an import is not allowed; null when it is. `target` is a zone, or a package's name. */
export function refusal(
  from: Zone,
  target: { readonly zone: Zone } | { readonly package: string },
  isTypeOnly: boolean,
): string | null {
  const rule = rules[from]
  if ('zone' in target) {
    if (target.zone === 'main') return 'main.ts may be imported by nobody'
    if (rule.values.includes(target.zone) || (isTypeOnly && rule.types.includes(target.zone))) return null
    return `${from} may not import ${isTypeOnly ? 'types' : 'values'} of ${target.zone}`
  }
  if (rule.packages === 'any') return null
  const name = target.package.startsWith('node:') ? 'node:' : packageName(target.package)
  return rule.packages.includes(name) ? null : `${from} may not import the package ${name}`
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}
