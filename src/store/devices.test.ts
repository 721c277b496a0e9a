import { expect, test } from 'vitest'
import { withStore } from '../../test/database.ts'
import { device, guid, inSync, person, putAll } from './rows.fixture.ts'

withStore('devices and memberships', (database) => {
  test('a device comes back as put, for its owner', async () => {
    const tenant = await database().tenant()
    const rows = [
      device(1),
      device(1, { source: 'entra', id: 'device-1', trustType: 'AzureAd', manufacturer: null }),
      device(2, { ownerId: null }),
    ]
    await putAll(database(), tenant, { devices: rows })
    await database().store.inTenant(tenant, async (unit) => {
      expect(await unit.devicesOf(guid(1))).toEqual([rows[1], rows[0]])
      expect(await unit.devices({ after: null, limit: 2 })).toEqual([rows[1], rows[0]])
      expect(await unit.devices({ after: { source: 'intune', id: 'device-1' }, limit: 2 })).toEqual([rows[2]])
    })
  })

  test('a device that was only seen again makes no change, one that moved to another person does', async () => {
    const { clock } = database()
    const tenant = await database().tenant()
    await inSync(database(), tenant, async (unit, run) => {
      expect(await unit.putDevices(run.id, [device(1)], clock.now())).toBe(1)
      expect(
        await unit.putDevices(run.id, [device(1, { lastSeenAt: '2026-11-21T08:00:00Z' })], clock.advance({ hours: 1 })),
      ).toBe(0)
      expect((await unit.devicesOf(guid(1)))[0]?.lastSeenAt).toBe('2026-11-21T08:00:00Z')
      expect(await unit.putDevices(run.id, [device(1, { ownerId: guid(2) })], clock.advance({ hours: 1 }))).toBe(1)
      expect(await unit.devicesOf(guid(1))).toEqual([])
      expect(await unit.devicesOf(guid(2))).toHaveLength(1)
    })
  })

  test('a stream ends the devices of its own source only', async () => {
    const { clock } = database()
    const tenant = await database().tenant()
    await putAll(database(), tenant, { devices: [device(1), device(2), device(3, { source: 'entra' })] })
    const later = clock.advance({ hours: 1 })
    await inSync(database(), tenant, async (unit, run) => {
      await unit.putDevices(run.id, [device(1)], later)
      expect(await unit.retireUnseen(run.id, 'intune-devices', later)).toBe(1)
      expect((await unit.devices({ after: null, limit: 9 })).map(({ id }) => id)).toEqual(['device-3', 'device-1'])
    })
  })

  test('the fleet is counted by source, by system, and by the members who hold a device', async () => {
    const tenant = await database().tenant()
    await putAll(database(), tenant, {
      people: [person(1), person(2), person(3, { accountEnabled: false })],
      devices: [
        device(1),
        device(1, { id: 'second', operatingSystem: 'Windows', osVersion: '10.0.22631' }),
        device(3, { source: 'entra' }),
      ],
    })
    expect(await database().store.inTenant(tenant, (unit) => unit.countDevices())).toEqual({
      intuneDevices: 2,
      entraDevices: 1,
      peopleWithDevice: 1,
      peopleInAll: 2,
      byOperatingSystem: { Windows: 1, iOS: 2 },
    })
  })

  test('members are counted by group; whoever left a group ends with the stream', async () => {
    const { clock } = database()
    const tenant = await database().tenant()
    const member = (number: number, groupId = 'g1') => ({ groupId, personId: guid(number) })
    await inSync(database(), tenant, async (unit, run) => {
      expect(await unit.putMemberships(run.id, [member(1), member(2), member(2), member(1, 'g2')], clock.now())).toBe(3)
      expect(await unit.putMemberships(run.id, [member(1)], clock.now())).toBe(0)
      expect(await unit.countMembers()).toEqual({ g1: 2, g2: 1 })
    })
    const later = clock.advance({ hours: 1 })
    await inSync(database(), tenant, async (unit, run) => {
      expect(await unit.putMemberships(run.id, [member(1), member(3)], later)).toBe(1)
      expect(await unit.retireUnseen(run.id, 'memberships', later)).toBe(2)
      expect(await unit.countMembers()).toEqual({ g1: 2 })
    })
  })
})
