// GET /api/v1/tenants/{tenant}/exposure: how many are stopped, nudged, not affected, unknown, and how many of the stopped have nowhere to go.

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { presentExposure } from '#app/present/exposure.ts'
import { reportExposure } from '#app/report-exposure.ts'
import { exposure } from '../contract/exposure.ts'
import { atQuery, tenantParam } from '../contract/moment.ts'
import { json, momentAt, problems, tenantFrom } from './route-parts.ts'
import type { ServerApp } from '../server-app.ts'

const route = createRoute({
  method: 'get',
  path: '/api/v1/tenants/{tenant}/exposure',
  operationId: 'reportExposure',
  tags: ['Exposure'],
  summary: 'How many people the end of SMS and voice stops',
  request: { params: tenantParam, query: atQuery },
  responses: { 200: json(exposure, 'The counts with their age and coverage.'), ...problems(400, 404, 409) },
})

/** Adds the route. */
export function addExposureGet(api: OpenAPIHono, app: ServerApp): void {
  api.openapi(route, async (context) => {
    const tenant = tenantFrom(context.req.valid('param').tenant)
    const { at } = context.req.valid('query')
    return context.json(presentExposure(await reportExposure(app, { tenant, ...momentAt('at', at) })), 200)
  })
}
