// The tenants of an installation and how each is reached. Their secrets are sealed; everything else of a tenant is in its own rows.

import { sql, type Kysely } from 'kysely'
import type { Connection, TenantRecord } from '#app/ports.ts'
import { assert } from '#domain/shared/assert.ts'
import { tenantNameFrom, type TenantName } from '#domain/shared/ids.ts'
import type { SecretBox } from './secret-box.ts'
import { inMicroseconds, instantOf, jsonb } from './unit-context.ts'

type TenantRow = { name: string; connection: Connection; secret_sealed: string | null; created_at: string }

/** All tenants in order of name. No secret is opened: one that no longer opens must not hide the other tenants. */
export async function listTenants(db: Kysely<unknown>): Promise<readonly TenantRecord[]> {
  const { rows } = await sql<TenantRow>`select ${columns} from keywave.tenants order by name`.execute(db)
  return rows.map((row) => recordOf(row, null))
}

/** The tenant with its secret; null when there is none. Throws AppError data-key-wrong when the secret can not be opened. */
export async function readTenant(db: Kysely<unknown>, box: SecretBox, name: TenantName): Promise<TenantRecord | null> {
  const { rows } = await sql<TenantRow>`select ${columns} from keywave.tenants where name = ${name}`.execute(db)
  const [row] = rows
  if (row === undefined) return null
  return recordOf(row, row.secret_sealed === null ? null : box.open(row.secret_sealed, name))
}

const columns = sql`name, connection, secret_sealed, created_at`

function recordOf({ name: text, connection, created_at }: TenantRow, secret: string | null): TenantRecord {
  const name = tenantNameFrom(text)
  assert(name !== null, 'a stored tenant to have a tenant name')
  const reached = connection.kind === 'graph' ? { ...connection, secret } : connection
  return { name, connection: reached, createdAt: instantOf(created_at) }
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
