// The page of the HTTP API, from the OpenAPI document that the server itself serves.

import { createApi } from '../../src/http/api.ts'
import type { ServerApp } from '../../src/http/server-app.ts'

type Operation = {
  readonly summary?: string
  readonly parameters?: readonly {
    readonly name: string
    readonly in: string
    readonly description?: string
    readonly required?: boolean
  }[]
  readonly responses: { readonly [status: string]: { readonly description?: string } }
}

/** The page's text. Registering routes calls no use case, so an app without any is enough. */
export async function apiPage(): Promise<string> {
  const api = createApi({ version: '' } as ServerApp)
  const answer = await api.request('/api/openapi.json')
  const document = (await answer.json()) as { paths: { [path: string]: { [method: string]: Operation } } }
  const parts = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => section(path, method, operation)),
  )
  return [
    '# HTTP API',
    '',
    'The OpenAPI 3.1 document is served at `/api/openapi.json`. Errors are `application/problem+json` (RFC 9457) with `code` and `remedy`; [errors.md](errors.md) lists the codes.',
    '',
    ...parts,
  ].join('\n')
}

function section(path: string, method: string, operation: Operation): string {
  const lines = [`## ${method.toUpperCase()} ${path}`, '', operation.summary ?? '', '']
  for (const { name, in: place, description, required } of operation.parameters ?? []) {
    lines.push(
      `- \`${name}\` (${place}${required === true ? ', required' : ''})${description === undefined ? '' : `: ${description}`}`,
    )
  }
  if ((operation.parameters ?? []).length > 0) lines.push('')
  for (const [status, { description }] of Object.entries(operation.responses))
    lines.push(`- ${status}: ${description ?? ''}`)
  return `${lines.join('\n')}\n`
}
