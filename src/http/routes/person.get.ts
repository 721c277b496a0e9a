// GET /api/v1/tenants/{tenant}/people/{person}: one person, found by user principal name or object id, with devices and history.

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { presentPerson } from '#app/present/person.ts'
import { showPerson } from '#app/show-person.ts'
import { person, personParams } from '../contract/person.ts'
import { json, problems, tenantFrom } from './route-parts.ts'
import type { ServerApp } from '../server-app.ts'

const route = createRoute({
  method: 'get',
  path: '/api/v1/tenants/{tenant}/people/{person}',
  operationId: 'showPerson',
  tags: ['People'],
  summary: 'One person: what is said of them and why, their devices, and how it came to be',
  request: { params: personParams },
  responses: { 200: json(person, 'The person.'), ...problems(400, 404) },
})

/** Adds the route. */
export function addPersonGet(api: OpenAPIHono, app: ServerApp): void {
  api.openapi(route, async (context) => {
    const { tenant, person } = context.req.valid('param')
    return context.json(presentPerson(await showPerson(app, tenantFrom(tenant), person)), 200)
  })
}
