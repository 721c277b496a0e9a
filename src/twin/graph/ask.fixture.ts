// Starts a twin for a test and asks it as an application would. Not used outside tests.
import { startTwin, type Twin, type TwinOptions } from '../start-twin.ts'
import { createTinyWorld } from './tiny-world.fixture.ts'

/** Any JSON, to be looked into by tests. */
// oxlint-disable-next-line typescript/no-explicit-any -- tests look into answers of any shape
export type Json = any

export type Asked = { readonly status: number; readonly headers: Headers; readonly text: string; readonly json: Json }

export type AskOptions = {
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/** A twin with the tiny world, and a caller that holds a token. */
export type Asking = {
  readonly twin: Twin
  /** Asks a path from the version on (`/v1.0/users`), or a whole link. */
  readonly ask: (path: string, options?: AskOptions) => Promise<Asked>
  /** The items of all pages from a path on. */
  readonly all: (path: string, options?: AskOptions) => Promise<readonly Json[]>
}

async function asked(response: Response): Promise<Asked> {
  const text = await response.text()
  const json = text.startsWith('{') ? JSON.parse(text) : null
  return { status: response.status, headers: response.headers, text, json }
}

/** The token endpoint's answer to a form. */
export async function askToken(
  twin: Twin,
  form: Readonly<Record<string, string>>,
  tenant = twin.world.tenantId,
): Promise<Asked> {
  return asked(
    await fetch(`${twin.url}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body: new URLSearchParams(form) }),
  )
}

/** A form that is granted by a twin without listed applications. */
export const goodForm = {
  grant_type: 'client_credentials',
  client_id: '11111111-2222-4333-8444-555555555555',
  client_secret: 'twin-secret',
  scope: 'https://graph.microsoft.com/.default',
} as const

/** Starts a twin; limits run 1,000 times faster unless said, so that only tests about limits meet them. */
export async function startAsking(
  options: Partial<TwinOptions> = {},
  form: Readonly<Record<string, string>> = goodForm,
): Promise<Asking> {
  const twin = await startTwin({ world: createTinyWorld(), limits: { speed: 100_000 }, ...options })
  const granted = await askToken(twin, form)
  const token = String(granted.json['access_token'])
  const ask = async (path: string, { method = 'GET', body, headers = {} }: AskOptions = {}) => {
    const url = path.startsWith('http') ? path : `${twin.url}${path}`
    const content = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
    const type = body === undefined ? {} : { 'content-type': 'application/json' }
    return asked(
      await fetch(url, { method, headers: { authorization: `Bearer ${token}`, ...type, ...headers }, ...content }),
    )
  }
  const all = async (path: string, askOptions: AskOptions = {}) => {
    const items: Json[] = []
    for (let next: string | undefined = path; next !== undefined; ) {
      const answer: Asked = await ask(next, askOptions)
      if (answer.status !== 200) throw new Error(`${next} answered ${answer.status}: ${answer.text}`)
      items.push(...(answer.json['value'] ?? []))
      next = answer.json['@odata.nextLink']
    }
    return items
  }
  return { twin, ask, all }
}
