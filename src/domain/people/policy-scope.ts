// Whom a policy covers, as Microsoft writes it (include and exclude; exclude wins), and whether a person is among them. A group whose
// members were not read, or a role where roles were not read, covers nobody and spares nobody: the answer is unknown.

import { isGuid } from '../shared/ids.ts'
import { allUsersTarget, type MethodConfiguration } from '../tenant/authentication-methods-policy.ts'
import type { ConditionalAccessUsers } from '../tenant/conditional-access-policies.ts'
import type { PersonCase, PolicyReference } from './person-case.ts'
import { anyOf, no, unsure, yes, type Finding } from './told.ts'

/** One thing that a policy names. `guests` holds Microsoft's guestOrExternalUserTypes. */
export type ScopeTarget =
  | { readonly kind: 'everyone' }
  | { readonly kind: 'reference'; readonly reference: PolicyReference }
  | { readonly kind: 'guests'; readonly types: readonly string[]; readonly ofEveryTenant: boolean }
  | { readonly kind: 'unreadable' }

/** Whom a policy covers. */
export type Scope = { readonly includes: readonly ScopeTarget[]; readonly excludes: readonly ScopeTarget[] }

/** What is known of directory roles. `withEligible` holds the roles that somebody may activate and does not hold now. */
export type RolesRead = { readonly read: boolean; readonly withEligible: ReadonlySet<string> }

/** What bears on whether a person is covered. */
export type Coverable = Pick<PersonCase, 'kind' | 'references'>

/** Whether a target names the person. */
export function names(target: ScopeTarget, person: Coverable, roles: RolesRead): Finding {
  if (target.kind === 'everyone') return yes
  if (target.kind === 'unreadable') return unsure('scope-unreadable')
  return target.kind === 'guests' ? namesGuest(target, person) : namesByReference(target.reference, person, roles)
}

/** Whether the person is among those that the policy leaves out. A role that may be activated spares its holder only while it is active. */
export function leavesOut(scope: Scope, person: Coverable, roles: RolesRead): Finding {
  return anyOf(
    scope.excludes.map((target) => {
      const named = names(target, person, roles)
      const onlyWhenActive = target.kind === 'reference' && roles.withEligible.has(target.reference)
      return named.told === true && onlyWhenActive ? unsure('role-may-be-inactive') : named
    }),
  )
}

/** Whether the person is named and not left out. The codes of a no are those of the two sides. */
export function covers(scope: Scope, person: Coverable, roles: RolesRead): Finding {
  const left = leavesOut(scope, person, roles)
  if (left.told === true) return no()
  const named = anyOf(scope.includes.map((target) => names(target, person, roles)))
  return named.told === true ? (left.told === null ? left : yes) : named
}

function namesByReference(reference: PolicyReference, person: Coverable, roles: RolesRead): Finding {
  if (person.references?.includes(reference) === true) return yes
  if (reference.startsWith('role:') && !roles.read) return unsure('roles-unread')
  return person.references === null ? unsure('group-members-unread') : no()
}

/** B2B collaboration types of accounts that live in another tenant; the case does not tell a B2B guest from a B2B member. */
const externalTypes: readonly string[] = ['b2bCollaborationGuest', 'b2bCollaborationMember']

function namesGuest(target: Extract<ScopeTarget, { kind: 'guests' }>, person: Coverable): Finding {
  if (person.kind === 'member') return no()
  if (person.kind === 'internal-guest') return target.types.includes('internalGuest') ? yes : no()
  const named = externalTypes.filter((type) => target.types.includes(type)).length
  if (named === 0) return no()
  return named === externalTypes.length && target.ofEveryTenant ? yes : unsure('scope-unreadable')
}

/** The targets of a method's configuration: groups, users and `all_users`. */
export function methodScope(method: Pick<MethodConfiguration, 'includeTargets' | 'excludeTargets'>): Scope {
  return {
    includes: (method.includeTargets ?? []).map(methodTarget),
    excludes: (method.excludeTargets ?? []).map(methodTarget),
  }
}

/** One target of a method's configuration or of the campaign. */
export function methodTarget(target: { readonly id: string; readonly targetType: string }): ScopeTarget {
  if (target.id.toLowerCase() === allUsersTarget) return { kind: 'everyone' }
  if (!isGuid(target.id)) return { kind: 'unreadable' }
  if (target.targetType === 'group') return reference('group', target.id)
  return target.targetType === 'user' ? reference('user', target.id) : { kind: 'unreadable' }
}

/** The users condition of a Conditional Access policy. A policy without one concerns workloads and covers nobody. */
export function conditionalAccessScope(users: ConditionalAccessUsers | null | undefined): Scope {
  if (users == null) return { includes: [], excludes: [] }
  return {
    includes: [
      ...users.includeUsers.flatMap(userTarget),
      ...users.includeGroups.map((id) => reference('group', id)),
      ...users.includeRoles.map((id) => reference('role', id)),
      ...guestTargets(users.includeGuestsOrExternalUsers),
    ],
    excludes: [
      ...users.excludeUsers.flatMap(userTarget),
      ...users.excludeGroups.map((id) => reference('group', id)),
      ...users.excludeRoles.map((id) => reference('role', id)),
      ...guestTargets(users.excludeGuestsOrExternalUsers),
    ],
  }
}

function userTarget(id: string): readonly ScopeTarget[] {
  if (id === 'All') return [{ kind: 'everyone' }]
  if (id === 'None') return []
  if (id === 'GuestsOrExternalUsers') {
    return [{ kind: 'guests', types: ['internalGuest', ...externalTypes], ofEveryTenant: true }]
  }
  return [isGuid(id) ? reference('user', id) : { kind: 'unreadable' }]
}

function guestTargets(condition: ConditionalAccessUsers['includeGuestsOrExternalUsers']): readonly ScopeTarget[] {
  if (condition?.guestOrExternalUserTypes == null) return []
  const types = condition.guestOrExternalUserTypes.split(',').map((type) => type.trim())
  const ofEveryTenant = (condition.externalTenants?.membershipKind ?? 'all') === 'all'
  return [{ kind: 'guests', types, ofEveryTenant }]
}

function reference(kind: 'group' | 'role' | 'user', id: string): ScopeTarget {
  return { kind: 'reference', reference: `${kind}:${id.toLowerCase()}` }
}
