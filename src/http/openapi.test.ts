// The description of the API: whole, consistent with itself, and with a word on every route.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { testServer, type TestServer } from './server.fixture.ts'

let server: TestServer
let document: Document

type Operation = {
  operationId?: string
  summary?: string
  parameters?: { name: string; in: string }[]
  responses: Record<string, { description?: string; content?: Record<string, { schema?: unknown }> }>
}
type Document = {
  openapi: string
  info: { title: string; version: string }
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, unknown> }
}

beforeAll(async () => {
  server = await testServer({ seeded: 'nothing' })
  document = (await (await server.hono.request('/api/openapi.json')).json()) as Document
})

afterAll(async () => {
  await server.close()
})

function operations(): [string, string, Operation][] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, string, Operation] => [path, method, operation]),
  )
}

test('it is OpenAPI 3.1 and lists every route of the API', () => {
  expect(document.openapi).toBe('3.1.0')
  expect(document.info).toMatchObject({ title: 'Keywave', version: '0.1.0' })
  const served = server.hono.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/v1'))
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
  const described = operations().map(([path, method]) => `${method} ${path}`)
  expect(described.toSorted()).toEqual([...new Set(served)].toSorted())
  expect(described).toHaveLength(14)
})

test('every route has a summary, an id of its own, a good answer with a schema, and problems with theirs', () => {
  const ids = operations().map(([, , { operationId }]) => operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const [path, method, { summary, responses }] of operations()) {
    expect(summary, `${method} ${path}`).toMatch(/\w+/)
    const good = Object.entries(responses).filter(([status]) => status.startsWith('2'))
    expect(good, `${method} ${path}`).toHaveLength(1)
    for (const [status, answer] of Object.entries(responses)) {
      expect(answer.description, `${method} ${path} ${status}`).toBeTruthy()
      const schema = Object.values(answer.content ?? {})[0]?.schema
      if (status === '204') expect(schema).toBeUndefined()
      else if (status.startsWith('2')) expect(schema, `${method} ${path}`).toHaveProperty('$ref')
      else expect(schema, `${method} ${path} ${status}`).toEqual({ $ref: '#/components/schemas/Problem' })
    }
    expect(Object.keys(responses)).toContain('500')
  }
})

test('every parameter of a path is described and every reference leads somewhere', () => {
  for (const [path, method, { parameters = [] }] of operations()) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(
      parameters.filter((one) => one.in === 'path').map(({ name }) => name),
      `${method} ${path}`,
    ).toEqual(inPath)
  }
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name]) => name,
  )
  expect(references.length).toBeGreaterThan(20)
  for (const name of references) expect(document.components.schemas).toHaveProperty([name ?? ''])
})
