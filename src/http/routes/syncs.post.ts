// POST /api/v1/tenants/{tenant}/syncs: starts a sync in the background and answers where its progress is told.

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { tenantParam } from '../contract/moment.ts'
import { syncProgress, syncStart } from '../contract/syncs.ts'
import { progressOf } from '../sync-progress.ts'
import { json, jsonBody, problems, tenantFrom } from './route-parts.ts'
import type { ServerApp } from '../server-app.ts'

const route = createRoute({
  method: 'post',
  path: '/api/v1/tenants/{tenant}/syncs',
  operationId: 'startSync',
  tags: ['Syncs'],
  summary: 'Start a sync in the background',
  request: { params: tenantParam, body: jsonBody(syncStart) },
  responses: {
    202: {
      ...json(syncProgress, 'It has begun. Location is where its progress is told.'),
      headers: { Location: { description: 'The progress of this sync.', schema: { type: 'string' as const } } },
    },
    ...problems(400, 403, 404, 409, 413, 415, 502),
  },
})

/** Adds the route. */
export function addSyncsPost(api: OpenAPIHono, app: ServerApp): void {
  api.openapi(route, async (context) => {
    const tenant = tenantFrom(context.req.valid('param').tenant)
    const { run } = await app.desk.start(tenant, context.req.valid('json').wanted)
    context.header('Location', `/api/v1/tenants/${tenant}/syncs/${encodeURIComponent(run.id)}`)
    return context.json(progressOf(tenant, run, app.desk.state(tenant)), 202)
  })
}
