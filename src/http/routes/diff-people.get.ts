// GET /api/v1/tenants/{tenant}/diff/people: the people whose judgement differs between two moments, a page at a time.

import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { requireTenant } from '#app/context.ts'
import { presentJudgementChange } from '#app/present/diff.ts'
import { changedPeople, changedPeopleQuery } from '../contract/diff.ts'
import { tenantParam } from '../contract/moment.ts'
import { json, problems, tenantFrom } from './route-parts.ts'
import type { ServerApp } from '../server-app.ts'

const route = createRoute({
  method: 'get',
  path: '/api/v1/tenants/{tenant}/diff/people',
  operationId: 'listChangedPeople',
  tags: ['Comparison'],
  summary: 'Who changed between two moments, with the judgement before and after',
  request: { params: tenantParam, query: changedPeopleQuery },
  responses: { 200: json(changedPeople, 'A page in order of user principal name.'), ...problems(400, 404) },
})

/** Adds the route. */
export function addDiffPeopleGet(api: OpenAPIHono, app: ServerApp): void {
  api.openapi(route, async (context) => {
    const tenant = tenantFrom(context.req.valid('param').tenant)
    const { from, to, after, limit } = context.req.valid('query')
    await requireTenant(app, tenant)
    const moments = { from: Temporal.Instant.from(from), to: Temporal.Instant.from(to) }
    const changes = await app.store.inTenant(tenant, (unit) =>
      unit.judgementChanges(moments, { afterUpn: after ?? null, limit }),
    )
    const next = changes.length < limit ? null : (changes.at(-1)?.userPrincipalName ?? null)
    return context.json({ tenant, from, to, people: changes.map(presentJudgementChange), next }, 200)
  })
}
