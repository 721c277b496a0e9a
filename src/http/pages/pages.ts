// The pages and what they need: the first page, the list of people, one person, trouble, and the two files that pages load.

import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { reasonNames } from '#app/reason-words.ts'
import { ageOfPeople } from '#app/age-of-people.ts'
import { listPeople } from '#app/list-people.ts'
import { showPerson } from '#app/show-person.ts'
import { AppError, errorCatalogue } from '#domain/shared/errors.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import { peopleQuery } from '../contract/people.ts'
import { present, tenantFrom } from '../routes/route-parts.ts'
import type { ServerApp } from '../server-app.ts'
import { firstReading, isReading, noTenant } from './first-run.ts'
import { icon, iconPath, layout, stylesheet, stylesheetPath, type Frame } from './layout.ts'
import { overview } from './overview.ts'
import { overviewFacts } from './overview-facts.ts'
import type { Html } from './parts/figures.ts'
import { people } from './people.ts'
import { person } from './person.ts'

/** How long the browser waits before it asks again while a tenant is read for the first time, in seconds. */
const refreshSeconds = 3

/** Rows of one page of the list. */
const rowsPerPage = 50

/** Adds the pages. */
export function addPages(hono: Hono, app: ServerApp): void {
  hono.get('/', (context) => showOverview(context, app))
  hono.get('/people', (context) => showPeople(context, app))
  hono.get('/people/:person', (context) => showOne(context, app))
  hono.get(stylesheetPath, () => asset(stylesheet, 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'))
  hono.get(iconPath, () => asset(icon, 'image/svg+xml', 'public, max-age=86400'))
}

function asset(body: string, type: string, cache: string): Response {
  return new Response(body, { headers: { 'Content-Type': type, 'Cache-Control': cache } })
}

async function showOverview(context: Context, app: ServerApp): Promise<Response> {
  const tenants = await tenantNames(app)
  const tenant = chosenTenant(context, tenants)
  const frame = { tenant, tenants, current: 'overview', version: app.version } as const
  if (tenant === null) return page(context, { ...frame, title: 'Begin' }, noTenant())
  const shown = await overviewFacts(app, tenant)
  if (shown.state === 'known') return page(context, { ...frame, title: tenant }, overview(shown.facts))
  const isPaused = context.req.query('refresh') === 'off'
  if (isReading(shown.reading) && !isPaused) context.header('Refresh', String(refreshSeconds))
  return page(context, { ...frame, title: tenant }, firstReading(shown.reading, isPaused))
}

async function showPeople(context: Context, app: ServerApp): Promise<Response> {
  const tenants = await tenantNames(app)
  const tenant = requireChosen(chosenTenant(context, tenants))
  const filter = filterOf(context)
  const after = context.req.query('after') ?? null
  const listed = await listPeople(app, tenant, filter, { afterUpn: after, limit: rowsPerPage })
  const { takenAt, facts } = await app.store.inTenant(tenant, async (unit) => ({
    takenAt: await ageOfPeople(unit, null),
    facts: await unit.facts(null),
  }))
  const view = { tenant, now: app.clock.now(), takenAt, filter, page: listed, after, names: reasonNames(facts) }
  return page(
    context,
    { title: `People of ${tenant}`, tenant, tenants, current: 'people', version: app.version },
    people(view),
  )
}

async function showOne(context: Context, app: ServerApp): Promise<Response> {
  const tenants = await tenantNames(app)
  const tenant = requireChosen(chosenTenant(context, tenants))
  const view = await showPerson(app, tenant, context.req.param('person') ?? '')
  const facts = await app.store.inTenant(tenant, (unit) => unit.facts(null))
  const title = view.person.displayName ?? view.person.userPrincipalName
  return page(
    context,
    { title, tenant, tenants, current: 'people', version: app.version },
    person(view, reasonNames(facts), app.clock.now()),
  )
}

/** What the query filters by. Throws AppError request-invalid for a value that is none. */
function filterOf(context: Context) {
  const { exposure, tier, destination, search } = peopleQuery.shape
  const blank = (text: string | undefined) => (text === '' ? undefined : text)
  const read = {
    exposure: exposure.safeParse(blank(context.req.query('exposure'))),
    tier: tier.safeParse(blank(context.req.query('tier'))),
    destination: destination.safeParse(blank(context.req.query('destination'))),
    search: search.safeParse(blank(context.req.query('search')?.trim())),
  }
  for (const [name, { success }] of Object.entries(read)) {
    if (!success)
      throw new AppError('request-invalid', { public: `"${name}" has a value that the list does not know.` })
  }
  return present({
    exposure: read.exposure.data,
    tier: read.tier.data,
    destination: read.destination.data,
    search: read.search.data,
  })
}

async function tenantNames(app: ServerApp): Promise<readonly TenantName[]> {
  return (await app.store.tenants()).map(({ name }) => name)
}

/** The tenant asked for, or the first; null when there is none. Throws AppError tenant-name-invalid, tenant-unknown. */
function chosenTenant(context: Context, tenants: readonly TenantName[]): TenantName | null {
  const asked = context.req.query('tenant')
  if (asked === undefined || asked === '') return tenants[0] ?? null
  const name = tenantFrom(asked)
  if (!tenants.includes(name)) throw new AppError('tenant-unknown', { public: `No tenant "${name}" is connected.` })
  return name
}

function requireChosen(tenant: TenantName | null): TenantName {
  if (tenant === null) throw new AppError('tenant-unknown')
  return tenant
}

async function page(context: Context, frame: Frame, main: Html): Promise<Response> {
  return await context.html(layout(frame, main))
}

/** Trouble as a page: what happened and the next step. */
export async function errorPage(
  app: ServerApp,
  error: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const told = error instanceof AppError ? error : new AppError('defect')
  const main = html`<section class="welcome"><h1>${told.message}</h1><p class="lead">${told.remedy}</p><p><a href="/">To the first page</a></p></section>`
  const frame: Frame = { title: 'Trouble', tenant: null, tenants: [], current: null, version: app.version }
  const body = String(await layout(frame, main))
  const { status } = errorCatalogue[told.code]
  return new Response(body, { status, headers: { ...headers, 'Content-Type': 'text/html; charset=UTF-8' } })
}
