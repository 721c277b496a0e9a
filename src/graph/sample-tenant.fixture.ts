// For tests only: the whole source against a small tenant that is made of the samples, where everything is granted; a
// test changes one answer.

import { readFileSync } from 'node:fs'
import { afterEach } from 'vitest'
import type { Page, SettingsReading, StreamName, StreamOptions, StreamRows } from '#app/ports.ts'
import { createGraphSource } from './graph-source.ts'
import {
  errorBody,
  numberedTokens,
  startStandIn,
  testClock,
  unaborted,
  type StandIn,
  type StandInAnswer,
} from './stand-in.fixture.ts'

/** A pattern of paths and what is answered; `origin` is the server's own address, for links. */
export type Rule = readonly [RegExp, (origin: string) => StandInAnswer]

const standIns: StandIn[] = []

afterEach(async () => {
  await Promise.all(standIns.splice(0).map((standIn) => standIn.stop()))
})

/** A GUID that ends in the number. */
export const id = (number: number) => `c0a70000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** The sample of a call, without the link that leads to Microsoft, where no test goes. */
export function sample(name: string): Record<string, unknown> & { value: Record<string, unknown>[] } {
  const body = JSON.parse(readFileSync(new URL(`calls/${name}.sample.json`, import.meta.url), 'utf8')) as Record<
    string,
    unknown
  >
  delete body['@odata.nextLink']
  return body as Record<string, unknown> & { value: Record<string, unknown>[] }
}

/** Path patterns, the first that fits answers. A tenant where everything is granted. */
const tenant: readonly Rule[] = [
  [/^\/v1\.0\/users\/\$count/, () => ({ body: '\uFEFF3', headers: { 'content-type': 'text/plain' } })],
  [/^\/v1\.0\/devices\/\$count/, () => ({ body: '2', headers: { 'content-type': 'text/plain' } })],
  [/^\/v1\.0\/users\/delta/, () => ({ body: { ...sample('person-changes'), '@odata.deltaLink': undefined } })],
  [/^\/v1\.0\/users\?.*signInActivity/, () => ({ body: sample('sign-in-activity') })],
  [/^\/v1\.0\/users\?/, () => ({ body: sample('people') })],
  [
    /^\/v1\.0\/users\/emergency1%40/,
    () => ({
      body: {
        id: id(5),
        userPrincipalName: 'emergency1@contoso.onmicrosoft.com',
        accountEnabled: true,
        onPremisesSyncEnabled: null,
      },
    }),
  ],
  [/^\/v1\.0\/users\/[^/]*%40/, () => ({ status: 404, body: errorBody('Request_ResourceNotFound') })],
  [
    /signInActivity/,
    () => ({ body: { id: id(5), signInActivity: { lastSuccessfulSignInDateTime: '2026-09-01T00:00:00Z' } } }),
  ],
  [/fido2Methods/, () => ({ body: sample('passkeys') })],
  [/authentication\/methods/, () => ({ body: sample('authentication-methods') })],
  [/authentication\/requirements/, () => ({ body: sample('per-user-mfa') })],
  [/userRegistrationDetails\/[^?]/, () => ({ body: sample('registrations').value[0] })],
  [/userRegistrationDetails/, () => ({ body: sample('registrations') })],
  [/managedDevices/, () => ({ body: sample('intune-devices') })],
  [/^\/v1\.0\/devices/, () => ({ body: sample('entra-devices') })],
  [/directoryAudits/, () => ({ body: sample('audit-events') })],
  [/signIns/, () => ({ body: sample('sign-ins') })],
  [/authenticationMethodsPolicy/, () => ({ body: sample('authentication-methods-policy') })],
  [/authenticationStrengthPolicies/, () => ({ body: sample('authentication-strengths') })],
  [/conditionalAccess\/policies/, () => ({ body: sample('conditional-access-policies') })],
  [/identitySecurityDefaults/, () => ({ body: sample('security-defaults') })],
  [/^\/v1\.0\/organization/, () => ({ body: sample('organization') })],
  [/^\/v1\.0\/domains/, () => ({ body: sample('domains') })],
  [/roleAssignmentScheduleInstances/, () => ({ body: sample('role-assignment-schedules') })],
  [/roleEligibilityScheduleInstances/, () => ({ body: sample('role-eligibility-schedules') })],
  [/roleAssignments/, () => ({ body: sample('role-assignments') })],
  [/transitiveMembers/, () => ({ body: sample('memberships') })],
  [/^\/v1\.0\/groups\/?/, () => ({ body: sample('policy-groups') })],
]

function answer(url: string, origin: string, rules: readonly Rule[]): StandInAnswer {
  return rules.find(([pattern]) => pattern.test(url))?.[1](origin) ?? { status: 501, body: errorBody('NotImplemented') }
}

/** A source for the tenant with some answers changed. */
export async function sourceOf(...changes: Rule[]) {
  const rules = [...changes, ...tenant]
  const standIn = await startStandIn(({ url, body, headers }) => {
    const origin = `http://${headers.host ?? ''}`
    if (!url.endsWith('/$batch')) return answer(url, origin, rules)
    const { requests } = JSON.parse(body) as { requests: { id: string; url: string }[] }
    const responses = requests.map((part) => {
      const given = answer(url.replace('/$batch', part.url), origin, rules)
      return typeof given === 'function'
        ? { id: part.id, status: 500 }
        : { id: part.id, status: given.status ?? 200, body: given.body }
    })
    return { body: { responses } }
  })
  standIns.push(standIn)
  const clock = testClock()
  const source = createGraphSource({
    graphUrl: standIn.url,
    tenantId: id(9),
    token: numberedTokens(clock),
    clock,
    random: () => 0.5,
  })
  return { source, standIn, clock }
}

/** The answer to a call for want of a permission. */
export const refused = () => ({ status: 403, body: errorBody('Authorization_RequestDenied') })
/** The answer to a call for want of Entra ID P1. */
export const unlicensed = () => ({
  status: 403,
  body: errorBody('Authentication_RequestFromNonPremiumTenantOrB2CTenant'),
})

/** The value of a fact, or its evidence when it is unknown. */
export function valueOf(reading: SettingsReading, name: string): unknown {
  const evidence = reading.facts[name]
  return evidence?.state === 'known' ? evidence.value : evidence
}

/** Reads a stream to its end. */
export async function read<Name extends StreamName>(
  source: { stream: (name: Name, options: StreamOptions) => AsyncIterable<Page<StreamRows[Name]>> },
  name: Name,
  options: Partial<StreamOptions> = {},
) {
  const pages: Page<StreamRows[Name]>[] = []
  for await (const page of source.stream(name, { cursor: null, signal: unaborted, ...options })) pages.push(page)
  return { pages, rows: pages.flatMap(({ rows }) => rows), rejected: pages.flatMap(({ rejected }) => rejected) }
}

/** Another server, stopped after the test: one that must not be reached. */
export async function elsewhere(): Promise<StandIn> {
  const standIn = await startStandIn(() => ({ body: { value: [] } }))
  standIns.push(standIn)
  return standIn
}
