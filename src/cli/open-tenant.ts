// What most commands begin with: the store opened, the tenant's name read, and the simulated tenant made when it is the one asked for.

import type { AppContext } from '#app/context.ts'
import { demoName, ensureDemo } from '#app/ensure-demo.ts'
import { AppError } from '#domain/shared/errors.ts'
import { tenantNameFrom, type TenantName } from '#domain/shared/ids.ts'
import type { Surroundings } from './command.ts'
import { showSyncProgress } from './render/sync-progress.ts'

/** Reads a tenant's name. Throws AppError tenant-name-invalid. */
export function readTenantName(text: string): TenantName {
  const name = tenantNameFrom(text)
  if (name === null) throw new AppError('tenant-name-invalid', { public: `"${text}" is not a tenant name.` })
  return name
}

/** Reads a moment: an ISO instant, a date (its end, in UTC), or an age such as 90m, 36h, 7d. Throws AppError wrong-use. */
export function readMoment(text: string, now: Temporal.Instant): Temporal.Instant {
  const ago = /^(\d+)([mhd])$/.exec(text)
  if (ago !== null) {
    const amount = Number(ago[1])
    const hours = ago[2] === 'd' ? amount * 24 : ago[2] === 'h' ? amount : 0
    return now.subtract(ago[2] === 'm' ? { minutes: amount } : { hours })
  }
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text))
      return Temporal.PlainDate.from(text).add({ days: 1 }).toZonedDateTime('UTC').toInstant()
    return Temporal.Instant.from(text)
  } catch (cause) {
    throw new AppError('wrong-use', {
      public: `"${text}" is not a moment: give 2026-11-22, 2026-11-22T10:00:00Z, or an age such as 36h or 7d.`,
      cause,
    })
  }
}

/** Opens the store and makes sure that the tenant can be asked. */
export async function openTenant(
  surroundings: Surroundings,
  text: string,
): Promise<{ app: AppContext; tenant: TenantName }> {
  const tenant = readTenantName(text)
  const app = await surroundings.openApp()
  if (tenant === demoName()) {
    await ensureDemo(app, {
      emergencyAccounts: surroundings.demoEmergencyAccounts,
      signal: surroundings.signal,
      onProgress: (progress) => showSyncProgress(surroundings.terminal, progress, app.clock.now()),
    })
  }
  return { app, tenant }
}
