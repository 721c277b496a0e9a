// Check: the passkey policy does not cut the emergency accounts off: not excluded, and the provider of each key still allowed. Key restrictions count at sign-in.

import { defineCheck, notApplicable } from '#domain/readiness/check.ts'
import {
  authenticationMethodsPolicy,
  passkeyConfiguration,
  type PasskeyConfiguration,
  type PasskeyProfile,
} from '#domain/tenant/authentication-methods-policy.ts'
import { emergencyAccounts, type EmergencyAccount } from '#domain/tenant/emergency-accounts.ts'
import { accountIds, isInGroup, judgeAccounts, type AccountFinding } from './parts/emergency-findings.ts'
import {
  admitsProvider,
  passkeyRequest,
  profilesInUse,
  restrictsProviders,
  unreadableProfile,
} from './parts/passkey-profiles.ts'
import { passkeyPage } from './parts/portal.ts'

export default defineCheck({
  id: 'emergency-accounts-passkeys-allowed',
  severity: 'critical',
  title: 'The passkey policy lets the keys of the emergency accounts in.',
  why: 'Excluded wins over included, and an AAGUID taken off an allow list stops at sign-in, not only at registration: the key in the safe would be dead.',
  features: ['S6', 'P1.1', 'P1.4'],
  reference: 'https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-passkeys-fido2',
  needs: { accounts: emergencyAccounts, policy: authenticationMethodsPolicy },
  judge({ accounts, policy }) {
    const passkeys = passkeyConfiguration(policy)
    const isWithoutKeys = accounts.length > 0 && accounts.every((account) => account.passkeys?.length === 0)
    if (isWithoutKeys) return notApplicable('The emergency accounts have no passkeys.')
    return judgeAccounts(accounts, (account) => keyFinding(account, passkeys), {
      fail: 'The passkey policy cuts off an emergency account.',
      pass: 'The keys of every emergency account are let in.',
    })
  },
  // Only an exclusion by name is undone by request: a group may hold others, and which profile may take an AAGUID is the owner's to say.
  remedy({ accounts, policy }) {
    const passkeys = policy && passkeyConfiguration(policy)
    const ids = accountIds(accounts)
    const excluded = passkeys?.excludeTargets ?? []
    const kept = excluded.filter(({ id }) => !ids.includes(id))
    return {
      portal: passkeyPage('Enable and target', 'Exclude'),
      ...(passkeys &&
        kept.length < excluded.length && { requests: [passkeyRequest(passkeys, { excludeTargets: kept })] }),
      note: 'Take the accounts out of excluded groups, include them in a target, and add the AAGUIDs of their keys to its profile.',
    }
  },
})

function keyFinding(account: EmergencyAccount, passkeys: PasskeyConfiguration | undefined): AccountFinding {
  if (passkeys === undefined || passkeys.state === null) return { missing: 'The passkey method was not read.' }
  if (passkeys.state === 'disabled') return { wrong: 'the passkey method is off' }
  const excluded = passkeys.excludeTargets ?? []
  const byName = excluded.some(({ id }) => id === account.id)
  const inExcludedGroup = isInGroup(
    account,
    excluded.map(({ id }) => id),
  )
  if (byName || inExcludedGroup === true) return { wrong: 'excluded from passkeys' }
  const targets = passkeys.includeTargets ?? []
  const isForAll = targets.some(({ id }) => id === 'all_users' || id === account.id)
  const included = isForAll
    ? true
    : isInGroup(
        account,
        targets.map(({ id }) => id),
      )
  if (included === false) return { wrong: 'in no target of the passkey policy' }
  if (account.passkeys === null) return { missing: 'Its passkeys were not read.' }
  if (unreadableProfile(passkeys) !== undefined) return { missing: 'A passkey profile could not be read.' }
  const profiles = rulesFor(passkeys)
  const restricted = profiles.length > 0 && profiles.every(restrictsProviders)
  for (const { aaGuid } of account.passkeys) {
    if (!restricted) break
    if (aaGuid === null) return { missing: 'The AAGUID of its key was not read.' }
    if (!profiles.some((profile) => admitsProvider(profile, aaGuid)))
      return { wrong: `no profile allows its key ${aaGuid}` }
  }
  return included === null || inExcludedGroup === null ? { missing: 'Its groups were not read.' } : 'fine'
}

/** The profiles in use; where the tenant has none yet, its old tenant-wide key restrictions as one. */
function rulesFor(passkeys: PasskeyConfiguration): readonly PasskeyProfile[] {
  if ((passkeys.passkeyProfiles ?? []).length > 0) return profilesInUse(passkeys)
  const keyRestrictions = passkeys.keyRestrictions ?? null
  return [{ id: '', name: '', passkeyTypes: 'deviceBound', attestationEnforcement: 'disabled', keyRestrictions }]
}
