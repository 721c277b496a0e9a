// The API under /api/v1 and its OpenAPI 3.1 document: what all routes share, and the list of them.

import { OpenAPIHono } from '@hono/zod-openapi'
import { AppError } from '#domain/shared/errors.ts'
import { problemResponse, type FieldProblem } from './problem.ts'
import { addAccountsDelete } from './routes/accounts.delete.ts'
import { addAccountsGet } from './routes/accounts.get.ts'
import { addAccountsPost } from './routes/accounts.post.ts'
import { addDiffGet } from './routes/diff.get.ts'
import { addDiffPeopleGet } from './routes/diff-people.get.ts'
import { addExposureGet } from './routes/exposure.get.ts'
import { addExposurePeopleGet } from './routes/exposure-people.get.ts'
import { addPeopleGet } from './routes/people.get.ts'
import { addPersonGet } from './routes/person.get.ts'
import { addReadinessGet } from './routes/readiness.get.ts'
import { addSyncGet } from './routes/sync.get.ts'
import { addSyncsGet } from './routes/syncs.get.ts'
import { addSyncsPost } from './routes/syncs.post.ts'
import { addTenantsGet } from './routes/tenants.get.ts'
import type { ServerApp } from './server-app.ts'

/** Where its description is. */
export const openApiPath = '/api/openapi.json'

/** The routes and their document, to be mounted at the root. */
export function createApi(app: ServerApp): OpenAPIHono {
  const api = new OpenAPIHono({
    defaultHook: (result) => (result.success ? undefined : invalidRequest(result.error.issues)),
  })
  addTenantsGet(api, app)
  addReadinessGet(api, app)
  addExposureGet(api, app)
  addExposurePeopleGet(api, app)
  addPeopleGet(api, app)
  addPersonGet(api, app)
  addDiffGet(api, app)
  addDiffPeopleGet(api, app)
  addSyncsGet(api, app)
  addSyncsPost(api, app)
  addSyncGet(api, app)
  addAccountsGet(api, app)
  addAccountsPost(api, app)
  addAccountsDelete(api, app)
  api.doc31(openApiPath, {
    openapi: '3.1.0',
    info: {
      title: 'Keywave',
      version: app.version,
      description: 'How ready a Microsoft Entra tenant is for passkeys, who is stopped on 1 February 2027, and why.',
      license: { name: 'MIT' },
    },
    servers: [{ url: '/' }],
  })
  return api
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string }

function invalidRequest(issues: readonly Issue[]): Response {
  const fields = issues.map(
    ({ path, message }): FieldProblem => ({ field: path.map(String).join('.'), problem: message }),
  )
  const first = fields[0]
  const detail =
    first === undefined ? undefined : `${first.field === '' ? 'The request' : `"${first.field}"`}: ${first.problem}.`
  return problemResponse(new AppError('request-invalid', detail === undefined ? {} : { public: detail }), fields)
}
