// GET /api/v1/tenants: which tenants are connected and how fresh what is known of them is.

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { tenantList } from '../contract/tenants.ts'
import { ageOfPeople } from '#app/age-of-people.ts'
import { presentInstant } from '#app/present/moments.ts'
import { json, problems } from './route-parts.ts'
import type { ServerApp } from '../server-app.ts'

const route = createRoute({
  method: 'get',
  path: '/api/v1/tenants',
  operationId: 'listTenants',
  tags: ['Tenants'],
  summary: 'The tenants of this installation, with the age of what is known of each',
  responses: { 200: json(tenantList, 'The tenants in order of name.'), ...problems() },
})

/** Adds the route. */
export function addTenantsGet(api: OpenAPIHono, app: ServerApp): void {
  api.openapi(route, async (context) => {
    const records = await app.store.tenants()
    const tenants = records.map(async ({ name, connection, createdAt }) => {
      const { read, unfinished } = await app.store.inTenant(name, async (unit) => ({
        read: await ageOfPeople(unit, null),
        unfinished: await unit.unfinishedSync(),
      }))
      return {
        name,
        source: connection.kind,
        createdAt: presentInstant(createdAt),
        takenAt: presentInstant(read),
        syncing: unfinished !== null,
      }
    })
    return context.json({ tenants: await Promise.all(tenants) }, 200)
  })
}
