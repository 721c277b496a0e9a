// The Conditional Access policies of the tenant (Graph v1.0 conditionalAccessPolicy): good ones, forgetful ones, and leftovers.

import { roles } from './admins.ts'
import { strengthIds } from './authentication-strengths.ts'
import type { NamedGroups } from './groups.ts'
import { type Guids } from './guid.ts'
import { dayMs, isoSecond } from './iso-time.ts'
import type { Resource } from './world.ts'

/** What the policies name. */
export type PolicyFacts = {
  readonly groups: NamedGroups
  /** Emergency accounts' user ids; the report-only policy forgets all but the first. */
  readonly emergencyIds: readonly string[]
  /** A group id that no longer exists. */
  readonly deletedGroupId: string
  readonly strengths: readonly Resource[]
  readonly ids: Guids
  readonly startMs: number
}

type Draft = {
  readonly name: string
  readonly state: 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced'
  readonly users: Resource
  readonly conditions?: Resource
  readonly applications?: Resource
  readonly grant?: Resource | null
  readonly session?: Resource | null
}

const exchangeOnline = '00000002-0000-0ff1-ce00-000000000000'
const sharePointOnline = '00000003-0000-0ff1-ce00-000000000000'
const all = { includeUsers: ['All'] }

/** Makes the ten policies. */
export function makeConditionalAccessPolicies(facts: PolicyFacts): readonly Resource[] {
  return draftsOf(facts).map((draft, index) => policyOf(facts, draft, index))
}

function draftsOf({ groups, emergencyIds, deletedGroupId }: PolicyFacts): readonly Draft[] {
  const safe = [groups.emergencyAccess]
  const mfa = { builtInControls: ['mfa'] }
  return [
    {
      name: 'CA001 Require MFA for all users',
      state: 'enabled',
      users: { ...all, excludeGroups: [...safe, groups.mfaExcluded] },
      grant: mfa,
    },
    {
      name: 'CA002 Block legacy authentication',
      state: 'enabled',
      users: { ...all, excludeGroups: safe },
      conditions: { clientAppTypes: ['exchangeActiveSync', 'other'] },
      grant: { builtInControls: ['block'] },
    },
    {
      // The pitfall: only the first emergency account is excluded, and by name instead of by group.
      name: 'CA003 Require phishing-resistant MFA for all users',
      state: 'enabledForReportingButNotEnforced',
      users: { ...all, excludeUsers: emergencyIds.slice(0, 1) },
      grant: { strength: strengthIds.phishingResistant },
    },
    {
      // Outside the offices, registering needs MFA: whoever has none yet and no pass can not begin.
      name: 'CA004 Register security info only from trusted locations or with MFA',
      state: 'enabled',
      users: { ...all, excludeGroups: safe },
      applications: { includeApplications: [], includeUserActions: ['urn:user:registersecurityinfo'] },
      conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
      grant: mfa,
    },
    {
      name: 'CA005 Compliant device for mail and files of Finance',
      state: 'enabled',
      users: { includeGroups: [groups.finance ?? groups.pilot], excludeGroups: safe },
      applications: { includeApplications: [exchangeOnline, sharePointOnline] },
      grant: { builtInControls: ['compliantDevice', 'domainJoinedDevice'] },
    },
    {
      name: 'CA006 Phishing-resistant MFA for administrators',
      state: 'enabled',
      users: {
        includeRoles: [roles['Global Administrator'], roles['Security Administrator'], roles['Exchange Administrator']],
        excludeGroups: safe,
      },
      grant: { strength: strengthIds.phishingResistant },
    },
    {
      name: 'CA007 Block access from unknown countries (paused)',
      state: 'disabled',
      users: { ...all, excludeGroups: safe },
      conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } },
      grant: { builtInControls: ['block'] },
    },
    {
      name: 'CA008 Block project portal for Aurora',
      state: 'enabled',
      users: { includeGroups: [deletedGroupId] },
      applications: { includeApplications: [sharePointOnline] },
      grant: { builtInControls: ['block'] },
    },
    {
      name: 'CA009 Require MFA for guests',
      state: 'enabled',
      users: {
        includeGuestsOrExternalUsers: {
          guestOrExternalUserTypes: 'b2bCollaborationGuest,b2bCollaborationMember,otherExternalUser',
          externalTenants: {
            '@odata.type': '#microsoft.graph.conditionalAccessAllExternalTenants',
            membershipKind: 'all',
          },
        },
      },
      grant: mfa,
    },
    {
      name: 'CA010 Sign in again every day on unmanaged devices',
      state: 'enabled',
      users: { ...all, excludeGroups: safe },
      conditions: { devices: { deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True' } } },
      session: {
        signInFrequency: {
          isEnabled: true,
          type: 'days',
          value: 1,
          authenticationType: 'primaryAndSecondaryAuthentication',
          frequencyInterval: 'timeBased',
        },
      },
    },
  ]
}

function policyOf(facts: PolicyFacts, draft: Draft, index: number): Resource {
  const id = facts.ids.at(index)
  return {
    id,
    templateId: null,
    displayName: draft.name,
    createdDateTime: isoSecond(facts.startMs - (420 - index * 17) * dayMs),
    modifiedDateTime: index === 2 ? isoSecond(facts.startMs - 19 * dayMs) : null,
    deletedDateTime: null,
    state: draft.state,
    conditions: conditionsOf(draft),
    grantControls: grantOf(facts, draft.grant ?? null, id),
    sessionControls: sessionOf(draft.session ?? null),
  }
}

function conditionsOf(draft: Draft): Resource {
  return {
    userRiskLevels: [],
    signInRiskLevels: [],
    servicePrincipalRiskLevels: [],
    insiderRiskLevels: null,
    clientAppTypes: ['all'],
    platforms: null,
    locations: null,
    devices: null,
    clientApplications: null,
    authenticationFlows: null,
    applications: {
      includeApplications: ['All'],
      excludeApplications: [],
      includeUserActions: [],
      includeAuthenticationContextClassReferences: [],
      applicationFilter: null,
      ...draft.applications,
    },
    users: {
      includeUsers: [],
      excludeUsers: [],
      includeGroups: [],
      excludeGroups: [],
      includeRoles: [],
      excludeRoles: [],
      includeGuestsOrExternalUsers: null,
      excludeGuestsOrExternalUsers: null,
      ...draft.users,
    },
    ...draft.conditions,
  }
}

function grantOf(facts: PolicyFacts, grant: Resource | null, id: string): Resource | null {
  if (grant === null) return null
  const strength = facts.strengths.find((candidate) => candidate.id === grant.strength) ?? null
  return {
    operator: 'OR',
    builtInControls: grant.builtInControls ?? [],
    customAuthenticationFactors: [],
    termsOfUse: [],
    'authenticationStrength@odata.context': `https://graph.microsoft.com/v1.0/$metadata#identity/conditionalAccess/policies('${id}')/grantControls/authenticationStrength/$entity`,
    authenticationStrength: strength,
  }
}

function sessionOf(session: Resource | null): Resource | null {
  if (session === null) return null
  return {
    disableResilienceDefaults: null,
    applicationEnforcedRestrictions: null,
    cloudAppSecurity: null,
    persistentBrowser: null,
    secureSignInSession: null,
    signInFrequency: null,
    ...session,
  }
}
