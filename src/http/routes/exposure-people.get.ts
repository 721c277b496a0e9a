// GET /api/v1/tenants/{tenant}/exposure/people: the people of an exposure one by one, a page at a time.

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { listPeople } from '#app/list-people.ts'
import { presentExposedPerson, presentExposure } from '#app/present/exposure.ts'
import { reportExposure } from '#app/report-exposure.ts'
import { exposedPeople, exposedPeopleQuery } from '../contract/exposure.ts'
import { tenantParam } from '../contract/moment.ts'
import { json, momentAt, present, problems, tenantFrom } from './route-parts.ts'
import type { ServerApp } from '../server-app.ts'

const route = createRoute({
  method: 'get',
  path: '/api/v1/tenants/{tenant}/exposure/people',
  operationId: 'listExposedPeople',
  tags: ['Exposure'],
  summary: 'Who is stopped, nudged, not affected or unknown, and why',
  request: { params: tenantParam, query: exposedPeopleQuery },
  responses: { 200: json(exposedPeople, 'A page in order of user principal name.'), ...problems(400, 404, 409) },
})

/** Adds the route. */
export function addExposurePeopleGet(api: OpenAPIHono, app: ServerApp): void {
  api.openapi(route, async (context) => {
    const tenant = tenantFrom(context.req.valid('param').tenant)
    const { at, after, limit, ...filter } = context.req.valid('query')
    const moment = momentAt('at', at)
    const { takenAt, coverage } = presentExposure(await reportExposure(app, { tenant, ...moment }))
    const page = await listPeople(app, tenant, { ...moment, ...present(filter) }, { afterUpn: after ?? null, limit })
    const people = page.people.flatMap(({ person, judgement }) =>
      judgement === null ? [] : [presentExposedPerson({ id: person.id, upn: person.userPrincipalName, ...judgement })],
    )
    return context.json({ tenant, takenAt, coverage, people, inAll: page.inAll, next: page.next }, 200)
  })
}
