// GET /api/v1/tenants/{tenant}/accounts: the accounts that the owner named as emergency, service or shared ones.

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { requireTenant } from '#app/context.ts'
import { accounts } from '../contract/accounts.ts'
import { tenantParam } from '../contract/moment.ts'
import { namedAccountsOf } from '../named-accounts.ts'
import { json, problems, tenantFrom } from './route-parts.ts'
import type { ServerApp } from '../server-app.ts'

const route = createRoute({
  method: 'get',
  path: '/api/v1/tenants/{tenant}/accounts',
  operationId: 'listNamedAccounts',
  tags: ['Accounts'],
  summary: 'The named emergency, service and shared accounts',
  request: { params: tenantParam },
  responses: { 200: json(accounts, 'The named accounts.'), ...problems(400, 404) },
})

/** Adds the route. */
export function addAccountsGet(api: OpenAPIHono, app: ServerApp): void {
  api.openapi(route, async (context) => {
    const tenant = tenantFrom(context.req.valid('param').tenant)
    await requireTenant(app, tenant)
    return context.json(await namedAccountsOf(app, tenant), 200)
  })
}
