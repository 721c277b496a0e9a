// Reads the accounts that the owner named as emergency accounts: what each is, which keys it has, when it last signed
// in and how.

import { known, unknown, type Evidence, type UnknownReason } from '#domain/shared/evidence.ts'
import { globalAdministratorRole } from '#domain/shared/ids.ts'
import { isComplete } from '#domain/shared/evidence.ts'
import { emergencyAccounts, type EmergencyAccount } from '#domain/tenant/emergency-accounts.ts'
import type { RoleAssignments } from '#domain/tenant/role-assignments.ts'
import type { SettingsReading } from '#app/ports.ts'
import { z } from 'zod'
import { pathOf } from './call.ts'
import { emergencyPasskeyFrom, passkeysCall } from './calls/passkeys.ts'
import { peopleCall } from './calls/people.ts'
import { oneRegistrationPath, registrationsCall } from './calls/registrations.ts'
import { oneSignInActivityPath, signInActivityCall, signInActivityFrom } from './calls/sign-in-activity.ts'
import { lastSuccessfulSignIn, signInsCall, signInsPath, type LastSignIn } from './calls/sign-ins.ts'
import { decode, decodeItems, readPage, rejectedItem } from './decode.ts'
import { maybeBoolean, text } from './field.ts'
import type { CallNeeds } from './graph-failure.ts'
import { readList } from './paging.ts'
import { attempt, noFindings, type Findings, type GraphContext } from './reading.ts'

const accountSchema = z.looseObject({ id: text, accountEnabled: maybeBoolean, onPremisesSyncEnabled: maybeBoolean })

const accountPath = '/v1.0/users/{userPrincipalName}?$select=id,userPrincipalName,accountEnabled,onPremisesSyncEnabled'

/** The named accounts as a fact; empty facts where nobody named any. `roles` is the tenant's role reading. */
export async function readEmergencyAccounts(
  context: GraphContext,
  userPrincipalNames: readonly string[],
  roles: Evidence<RoleAssignments>,
  signal: AbortSignal,
): Promise<SettingsReading> {
  const findings = noFindings()
  if (userPrincipalNames.length === 0) return { ...findings, facts: {} }
  const takenAt = context.clock.now()
  const reader = new AccountReader(context, roles, findings, signal)
  const accounts: EmergencyAccount[] = []
  for (const userPrincipalName of userPrincipalNames) {
    const account = await reader.read(userPrincipalName)
    if (account !== null) accounts.push(account)
  }
  const calls = [...new Map(findings.calls.map((outcome) => [`${outcome.call} ${outcome.outcome}`, outcome])).values()]
  const evidence =
    accounts.length === 0 && reader.reason !== null
      ? unknown(reader.reason, takenAt)
      : known(accounts, takenAt, { have: accounts.length, of: userPrincipalNames.length })
  return { facts: { [emergencyAccounts.name]: evidence }, rejected: findings.rejected, calls }
}

/** Reads one account after the other; it only exists to share what each reading needs. */
class AccountReader {
  private readonly context: GraphContext
  private readonly roles: Evidence<RoleAssignments>
  private readonly findings: Findings
  private readonly signal: AbortSignal
  /** Why the last account could not be read. */
  reason: UnknownReason | null = null

  constructor(context: GraphContext, roles: Evidence<RoleAssignments>, findings: Findings, signal: AbortSignal) {
    this.context = context
    this.roles = roles
    this.findings = findings
    this.signal = signal
  }

  /** Null when nothing can be said of the account, not even whether it is there. */
  async read(userPrincipalName: string): Promise<EmergencyAccount | null> {
    const needs = { ...peopleCall, call: 'GET /users/{id}', fact: emergencyAccounts.name }
    const path = pathOf({ path: accountPath }, { userPrincipalName })
    const found = await this.one(needs, path, accountSchema)
    if (found.state === 'unknown') {
      this.reason = found.reason
      return null
    }
    if (found.state === 'absent') return absentAccount(userPrincipalName)
    const account = found.value
    const id = account.id.toLowerCase()
    const [passkeys, methodsRegistered, lastSignIn] = [
      await this.passkeys(id),
      await this.methods(id),
      await this.lastSignIn(id),
    ]
    return {
      userPrincipalName,
      id,
      accountEnabled: account.accountEnabled ?? null,
      // Microsoft leaves the property null for accounts that were never synchronised.
      cloudOnly: account.onPremisesSyncEnabled !== true,
      isGlobalAdministrator: this.isGlobalAdministrator(id),
      methodsRegistered,
      passkeys,
      ...lastSignIn,
    }
  }

  private async passkeys(id: string): Promise<EmergencyAccount['passkeys']> {
    const path = pathOf(passkeysCall, { id })
    const read = await attempt(passkeysCall, this.findings, () =>
      readList(this.context.client, path, { ...passkeysCall, signal: this.signal }),
    )
    if (!read.ok) return null
    const { values, rejected } = decodeItems(passkeysCall.schema, read.value, passkeysCall.call)
    this.findings.rejected.push(...rejected)
    return rejected.length > 0 ? null : values.map(emergencyPasskeyFrom)
  }

  private async methods(id: string): Promise<readonly string[] | null> {
    const needs = { ...registrationsCall, fact: emergencyAccounts.name }
    const row = await this.one(
      needs,
      pathOf({ path: oneRegistrationPath }, { id }),
      registrationsCall.schema,
      'reports',
    )
    return row.state === 'known' ? row.value.methodsRegistered : null
  }

  /** The newest success of the log, which tells the method; beyond the log's 30 days the date alone. */
  private async lastSignIn(
    id: string,
  ): Promise<Pick<EmergencyAccount, 'lastSuccessfulSignInAt' | 'lastSignInPhishingResistant'>> {
    const logged = await this.loggedSignIn(id)
    if (logged !== null && logged !== 'unread') {
      return { lastSuccessfulSignInAt: logged.at, lastSignInPhishingResistant: logged.phishingResistant }
    }
    const needs = { ...signInActivityCall, fact: emergencyAccounts.name }
    const activity = await this.one(needs, pathOf({ path: oneSignInActivityPath }, { id }), signInActivityCall.schema)
    if (activity.state === 'known') {
      const { lastSuccessfulSignInDateTime } = signInActivityFrom(activity.value)
      return { lastSuccessfulSignInAt: lastSuccessfulSignInDateTime ?? null, lastSignInPhishingResistant: null }
    }
    return { lastSignInPhishingResistant: null }
  }

  /** Null: the log was read and holds none. Beta tells the method; where it is not answered v1.0 tells the date. */
  private async loggedSignIn(id: string): Promise<LastSignIn | null | 'unread'> {
    for (const version of ['beta', 'v1.0'] as const) {
      const read = await attempt(signInsCall, this.findings, () => this.newestSignIns(signInsPath(version, id)))
      if (read.ok) {
        const { values, rejected } = decodeItems(signInsCall.schema, read.value, signInsCall.call)
        this.findings.rejected.push(...rejected)
        return lastSuccessfulSignIn(values)
      }
      if (read.failure?.kind !== 'rejected' && read.failure?.kind !== 'not-found') return 'unread'
    }
    return 'unread'
  }

  /** One page is enough: the newest come first. */
  private async newestSignIns(path: string): Promise<readonly unknown[]> {
    const { budget, units, headers = {}, call } = signInsCall
    return readPage(await this.context.client.send({ path, budget, units, headers, signal: this.signal }), call).items
  }

  private async one<Schema extends z.ZodType>(
    needs: CallNeeds,
    path: string,
    schema: Schema,
    budget: 'directory' | 'reports' = 'directory',
  ): Promise<
    | { readonly state: 'known'; readonly value: z.infer<Schema> }
    | { readonly state: 'absent' }
    | { readonly state: 'unknown'; readonly reason: UnknownReason }
  > {
    const read = await attempt(needs, this.findings, () =>
      this.context.client.send({ path, budget, signal: this.signal }),
    )
    if (!read.ok) {
      if (read.failure?.kind !== 'not-found') return { state: 'unknown', reason: read.reason }
      // That something is not there is an answer.
      this.findings.calls.pop()
      return { state: 'absent' }
    }
    const decoded = decode(schema, read.value)
    if (decoded.ok) return { state: 'known', value: decoded.value }
    this.findings.rejected.push(rejectedItem(needs.call, decoded.misfit))
    return {
      state: 'unknown',
      reason: { kind: 'failed', call: needs.call, detail: `${decoded.misfit.field}: ${decoded.misfit.problem}` },
    }
  }

  /** Only an active role helps in an emergency. "No" needs a reading of all holdings. */
  private isGlobalAdministrator(id: string): boolean | null {
    if (this.roles.state === 'unknown') return null
    const holds = this.roles.value.assignments.some(
      (held) => held.principalId === id && held.roleTemplateId === globalAdministratorRole && held.kind === 'active',
    )
    return holds || (isComplete(this.roles.coverage) ? false : null)
  }
}

function absentAccount(userPrincipalName: string): EmergencyAccount {
  return {
    userPrincipalName,
    id: null,
    accountEnabled: null,
    cloudOnly: null,
    isGlobalAdministrator: null,
    methodsRegistered: null,
    passkeys: null,
    lastSignInPhishingResistant: null,
  }
}
