// GET /api/v1/tenants/{tenant}/diff: who moved between two moments, counted, and which policies changed.

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { compareMoments } from '#app/compare-moments.ts'
import { presentComparison } from '#app/present/diff.ts'
import { diff, diffQuery } from '../contract/diff.ts'
import { tenantParam } from '../contract/moment.ts'
import { json, momentAt, problems, tenantFrom } from './route-parts.ts'
import type { ServerApp } from '../server-app.ts'

const route = createRoute({
  method: 'get',
  path: '/api/v1/tenants/{tenant}/diff',
  operationId: 'compareMoments',
  tags: ['Comparison'],
  summary: 'What changed between two moments',
  request: { params: tenantParam, query: diffQuery },
  responses: { 200: json(diff, 'Movements between exposures, and the drift of policies.'), ...problems(400, 404) },
})

/** Adds the route. */
export function addDiffGet(api: OpenAPIHono, app: ServerApp): void {
  api.openapi(route, async (context) => {
    const tenant = tenantFrom(context.req.valid('param').tenant)
    const { from, to } = context.req.valid('query')
    const comparison = await compareMoments(app, { tenant, ...momentAt('from', from), ...momentAt('to', to) })
    return context.json(presentComparison(comparison), 200)
  })
}
