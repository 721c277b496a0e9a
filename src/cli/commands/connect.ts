// keywave connect: stores how a tenant is reached, after trying it.

import { connectTenant, type ConnectionTrial } from '#app/connect-tenant.ts'
import type { Connection } from '#app/ports.ts'
import { AppError } from '#domain/shared/errors.ts'
import { demoName } from '#app/ensure-demo.ts'
import { defineCommand, exitCodes, type Surroundings } from '../command.ts'
import { readTenantName } from '../open-tenant.ts'
import { table } from '../render/table.ts'
import { styled, type Terminal } from '../terminal.ts'

export default defineCommand({
  name: 'connect',
  summary: 'Connect a Microsoft Entra tenant: try the credentials and each permission, then store them encrypted.',
  operands: '',
  options: {
    tenant: { type: 'string', value: 'NAME', help: 'The name you give the tenant here, for example contoso.' },
    'tenant-id': { type: 'string', value: 'ID', help: 'Directory (tenant) id or domain; default: KEYWAVE_TENANT_ID.' },
    'client-id': { type: 'string', value: 'ID', help: 'Application (client) id; default: KEYWAVE_CLIENT_ID.' },
    identity: {
      type: 'string',
      value: 'KIND',
      help: 'Sign in as managed or workload identity instead of with a secret or certificate.',
    },
    json: { type: 'boolean', help: 'Print JSON.' },
  },
  notes: [
    'The secret or certificate comes from KEYWAVE_CLIENT_SECRET or KEYWAVE_CLIENT_CERTIFICATE, never from the command line, where others could see it.',
    'Exit code 1 when some permission is missing: what depends on it stays unknown.',
  ],
  async run({ options, surroundings }) {
    if (options.tenant === undefined)
      throw new AppError('wrong-use', { public: 'Name the tenant: keywave connect --tenant NAME' })
    const name = readTenantName(options.tenant)
    if (name === demoName())
      throw new AppError('tenant-exists', { public: 'The name demo belongs to the simulated tenant.' })
    const connection = await connectionFrom(surroundings, options)
    const app = await surroundings.openApp()
    const trial = await connectTenant(app, { name, connection, createdAt: app.clock.now() }, surroundings.signal)
    const { terminal } = surroundings
    if (options.json) terminal.print(JSON.stringify({ tenant: name, calls: trial.calls }, null, 2))
    else {
      terminal.print(render(terminal, trial))
      terminal.tell(`Connected. Next: npx keywave sync --tenant ${name}`)
    }
    return trial.calls.some(({ outcome }) => outcome !== 'answered') ? exitCodes.findings : exitCodes.ok
  },
})

async function connectionFrom(
  { config, readCertificate }: Surroundings,
  options: { 'tenant-id': string | undefined; 'client-id': string | undefined; identity: string | undefined },
): Promise<Connection> {
  const tenantId = options['tenant-id'] ?? config.tenantId
  const clientId = options['client-id'] ?? config.clientId
  if (tenantId === null)
    throw new AppError('wrong-use', { public: 'Give the tenant id: set KEYWAVE_TENANT_ID or use --tenant-id.' })
  const where = {
    kind: 'graph',
    tenantId,
    clientId,
    graphUrl: config.graphUrl,
    authorityUrl: config.authorityUrl,
  } as const
  if (options.identity !== undefined) {
    if (options.identity !== 'managed' && options.identity !== 'workload')
      throw new AppError('wrong-use', { public: '--identity must be managed or workload.' })
    return { ...where, credential: `${options.identity}-identity`, secret: null }
  }
  if (clientId === null) throw new AppError('credentials-missing')
  if (config.clientCertificate !== null)
    return { ...where, credential: 'certificate', secret: await readCertificate(config.clientCertificate) }
  if (config.clientSecret !== null) return { ...where, credential: 'secret', secret: config.clientSecret }
  throw new AppError('credentials-missing')
}

function render(terminal: Terminal, { calls }: ConnectionTrial): string {
  const words = { answered: 'granted', refused: 'missing', 'no-licence': 'no licence', failed: 'failed' } as const
  const rows = calls.map(({ permission, outcome, licence, call }) => [
    outcome === 'answered' ? styled(terminal, 'green', '✓') : styled(terminal, 'yellow', '✗'),
    permission ?? '',
    outcome === 'no-licence' && licence !== null ? `needs ${licence}` : words[outcome],
    call,
  ])
  return table(terminal, [{ title: '' }, { title: 'Permission' }, { title: 'Outcome' }, { title: 'Tried with' }], rows)
}
