// GET /api/v1/tenants/{tenant}/syncs/{sync}: how far one sync is, and why it stopped where it did.

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { requireTenant } from '#app/context.ts'
import { AppError } from '#domain/shared/errors.ts'
import { syncParams, syncProgress } from '../contract/syncs.ts'
import { progressOf } from '../sync-progress.ts'
import { json, problems, tenantFrom } from './route-parts.ts'
import type { ServerApp } from '../server-app.ts'

/** How far back a sync is looked for: two weeks of hourly ones. */
const runsLookedAt = 400

const route = createRoute({
  method: 'get',
  path: '/api/v1/tenants/{tenant}/syncs/{sync}',
  operationId: 'showSync',
  tags: ['Syncs'],
  summary: 'The progress of one sync',
  request: { params: syncParams },
  responses: { 200: json(syncProgress, 'The sync with its rows by stream.'), ...problems(400, 404) },
})

/** Adds the route. */
export function addSyncGet(api: OpenAPIHono, app: ServerApp): void {
  api.openapi(route, async (context) => {
    const { tenant: name, sync: id } = context.req.valid('param')
    const tenant = tenantFrom(name)
    await requireTenant(app, tenant)
    const runs = await app.store.inTenant(tenant, (unit) => unit.syncs(runsLookedAt))
    const run = runs.find((one) => one.id === id)
    if (run === undefined) throw new AppError('sync-unknown')
    return context.json(progressOf(tenant, run, app.desk.state(tenant)), 200)
  })
}
