// The tenants of an installation and how each is reached. Their secrets are sealed; everything else of a tenant is in its own rows.

import { sql, type Kysely } from 'kysely'
import type { Connection, TenantRecord } from '#app/ports.ts'
import { assert } from '#domain/shared/assert.ts'
import { tenantNameFrom, type TenantName } from '#domain/shared/ids.ts'
import type { SecretBox } from './secret-box.ts'
import { inMicroseconds, instantOf, jsonb } from './unit-context.ts'

type TenantRow = { name: string; connection: Connection; secret_sealed: string | null; created_at: string }

/** All tenants in order of name, or the one asked for. Throws AppError data-key-wrong when a secret can not be opened. */
export async function readTenants(
  db: Kysely<unknown>,
  box: SecretBox,
  only: TenantName | null,
): Promise<readonly TenantRecord[]> {
  const { rows } = await sql<TenantRow>`select name, connection, secret_sealed, created_at from keywave.tenants
    where ${only === null ? sql`true` : sql`name = ${only}`} order by name`.execute(db)
  return rows.map(({ name: text, connection, secret_sealed, created_at }) => {
    const name = tenantNameFrom(text)
    assert(name !== null, 'a stored tenant to have a tenant name')
    const opened =
      connection.kind === 'graph'
        ? { ...connection, secret: secret_sealed === null ? null : box.open(secret_sealed, name) }
        : connection
    return { name, connection: opened, createdAt: instantOf(created_at) }
  })
}

/** Adds a tenant or changes its connection; when it was made stays. */
export async function writeTenant(
  db: Kysely<unknown>,
  box: SecretBox,
  { name, connection, createdAt }: TenantRecord,
): Promise<void> {
  const secret = connection.kind === 'graph' ? connection.secret : null
  const open = connection.kind === 'graph' ? { ...connection, secret: null } : connection
  const sealed = secret === null ? null : box.seal(secret, name)
  await sql`insert into keywave.tenants (name, connection, secret_sealed, created_at)
    values (${name}, ${jsonb(open)}, ${sealed}::text, ${inMicroseconds(createdAt).toString()}::timestamptz)
    on conflict (name) do update set connection = excluded.connection, secret_sealed = excluded.secret_sealed`.execute(
    db,
  )
}
