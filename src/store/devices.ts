// Devices as Intune and Entra know them. What each can hold is worked out when its row is put, so that people's cases are a join.

import { sql, type RawBuilder } from 'kysely'
import type { TenantUnit } from '#app/ports.ts'
import { deviceCapability } from '#domain/devices/device-capability.ts'
import type { Device } from '#domain/people/device.ts'
import type { DeviceFleet } from '#domain/tenant/device-fleet.ts'
import { idsOfUpns } from './upn-ids.ts'
import {
  all,
  count,
  heldVersion,
  inBatches,
  instantOf,
  jsonb,
  moment,
  momentText,
  type UnitContext,
} from './unit-context.ts'

type DeviceDoc = Omit<Device, 'id' | 'source' | 'ownerId' | 'lastSeenAt'>

/** The writer and readers of devices. */
export function devices(
  context: UnitContext,
): Pick<TenantUnit, 'putDevices' | 'devices' | 'devicesOf' | 'countDevices'> {
  return {
    putDevices: (syncId, rows, at) => inBatches(rows, (batch) => putBatch(context, syncId, batch, at)),
    devices: ({ after, limit }) =>
      read(
        context,
        sql`${after === null ? sql`true` : sql`(source, id) > (${after.source}, ${after.id})`} order by source, id limit ${limit}`,
      ),
    devicesOf: (personId) => read(context, sql`owner_id = ${personId} order by source, id`),
    countDevices: () => countDevices(context),
  }
}

async function putBatch(
  context: UnitContext,
  syncId: string,
  rows: readonly Device[],
  at: Temporal.Instant,
): Promise<number> {
  await context.lockRows()
  const owners = await idsOfUpns(
    context,
    rows.map(({ ownerId }) => ownerId),
  )
  const untold = await storedDocs(
    context,
    rows.filter(({ manufacturer, model }) => manufacturer === undefined || model === undefined),
  )
  const incoming = new Map<string, object>()
  for (const { id, source, ownerId, lastSeenAt, ...doc } of rows) {
    const known = untold.get(`${source} ${id}`)
    const capability = deviceCapability({
      operatingSystem: doc.operatingSystem,
      osVersion: doc.osVersion,
      manufacturer: doc.manufacturer === undefined ? (known?.manufacturer ?? null) : doc.manufacturer,
      model: doc.model === undefined ? (known?.model ?? null) : doc.model,
    })
    const owner = ownerId === null ? null : (owners.get(ownerId) ?? ownerId)
    incoming.set(`${source} ${id}`, { source, id, owner, capability, doc, seen: momentText(lastSeenAt) })
  }
  // When a device was last seen moves daily: it is written in place and makes no version.
  return await count(
    context,
    sql`with laid as materialized (
        select i.source, i.id, i.owner, i.capability, coalesce(i.seen, o.seen_at) as seen_at, m.doc,
          o.row, o.valid_from as held_from, o.sync_id as held_sync,
          (o.row is null or m.doc <> o.doc or o.owner_id is distinct from i.owner or o.capability <> i.capability) as changed,
          (i.seen is not null and o.seen_at is distinct from i.seen) as older
        from jsonb_to_recordset(${jsonb([...incoming.values()])})
          as i (source text, id text, owner text, capability text, doc jsonb, seen timestamptz)
        left join lateral ${heldVersion('devices', sql`h.source = i.source and h.id = i.id`)} o on true
        cross join lateral (select case when i.doc = o.doc then o.doc else coalesce(o.doc || i.doc, i.doc) end as doc offset 0) m
      ), ended as (
        update devices d set
          valid_to = case when l.changed and d.valid_from < ${moment(at)} then ${moment(at)} end,
          owner_id = case when l.changed and d.valid_from < ${moment(at)} then d.owner_id else l.owner end,
          capability = case when l.changed and d.valid_from < ${moment(at)} then d.capability else l.capability end,
          doc = case when l.changed and d.valid_from < ${moment(at)} then d.doc else l.doc end,
          seen_at = case when l.changed and d.valid_from < ${moment(at)} then d.seen_at else l.seen_at end,
          sync_id = case when l.changed and d.valid_from < ${moment(at)} then d.sync_id else ${syncId} end
        from laid l where (l.changed or l.older) and d.ctid = l.row
        returning 1
      ), begun as (
        insert into devices (source, id, owner_id, capability, doc, seen_at, sync_id, valid_from)
        select l.source, l.id, l.owner, l.capability, l.doc, l.seen_at, ${syncId}, ${moment(at)} from laid l
        where l.changed and (l.held_from is null or l.held_from < ${moment(at)}) and (select count(*) from ended) >= 0
      ), marked as (
        insert into seen (sync_id, stream, id) select ${syncId}, l.source || '-devices', l.id from laid l
        where not l.changed and not l.older and l.held_sync is distinct from ${syncId}
      )
      select count(*) as count from laid where changed`,
  )
}

/** What is stored of devices whose row does not tell the model: it decides the capability as long as nobody tells otherwise. */
async function storedDocs(context: UnitContext, rows: readonly Device[]): Promise<ReadonlyMap<string, DeviceDoc>> {
  if (rows.length === 0) return new Map()
  const stored = await all<{ source: string; id: string; doc: DeviceDoc }>(
    context,
    sql`select d.source, d.id, d.doc from jsonb_to_recordset(${jsonb(rows.map(({ source, id }) => ({ source, id })))}) as i (source text, id text)
      cross join lateral ${heldVersion('devices', sql`h.source = i.source and h.id = i.id`)} d`,
  )
  return new Map(stored.map(({ source, id, doc }) => [`${source} ${id}`, doc]))
}

type DeviceRow = {
  source: Device['source']
  id: string
  owner_id: string | null
  doc: DeviceDoc
  seen_at: string | null
}

/** Devices that are there now and meet a condition. */
async function read(context: UnitContext, condition: RawBuilder<unknown>): Promise<readonly Device[]> {
  const rows = await all<DeviceRow>(
    context,
    sql`select source, id, owner_id, doc, seen_at from devices where valid_to is null and ${condition}`,
  )
  return rows.map(({ source, id, owner_id, doc, seen_at }) => ({
    ...doc,
    id,
    source,
    ownerId: owner_id,
    ...(seen_at === null ? {} : { lastSeenAt: instantOf(seen_at).toString() }),
  }))
}

async function countDevices(context: UnitContext): Promise<DeviceFleet> {
  const systems = await all<{ source: string; system: string | null; count: number }>(
    context,
    sql`select source, doc ->> 'operatingSystem' as system, count(*) as count from devices where valid_to is null group by 1, 2 order by 2, 1`,
  )
  const [people] = await all<{ members: number; with_device: number }>(
    context,
    sql`select count(*) as members, count(d.owner_id) as with_device from people p
      left join (select distinct owner_id from devices where valid_to is null and owner_id is not null) d on d.owner_id = p.id
      where p.valid_to is null and p.account_enabled and p.kind = 'member'`,
  )
  const byOperatingSystem: Record<string, number> = {}
  for (const { system, count } of systems) {
    const name = system ?? 'unknown'
    byOperatingSystem[name] = (byOperatingSystem[name] ?? 0) + count
  }
  const from = (source: Device['source']) =>
    systems.reduce((sum, row) => sum + (row.source === source ? row.count : 0), 0)
  return {
    intuneDevices: from('intune'),
    entraDevices: from('entra'),
    peopleWithDevice: people?.with_device ?? 0,
    peopleInAll: people?.members ?? 0,
    byOperatingSystem,
  }
}
