// The audit log of the 30 days before the start, made newest first and one at a time (Graph v1.0 directoryAudit). Activity names: Microsoft
// Entra audit activities reference; "Add Passkey …" and its AAGUID in additionalDetails: public queries. The name for a synced passkey is
// not published: assumed by the pattern, and readers must match the prefix.

import { mix } from '#domain/shared/random.ts'
import type { Admins } from './admins.ts'
import { guids } from './guid.ts'
import { type Domains, identityOf } from './identity.ts'
import { dayMs, isoFraction } from './iso-time.ts'
import { type Enrolment, logDays, type MethodFact } from './method-facts.ts'
import { auditIdOfPasskey, passkeyIdOf } from './method-resources.ts'
import type { People, Person } from './person.ts'
import type { Resource } from './world.ts'

/** Whom an event is about. */
export type Target = {
  readonly id: string
  readonly displayName: string | null
  readonly userPrincipalName: string | null
}

const service = 'Authentication Methods'

/** An instant as the log writes it. */
export function logTime(epochMs: number): string {
  return isoFraction(epochMs, (((epochMs % 1000) + 1000) % 1000) * 10_000)
}

/** An event with every property; the caller says what is particular. */
export function auditEvent(id: string, epochMs: number, particular: Resource): Resource {
  return {
    id,
    activityDateTime: logTime(epochMs),
    activityDisplayName: '',
    additionalDetails: [],
    category: 'UserManagement',
    correlationId: id.slice(-36),
    initiatedBy: { app: null, user: null },
    loggedByService: service,
    operationType: 'Update',
    result: 'success',
    resultReason: '',
    targetResources: [],
    ...particular,
  }
}

const byUser = (user: Target): Resource => ({
  app: null,
  user: {
    id: user.id,
    displayName: user.displayName,
    userPrincipalName: user.userPrincipalName,
    ipAddress: '203.0.113.24',
  },
})

const aboutUser = (user: Target, displayName: string | null): readonly Resource[] => [
  {
    id: user.id,
    displayName,
    type: 'User',
    userPrincipalName: user.userPrincipalName,
    groupType: null,
    modifiedProperties: [],
  },
]

const reasons: Readonly<Record<string, string>> = {
  passkey: 'User registered Fido2 Authentication Method',
  authenticator: 'User registered Authenticator App with Notification and Code',
  mobilePhone: 'User registered Mobile Phone SMS',
  officePhone: 'User registered Office Phone',
  email: 'User registered Email',
  softwareOath: 'User registered Authenticator App with Code',
  windowsHello: 'User registered Windows Hello for Business',
  secureEnclave: 'User registered Platform Credential',
  temporaryAccessPass: 'User registered temporary access pass method',
}

/** The events that a registration leaves, newest first. `keyId` is the passkey's id in Base64, as the log writes it. */
export function registrationEvents(
  idOf: (n: number) => string,
  epochMs: number,
  user: Target,
  method: { readonly kind: string; readonly aaGuid?: string; readonly synced?: boolean; readonly keyId?: string },
): readonly Resource[] {
  const registered = auditEvent(`${service}_${idOf(0)}`, epochMs, {
    activityDisplayName: 'User registered security info',
    initiatedBy: byUser(user),
    targetResources: aboutUser(user, user.displayName),
    resultReason: reasons[method.kind] ?? 'User registered a method',
  })
  if (method.kind !== 'passkey') return [registered]
  const added = auditEvent(`${service}_${idOf(1)}`, epochMs, {
    activityDisplayName: method.synced === true ? 'Add Passkey (synced)' : 'Add Passkey (device-bound)',
    operationType: 'Add',
    initiatedBy: byUser(user),
    targetResources: aboutUser(user, method.keyId ?? null),
    additionalDetails: [
      { key: 'WebAuthnInfo', value: '{"type":"webauthn.create","userVerified":true}' },
      { key: 'AAGUID', value: method.aaGuid ?? '' },
    ],
  })
  return [registered, added]
}

/** Events of people and of the administrator who changed two policies, newest first, all before the start. */
export function* madeAuditEvents(
  people: People,
  admins: Admins,
  enrolment: Enrolment,
  domains: Domains,
  groupIds: { readonly policyId: string },
): Iterable<{ readonly epochMs: number; readonly event: Resource }> {
  const ids = guids(mix(people.keyOf(0), 29), 9)
  const policies = [...policyEvents(people, admins, domains, groupIds.policyId, ids.at(0), ids.at(1))]
  let nextPolicy = 0
  for (let n = 0; n < enrolment.recent; n++) {
    const person = people.personAt(enrolment.recentRank(n))
    const epochMs = enrolment.recentMs(person)
    if (epochMs === undefined) continue
    while ((policies[nextPolicy]?.epochMs ?? -1) >= epochMs) yield policies[nextPolicy++] as (typeof policies)[number]
    for (const event of eventsOf(people, domains, enrolment, person, epochMs, (part) =>
      ids.at(2 + person.rank * 2 + part),
    )) {
      yield { epochMs, event }
    }
  }
  yield* policies.slice(nextPolicy)
}

function eventsOf(
  people: People,
  domains: Domains,
  enrolment: Enrolment,
  person: Person,
  epochMs: number,
  idOf: (part: number) => string,
): readonly Resource[] {
  const user = targetOf(people, domains, person)
  const methods = enrolment.methodsOf(person)
  const method: MethodFact | undefined = methods.at(-1)
  if (method === undefined) {
    return [
      auditEvent(`${service}_${idOf(0)}`, epochMs, {
        activityDisplayName: 'User canceled security info registration',
        result: 'failure',
        resultReason: 'User canceled security info registration',
        initiatedBy: byUser(user),
        targetResources: aboutUser(user, user.displayName),
      }),
    ]
  }
  const passkey = method.passkey
  return registrationEvents(idOf, epochMs, user, {
    kind: method.kind,
    ...(passkey === undefined
      ? {}
      : {
          aaGuid: passkey.aaGuid,
          synced: passkey.store === 'synced',
          keyId: auditIdOfPasskey(passkeyIdOf(person, methods.length - 1)),
        }),
  })
}

/** A made person as the target of an event. */
export function targetOf(people: People, domains: Domains, person: Person): Target {
  const { display, userPrincipalName } = identityOf(people, domains, person)
  return { id: people.roster.idOf(person.rank), displayName: display, userPrincipalName }
}

function* policyEvents(
  people: People,
  admins: Admins,
  domains: Domains,
  policyId: string,
  firstId: string,
  secondId: string,
): Iterable<{ readonly epochMs: number; readonly event: Resource }> {
  if (admins.policyChanger === undefined) return
  const admin = targetOf(people, domains, people.personAt(admins.policyChanger))
  const policy = (id: string, displayName: string, modifiedProperties: readonly Resource[]) => ({
    id,
    displayName,
    type: 'Policy',
    userPrincipalName: null,
    groupType: null,
    modifiedProperties,
  })
  const methodsMs = people.startMs - Math.round(6.3 * dayMs)
  yield {
    epochMs: methodsMs,
    event: auditEvent(`${service}_${firstId}`, methodsMs, {
      activityDisplayName: 'Authentication Methods Policy Update',
      category: 'ApplicationManagement',
      initiatedBy: byUser(admin),
      targetResources: [
        policy('authenticationMethodsPolicy', 'Authentication Methods Policy', [
          {
            displayName: 'AuthenticationMethodsPolicy',
            oldValue: '{"Voice":"disabled"}',
            newValue: '{"Voice":"enabled"}',
          },
        ]),
      ],
    }),
  }
  const accessMs = people.startMs - 19 * dayMs
  if (people.startMs - accessMs > logDays * dayMs) return
  yield {
    epochMs: accessMs,
    event: auditEvent(`IPCGraph_${secondId}`, accessMs, {
      activityDisplayName: 'Update conditional access policy',
      category: 'Policy',
      loggedByService: 'Conditional Access',
      initiatedBy: byUser(admin),
      targetResources: [
        policy(policyId, 'CA003 Require phishing-resistant MFA for all users', [
          {
            displayName: 'ConditionalAccessPolicy',
            oldValue: '{"state":"disabled"}',
            newValue: '{"state":"enabledForReportingButNotEnforced"}',
          },
        ]),
      ],
    }),
  }
}
