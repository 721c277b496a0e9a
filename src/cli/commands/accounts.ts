// keywave accounts: the emergency, service and shared accounts, as their owner names them.

import { nameAccounts, unnameAccount } from '#app/name-accounts.ts'
import { requireTenant } from '#app/context.ts'
import { presentAccounts } from '#app/present/accounts.ts'
import { AppError } from '#domain/shared/errors.ts'
import { defineCommand, exitCodes, tenantOption } from '../command.ts'
import { openTenant } from '../open-tenant.ts'
import { table } from '../render/table.ts'

const kinds = ['emergency', 'service', 'shared'] as const

export default defineCommand({
  name: 'accounts',
  summary: 'Name emergency, service and shared accounts: Keywave never guesses them.',
  operands: 'list | add UPN... | remove UPN...',
  options: {
    ...tenantOption,
    as: { type: 'string', value: 'KIND', default: 'emergency', help: `What added accounts are: ${kinds.join(', ')}.` },
    json: { type: 'boolean', help: 'Print JSON.' },
  },
  async run({ options, operands, surroundings }) {
    const [action = 'list', ...upns] = operands
    const namedAs = kinds.find((kind) => kind === options.as)
    if (namedAs === undefined)
      throw new AppError('wrong-use', { public: `--as must be one of ${kinds.join(', ')}, not "${options.as}".` })
    if (!['list', 'add', 'remove'].includes(action))
      throw new AppError('wrong-use', { public: `"${action}" is not an action: use list, add or remove.` })
    if (action !== 'list' && upns.length === 0)
      throw new AppError('wrong-use', { public: `Name the accounts: keywave accounts ${action} UPN` })
    const { app, tenant } = await openTenant(surroundings, options.tenant)
    await requireTenant(app, tenant)
    if (action === 'add')
      await nameAccounts(
        app,
        tenant,
        upns.map((userPrincipalName) => ({ userPrincipalName, namedAs })),
      )
    if (action === 'remove') for (const upn of upns) await unnameAccount(app, tenant, upn)
    const accounts = await app.store.inTenant(tenant, (unit) => unit.namedAccounts())
    const { terminal } = surroundings
    if (options.json) terminal.print(JSON.stringify(presentAccounts(tenant, accounts), null, 2))
    else if (accounts.length === 0) terminal.print('No account is named yet.')
    else
      terminal.print(
        table(
          terminal,
          [{ title: 'Account' }, { title: 'Named as' }],
          accounts.map((account) => [account.userPrincipalName, account.namedAs]),
        ),
      )
    if (action === 'add' && namedAs === 'emergency')
      terminal.tell(`Next: npx keywave sync --tenant ${tenant}, to read what each of them can sign in with.`)
    return exitCodes.ok
  },
})
