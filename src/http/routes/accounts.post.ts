// POST /api/v1/tenants/{tenant}/accounts: names accounts; everybody is judged again at once.

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { nameAccounts } from '#app/name-accounts.ts'
import { accounts, accountsToName } from '../contract/accounts.ts'
import { tenantParam } from '../contract/moment.ts'
import { namedAccountsOf } from '../named-accounts.ts'
import { json, jsonBody, problems, tenantFrom } from './route-parts.ts'
import type { ServerApp } from '../server-app.ts'

const route = createRoute({
  method: 'post',
  path: '/api/v1/tenants/{tenant}/accounts',
  operationId: 'nameAccounts',
  tags: ['Accounts'],
  summary: 'Name emergency, service and shared accounts',
  request: { params: tenantParam, body: jsonBody(accountsToName) },
  responses: { 200: json(accounts, 'All named accounts.'), ...problems(400, 403, 404, 413, 415) },
})

/** Adds the route. */
export function addAccountsPost(api: OpenAPIHono, app: ServerApp): void {
  api.openapi(route, async (context) => {
    const tenant = tenantFrom(context.req.valid('param').tenant)
    const named = context.req.valid('json').accounts.map(({ upn, namedAs }) => ({ userPrincipalName: upn, namedAs }))
    await nameAccounts(app, tenant, named)
    return context.json(await namedAccountsOf(app, tenant), 200)
  })
}
