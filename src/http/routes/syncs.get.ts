// GET /api/v1/tenants/{tenant}/syncs: the syncs of a tenant, newest first.

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { requireTenant } from '#app/context.ts'
import { presentSync } from '#app/present/syncs.ts'
import { tenantParam } from '../contract/moment.ts'
import { syncs, syncsQuery } from '../contract/syncs.ts'
import { json, problems, tenantFrom } from './route-parts.ts'
import type { ServerApp } from '../server-app.ts'

const route = createRoute({
  method: 'get',
  path: '/api/v1/tenants/{tenant}/syncs',
  operationId: 'listSyncs',
  tags: ['Syncs'],
  summary: 'The syncs of a tenant, newest first',
  request: { params: tenantParam, query: syncsQuery },
  responses: { 200: json(syncs, 'The syncs.'), ...problems(400, 404) },
})

/** Adds the route. */
export function addSyncsGet(api: OpenAPIHono, app: ServerApp): void {
  api.openapi(route, async (context) => {
    const tenant = tenantFrom(context.req.valid('param').tenant)
    const { limit } = context.req.valid('query')
    await requireTenant(app, tenant)
    const runs = await app.store.inTenant(tenant, (unit) => unit.syncs(limit))
    return context.json({ tenant, syncs: runs.map(presentSync) }, 200)
  })
}
