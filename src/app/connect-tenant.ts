// Connects a tenant: tries the credentials and each permission first, and stores the connection only when Microsoft accepted it.

import { AppError } from '#domain/shared/errors.ts'
import { isGuid } from '#domain/shared/ids.ts'
import type { CallOutcome } from '#domain/tenant/graph-access.ts'
import type { AppContext } from './context.ts'
import type { TenantRecord } from './ports.ts'

export type ConnectionTrial = { readonly record: TenantRecord; readonly calls: readonly CallOutcome[] }

/**
 * Tries and stores a connection. Throws AppError tenant-exists when the name belongs to another tenant, tenant-id-invalid, what the sign-in
 * throws, and consent-missing when no call at all was answered; then nothing is stored.
 */
export async function connectTenant(
  app: AppContext,
  record: TenantRecord,
  signal: AbortSignal,
): Promise<ConnectionTrial> {
  if (record.connection.kind !== 'graph')
    throw new AppError('wrong-use', { public: 'Only a Microsoft Entra tenant can be connected.' })
  const { tenantId } = record.connection
  if (!isGuid(tenantId) && !tenantId.includes('.')) {
    throw new AppError('tenant-id-invalid', {
      public: `"${tenantId}" is neither a tenant id (a GUID) nor a domain of the tenant.`,
    })
  }
  const before = await app.store.tenant(record.name)
  if (before !== null && (before.connection.kind !== 'graph' || before.connection.tenantId !== tenantId)) {
    throw new AppError('tenant-exists', { public: `The name "${record.name}" is already used for another tenant.` })
  }
  const source = await app.sourceOf(record)
  const calls = await source.probe(signal)
  if (!calls.some(({ outcome }) => outcome === 'answered')) throw new AppError('consent-missing')
  await app.store.saveTenant(record)
  return { record, calls }
}
