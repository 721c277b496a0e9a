// $batch: up to 20 requests in one, answered in any order, each counted, refused and throttled alone.
// Source: Microsoft Graph "Combine multiple HTTP requests using JSON batching".
import type { GraphAnswer, GraphRequest } from './answer.ts'
import { badRequest } from './problem.ts'

/** Source: the same page. */
const partsMax = 20

type Part = {
  readonly id: string
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly dependsOn: readonly string[]
}

type PartAnswer = {
  readonly id: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

const fault = (message: string) => badRequest(message, 'BadRequest')

function readPart(value: unknown): Part {
  if (typeof value !== 'object' || value === null) throw fault('Invalid batch payload format.')
  const part = value as Record<string, unknown>
  const { id, method, url } = part
  if (typeof id !== 'string' || id === '')
    throw fault("Invalid batch payload format. 'id' must be a string that is not empty.")
  if (typeof method !== 'string') throw fault(`Invalid batch payload format. Request '${id}' has no method.`)
  if (typeof url !== 'string' || /^[a-z]+:\/\//i.test(url))
    throw fault(`Invalid batch payload format. Request '${id}' needs a relative url.`)
  const headers =
    typeof part['headers'] === 'object' && part['headers'] !== null ? (part['headers'] as Record<string, unknown>) : {}
  const dependsOn = Array.isArray(part['dependsOn']) ? part['dependsOn'].map(String) : []
  const { body } = part
  return {
    id,
    method: method.toUpperCase(),
    url: url.startsWith('/') ? url : `/${url}`,
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name.toLowerCase(), String(text)])),
    body: body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body),
    dependsOn,
  }
}

/** The parts of a batch; 400 when there are none, more than 20, doubled ids, or a dependency that is not before its dependant. */
export function readBatch(body: unknown): readonly Part[] {
  const requests = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)['requests'] : undefined
  if (!Array.isArray(requests) || requests.length === 0) throw fault('Invalid batch payload format.')
  if (requests.length > partsMax) throw fault(`Number of batch request steps exceeds the maximum value of ${partsMax}.`)
  const parts = requests.map(readPart)
  const seen = new Set<string>()
  for (const part of parts) {
    if (seen.has(part.id)) throw fault(`Batch request id '${part.id}' is not unique.`)
    for (const before of part.dependsOn) {
      if (!seen.has(before))
        throw fault(`Request '${part.id}' depends on '${before}', which is not a request before it.`)
    }
    seen.add(part.id)
  }
  return parts
}

function written(id: string, answer: GraphAnswer): PartAnswer {
  const { status, headers, json, text } = answer
  if (json !== undefined) return { id, status, headers: { ...headers, 'content-type': 'application/json' }, body: json }
  if (text === undefined) return { id, status, headers }
  return {
    id,
    status,
    headers: { ...headers, 'content-type': 'text/plain' },
    body: Buffer.from(text).toString('base64'),
  }
}

/** Answers each part through `answer`, in order, and gives the answers shuffled by `draw`; the wait is the longest of the parts. */
export function answerBatch(
  outer: GraphRequest,
  parts: readonly Part[],
  answer: (request: GraphRequest) => GraphAnswer,
  draw: () => number,
): { readonly responses: readonly PartAnswer[]; readonly delayMs: number } {
  const failed = new Set<string>()
  let delayMs = 0
  const responses = parts.map((part): PartAnswer => {
    if (part.dependsOn.some((before) => failed.has(before))) {
      failed.add(part.id)
      const error = { code: 'FailedDependency', message: 'The request failed because a request it depends on failed.' }
      return { id: part.id, status: 424, headers: { 'content-type': 'application/json' }, body: { error } }
    }
    const [path, search] = splitUrl(part.url)
    const result = answer({
      method: part.method,
      version: outer.version,
      origin: outer.origin,
      path,
      search: new URLSearchParams(search),
      header: (name) => part.headers[name.toLowerCase()] ?? null,
      body: part.body,
      caller: outer.caller,
    })
    delayMs = Math.max(delayMs, result.delayMs)
    if (result.status >= 400) failed.add(part.id)
    return written(part.id, result)
  })
  for (let last = responses.length - 1; last > 0; last--) {
    const other = Math.floor(draw() * (last + 1))
    const [one, two] = [responses[last], responses[other]]
    if (one !== undefined && two !== undefined) [responses[last], responses[other]] = [two, one]
  }
  return { responses, delayMs }
}

function splitUrl(url: string): readonly [string, string] {
  const at = url.indexOf('?')
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)]
}
