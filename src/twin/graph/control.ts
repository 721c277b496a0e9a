// What the simulated tenant offers beside Microsoft Graph: its clock, its faults and its counters, for whoever runs it alone.
// GET and POST /twin/clock {"advance": "PT6H"}; POST /twin/faults {"faults": "429@users:0.1"}; GET /twin/requests; GET /twin/mail.
import { Hono } from 'hono'
import { AppError } from '#domain/shared/errors.ts'
import type { World } from '../world/world.ts'
import type { Memory } from './call.ts'
import { parseFaults, type Faults } from './faults.ts'
import type { Counting } from './request-counters.ts'

/** What can be seen and moved from outside. */
export type ControlParts = {
  readonly world: World
  readonly memory: Memory
  readonly counting: Counting
  readonly setFaults: (faults: Faults) => void
}

const refusal = (message: string) => ({ error: { code: 'TwinControl', message } })

function textOf(body: unknown, name: string): string | undefined {
  const value =
    typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>)[name] : undefined
  return typeof value === 'string' ? value : undefined
}

/** The body as JSON; undefined when it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The handlers below /twin. Pages of other sites are refused: a browser would let them post. */
export function createControl({ world, memory, counting, setFaults }: ControlParts): Hono {
  const app = new Hono()
  app.use(async (context, next) => {
    const site = context.req.header('sec-fetch-site')
    if (site !== undefined && site !== 'same-origin' && site !== 'none')
      return context.json(refusal('Not from another site.'), 403)
    await next()
    return undefined
  })
  app.get('/requests', (context) => context.json(counting.read()))
  app.get('/mail', (context) =>
    context.json({ value: memory.sentMail.map((mail) => ({ ...mail, acceptedAt: mail.acceptedAt.toString() })) }),
  )
  app.get('/clock', (context) => context.json({ now: world.clock.now().toString() }))
  app.post('/clock', async (context) => {
    const advance = textOf(parsed(await context.req.text()), 'advance')
    try {
      if (advance === undefined) throw new RangeError('There is no advance.')
      world.clock.advance(Temporal.Duration.from(advance))
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      return context.json(refusal('advance must be a duration forward, such as PT6H or P7D.'), 400)
    }
    return context.json({ now: world.clock.now().toString() })
  })
  app.post('/faults', async (context) => {
    const text = textOf(parsed(await context.req.text()), 'faults')
    if (text === undefined)
      return context.json(refusal('faults must be a text, such as 429@users:0.1; an empty one ends all.'), 400)
    try {
      const faults = parseFaults(text)
      setFaults(faults)
      return context.json({ faults })
    } catch (error) {
      if (error instanceof AppError) return context.json(refusal(error.message), 400)
      throw error
    }
  })
  return app
}
