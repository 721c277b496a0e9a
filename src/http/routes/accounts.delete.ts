// DELETE /api/v1/tenants/{tenant}/accounts/{upn}: takes the name of an account back; everybody is judged again at once.

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { unnameAccount } from '#app/name-accounts.ts'
import { accountParams } from '../contract/accounts.ts'
import { problems, tenantFrom } from './route-parts.ts'
import type { ServerApp } from '../server-app.ts'

const route = createRoute({
  method: 'delete',
  path: '/api/v1/tenants/{tenant}/accounts/{upn}',
  operationId: 'unnameAccount',
  tags: ['Accounts'],
  summary: 'Take back the name of an account',
  request: { params: accountParams },
  responses: { 204: { description: 'It is an ordinary account again.' }, ...problems(400, 403, 404) },
})

/** Adds the route. */
export function addAccountsDelete(api: OpenAPIHono, app: ServerApp): void {
  api.openapi(route, async (context) => {
    const { tenant, upn } = context.req.valid('param')
    await unnameAccount(app, tenantFrom(tenant), upn)
    return context.body(null, 204)
  })
}
