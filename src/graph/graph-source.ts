// A tenant as Microsoft Graph shows it: the source that the use cases read from. Everything is read, nothing is ever
// written here.

import type { TenantSource } from '#app/ports.ts'
import { AppError } from '#domain/shared/errors.ts'
import type { Evidence } from '#domain/shared/evidence.ts'
import { isGuid } from '#domain/shared/ids.ts'
import { roleAssignments, type RoleAssignments } from '#domain/tenant/role-assignments.ts'
import { deltaFromNowPath, personChangesCall } from './calls/person-changes.ts'
import { organizationCall } from './calls/organization.ts'
import { createGraphClient, type GraphClient, type GraphLogEntry } from './client.ts'
import { readPage } from './decode.ts'
import type { GraphClock } from './graph-clock.ts'
import { GraphFailure } from './graph-failure.ts'
import { getPage } from './paging.ts'
import { probeCalls } from './probe.ts'
import { readEmergencyAccounts } from './read-emergency-accounts.ts'
import { readMethods } from './read-methods.ts'
import { readPerUserMfa } from './read-per-user-mfa.ts'
import { readRoles } from './read-roles.ts'
import { readSettings } from './read-settings.ts'
import { noFindings, type GraphContext } from './reading.ts'
import { streams } from './streams.ts'
import { createThrottle, type ThrottleEvent } from './throttle.ts'
import type { TokenProvider } from './token.ts'

export type GraphSourceOptions = {
  /** For example https://graph.microsoft.com. */
  readonly graphUrl: string
  /** A GUID, or a domain of the tenant. A token for another tenant than this GUID is not read with. */
  readonly tenantId: string
  readonly token: TokenProvider
  readonly clock: GraphClock
  /** 0 to 1, for the jitter of retries. */
  readonly random: () => number
  readonly fetch?: typeof fetch
  readonly log?: (entry: GraphLogEntry) => void
  readonly onThrottle?: (event: ThrottleEvent) => void
  /** How many times shorter than Microsoft's the limits' windows are: above 1 for a simulated tenant only. */
  readonly limitSpeed?: number
  /** An answer that takes longer is given up and asked for again. */
  readonly timeoutMs?: number
}

/** A source for one tenant. Throws AppError config-invalid when the address is none. */
export function createGraphSource(options: GraphSourceOptions): TenantSource {
  const { clock, random, token, graphUrl, fetch, log, onThrottle, timeoutMs, limitSpeed } = options
  const throttle = createThrottle({
    clock,
    ...(limitSpeed === undefined ? {} : { speed: limitSpeed }),
    ...(onThrottle === undefined ? {} : { onThrottle }),
  })
  const client = createGraphClient({
    graphUrl,
    token,
    throttle,
    clock,
    random,
    ...(fetch === undefined ? {} : { fetch }),
    ...(log === undefined ? {} : { log }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  })
  const context: GraphContext = { client, clock, random }
  /** The roles of the last settings: emergency accounts are read right after them. */
  let roles: Evidence<RoleAssignments> | null = null

  return {
    async probe(signal) {
      await requireTenant(client, options.tenantId, signal)
      return await probeCalls(context, signal)
    },
    async settings(signal) {
      await requireTenant(client, options.tenantId, signal)
      const reading = await readSettings(context, signal)
      roles = (reading.facts[roleAssignments.name] ?? null) as Evidence<RoleAssignments> | null
      return reading
    },
    stream: (name, streamOptions) => streams[name](context, streamOptions),
    async deltaLink(signal) {
      try {
        const page = await getPage(client, deltaFromNowPath, { ...personChangesCall, signal })
        return page.delta
      } catch (error) {
        if (error instanceof GraphFailure) return null
        throw error
      }
    },
    methodsOf: (people, signal) => readMethods(context, people, signal),
    async emergencyAccounts(userPrincipalNames, signal) {
      if (userPrincipalNames.length > 0) roles ??= await readRoles(context, noFindings(), signal)
      const read = roles ?? { state: 'unknown', reason: { kind: 'never-read' }, takenAt: null }
      return await readEmergencyAccounts(context, userPrincipalNames, read, signal)
    },
    perUserMfa: (sample, inAll, signal) => readPerUserMfa(context, sample, inAll, signal),
  }
}

/**
 * A managed identity, or a developer's own sign-in, brings the token of its own tenant whatever was asked for: two
 * tenants would be mixed.
 * Where the organisation may not be read, that cannot be told, and the fact of the organisation says so.
 */
async function requireTenant(client: GraphClient, tenantId: string, signal: AbortSignal): Promise<void> {
  if (!isGuid(tenantId)) return
  try {
    const { probe, path, budget, call } = organizationCall
    const { items } = readPage(await client.send({ path: probe ?? path, budget, signal }), call)
    const ids = items.map((item) =>
      typeof item === 'object' && item !== null && 'id' in item ? String(item.id).toLowerCase() : '',
    )
    if (ids.length > 0 && !ids.includes(tenantId.toLowerCase())) {
      throw new AppError('tenant-id-invalid', {
        public: 'The credentials belong to another tenant than the tenant id that was given.',
      })
    }
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error
  }
}
