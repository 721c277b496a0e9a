// GET /api/v1/tenants/{tenant}/readiness: every check with verdict, evidence, whom it concerns and the remedy; the same JSON as check --json.

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { checkReadiness } from '#app/check-readiness.ts'
import { presentReadiness } from '#app/present/readiness.ts'
import { atQuery, tenantParam } from '../contract/moment.ts'
import { readiness } from '../contract/readiness.ts'
import { json, momentAt, problems, tenantFrom } from './route-parts.ts'
import type { ServerApp } from '../server-app.ts'

const route = createRoute({
  method: 'get',
  path: '/api/v1/tenants/{tenant}/readiness',
  operationId: 'checkReadiness',
  tags: ['Readiness'],
  summary: 'How ready the tenant is, now or at a moment',
  request: { params: tenantParam, query: atQuery },
  responses: { 200: json(readiness, 'Every check, worst first.'), ...problems(400, 404, 409) },
})

/** Adds the route. */
export function addReadinessGet(api: OpenAPIHono, app: ServerApp): void {
  api.openapi(route, async (context) => {
    const tenant = tenantFrom(context.req.valid('param').tenant)
    const { at } = context.req.valid('query')
    const report = await checkReadiness(app, app.checks, { tenant, ...momentAt('at', at) })
    return context.json(presentReadiness(report), 200)
  })
}
