// A server over a real store with a small Contoso in it, for the tests of routes and pages. Each test changes one thing.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import type { AppContext } from '#app/context.ts'
import { judgePeople } from '#app/judge-people.ts'
import type { Store, TenantRecord, TenantSource } from '#app/ports.ts'
import type { Person } from '#domain/people/person.ts'
import type { Registration } from '#domain/people/registration.ts'
import type { Check } from '#domain/readiness/check.ts'
import { cannotTell, defineCheck, fail, notApplicable, pass } from '#domain/readiness/check.ts'
import { AppError } from '#domain/shared/errors.ts'
import { tenantNameFrom, type TenantName } from '#domain/shared/ids.ts'
import { securityDefaults } from '#domain/tenant/security-defaults.ts'
import { openStore } from '#store/open-store.ts'
import { goodTenant, now } from '../checks/good-tenant.fixture.ts'
import { createServer } from './server.ts'
import { SyncDesk } from './sync-desk.ts'

export type LogLine = { readonly event: string; readonly fields: object }

export type TestServer = {
  readonly hono: Hono
  readonly app: AppContext
  readonly store: Store
  readonly logged: readonly LogLine[]
  /** Resolves when this event has been logged so many times, also when it has been already. */
  heard(event: string, times?: number): Promise<void>
  close(): Promise<void>
}

/** A tenant's name, for tests. */
export function tenantName(text: string): TenantName {
  const name = tenantNameFrom(text)
  if (name === null) throw new Error(`${text} is no tenant name`)
  return name
}

export const contoso = tenantName('contoso')

/** Ten minutes after the tenant of the fixture was read. */
export const clock = { now: () => now.add({ minutes: 10 }) }

const record: TenantRecord = { name: contoso, connection: { kind: 'demo', people: 6, seed: 1 }, createdAt: now }

/** One check of each verdict, the failing one with markup in its words, which pages must escape. */
export const fourChecks: readonly Check[] = [
  oneCheck('failing', 'critical', () =>
    fail('Two policies <b>miss</b> it.', [
      { kind: 'policy', id: 'p1', name: 'CA001 <script>alert(1)</script>', detail: 'enabled & enforced' },
      { kind: 'person', id: personId(1), name: 'ada@contoso.com' },
    ]),
  ),
  oneCheck('untold', 'high', () => cannotTell('Nobody has said.', ['Name the emergency accounts.'])),
  oneCheck('passing', 'medium', () => pass('All is well.')),
  oneCheck('absent', 'low', () => notApplicable('There is none here.')),
]

function oneCheck(id: string, severity: Check['severity'], judge: Check['judge']): Check {
  return defineCheck({
    id: `${id}-check`,
    severity,
    title: `The ${id} statement holds.`,
    why: 'It matters for the rollout.',
    features: ['P1.1'],
    reference: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-passkeys-fido2',
    needs: { defaults: securityDefaults },
    judge,
    remedy: () => ({
      portal: ['Entra admin center', 'Authentication methods', 'Policies'],
      requests: [{ method: 'PATCH', url: '/v1.0/policies/authenticationMethodsPolicy', body: { name: 'a < b' } }],
      note: 'Mind the order.',
    }),
  })
}

/** The nth person's object id. */
export function personId(index: number): string {
  return `aaaa0000-0000-4000-8000-${String(index).padStart(12, '0')}`
}

const people: readonly (readonly [name: string, display: string, methods: readonly string[] | null])[] = [
  ['ada', 'Ada Lovelace', ['mobilePhone']],
  ['bjorn', 'Björn Ångström', ['mobilePhone']],
  ['chidi', 'Chidi <Nwosu>', ['fido2SecurityKey']],
  ['dana', 'Dana Silva', ['microsoftAuthenticatorPush', 'mobilePhone']],
  ['emi', '田中 恵美', null],
  ['fatma', 'Fatma Yıldız', ['passKeySynced']],
]

function rows(): { people: readonly Person[]; registrations: readonly Registration[] } {
  const all = people.map(([name, displayName, methods], index) => ({
    person: {
      id: personId(index + 1),
      userPrincipalName: `${name}@contoso.com`,
      displayName,
      userType: 'Member' as const,
      accountEnabled: true,
      department: index % 2 === 0 ? 'Sales' : 'Field Service',
    },
    methods,
  }))
  return {
    people: all.map(({ person }) => person),
    registrations: all.flatMap(({ person: { id, userPrincipalName }, methods }) =>
      methods === null
        ? []
        : [{ id, userPrincipalName, methodsRegistered: methods, lastUpdatedDateTime: now.toString() }],
    ),
  }
}

/** Reads the small Contoso into the store, as a finished sync that began at `at`. */
export async function seedContoso(app: AppContext, at: Temporal.Instant = now): Promise<void> {
  await app.store.saveTenant(record)
  await app.store.inTenant(contoso, async (unit) => {
    const run = await unit.startSync('full', ['people', 'registrations'], at)
    const { people, registrations } = rows()
    await unit.putPeople(run.id, people, at)
    await unit.putRegistrations(run.id, registrations, at)
    await unit.putFacts(goodTenant(), run.id, at)
    await unit.endSync(run.id, 'finished', at, null)
  })
  await judgePeople({ store: app.store, clock: { now: () => at } }, contoso)
}

export type ServerChange = {
  readonly checks?: readonly Check[]
  readonly sourceOf?: (record: TenantRecord) => Promise<TenantSource>
  /** `contoso`: read; `unread`: connected only; `nothing`: no tenant. */
  readonly seeded?: 'contoso' | 'unread' | 'nothing'
}

/** Opens a store in a new folder, fills it, and makes a server over it. */
export async function testServer(change: ServerChange = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'keywave-http-'))
  const store = await openStore({ databaseUrl: null, dataFolder: folder, clock })
  const noSource = () => Promise.reject(new AppError('credentials-missing'))
  const app: AppContext = { store, clock, sourceOf: change.sourceOf ?? noSource }
  if (change.seeded === undefined || change.seeded === 'contoso') await seedContoso(app)
  if (change.seeded === 'unread') await store.saveTenant(record)
  const logged: LogLine[] = []
  const waiting: (() => void)[] = []
  const log = (event: string, fields: object): void => {
    logged.push({ event, fields })
    for (const look of waiting) look()
  }
  const desk = new SyncDesk(app, log)
  const hono = createServer({ ...app, checks: change.checks ?? fourChecks, version: '0.1.0' }, { log, desk })
  return {
    hono,
    app,
    store,
    logged,
    heard: (event, times = 1) =>
      new Promise((tell) => {
        const look = () => logged.filter((line) => line.event === event).length >= times && tell()
        waiting.push(look)
        look()
      }),
    close: async () => {
      await desk.stop()
      await store.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Reads an answer's JSON. */
export async function body(response: Response): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>
}
