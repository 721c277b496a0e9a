// GET /api/v1/tenants/{tenant}/people: the people of a tenant with what is said of each, filtered, a page at a time.

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { ageOfPeople } from '#app/age-of-people.ts'
import { listPeople } from '#app/list-people.ts'
import { presentInstant } from '#app/present/moments.ts'
import { presentPersonRow } from '#app/present/people.ts'
import { tenantParam } from '../contract/moment.ts'
import { people, peopleQuery } from '../contract/people.ts'
import { json, momentAt, present, problems, tenantFrom } from './route-parts.ts'
import type { ServerApp } from '../server-app.ts'

const route = createRoute({
  method: 'get',
  path: '/api/v1/tenants/{tenant}/people',
  operationId: 'listPeople',
  tags: ['People'],
  summary: 'The people with exposure, destination, tier and next action',
  request: { params: tenantParam, query: peopleQuery },
  responses: { 200: json(people, 'A page in order of user principal name.'), ...problems(400, 404) },
})

/** Adds the route. */
export function addPeopleGet(api: OpenAPIHono, app: ServerApp): void {
  api.openapi(route, async (context) => {
    const tenant = tenantFrom(context.req.valid('param').tenant)
    const { at, after, limit, ...filter } = context.req.valid('query')
    const moment = momentAt('at', at)
    const page = await listPeople(app, tenant, { ...moment, ...present(filter) }, { afterUpn: after ?? null, limit })
    const read = await app.store.inTenant(tenant, (unit) => ageOfPeople(unit, moment.at ?? null))
    const takenAt = presentInstant(read)
    return context.json(
      { tenant, takenAt, people: page.people.map(presentPersonRow), inAll: page.inAll, next: page.next },
      200,
    )
  })
}
