// The world is a pure function of its settings, and changes lie over it.

import { describe, expect, test } from 'vitest'
import { itemsOf, stillWorld } from './world.fixture.ts'
import type { Resource, World } from './world.ts'

const sampleOf = (world: World) => ({
  users: Array.from({ length: 60 }, (_, position) => world.users.at(position * 7)),
  rows: Array.from({ length: 60 }, (_, position) => world.registrationDetails.at(position * 7)),
  devices: Array.from({ length: 60 }, (_, position) => world.devices.at(position * 7)),
  methods: [...itemsOf(world.users)].slice(0, 60).map((user) => world.authenticationMethodsOf(String(user.id))),
  audit: [...world.auditEvents()],
  policies: [world.conditionalAccessPolicies, world.authenticationMethodsPolicy],
  roles: [world.roleAssignments, world.roleEligibilities],
})

const idAt = (world: World, position: number) => String(world.users.at(position)?.id)

describe('made from the settings', () => {
  test('the same seed makes the same world', () => {
    expect(sampleOf(stillWorld({ seed: 5 }))).toEqual(sampleOf(stillWorld({ seed: 5 })))
  })

  test('another seed makes another world', () => {
    const [one, other] = [sampleOf(stillWorld({ seed: 5 })), sampleOf(stillWorld({ seed: 6 }))]
    expect(one.users.map((user) => user?.id)).not.toEqual(other.users.map((user) => user?.id))
    expect(one.rows).not.toEqual(other.rows)
  })

  test('reading in any order makes the same people', () => {
    const [forward, backward] = [stillWorld(), stillWorld()]
    const down = Array.from({ length: 200 }, (_, index) => backward.devices.at(999 - index)).toReversed()
    expect(down).toEqual(Array.from({ length: 200 }, (_, index) => forward.devices.at(800 + index)))
  })

  test('every id leads back to its resource', () => {
    const world = stillWorld()
    for (const list of [
      world.users,
      world.deletedUsers,
      world.registrationDetails,
      world.devices,
      world.managedDevices,
      world.groups,
    ]) {
      expect(list.size()).toBeGreaterThan(0)
      for (const item of itemsOf(list)) expect(list.byId(String(item.id))).toEqual(item)
    }
    expect(world.users.byId('00000000-0000-0000-0000-000000000000')).toBeUndefined()
    expect(world.users.byId(String(world.devices.at(0)?.id))).toBeUndefined()
    expect(world.users.byId('no id')).toBeUndefined()
  })

  test('every user principal name is unique, ASCII, and leads to its user', () => {
    const world = stillWorld({ people: 5000 })
    const names = new Set<string>()
    for (const user of itemsOf(world.users)) {
      const name = String(user.userPrincipalName)
      expect(name).toMatch(/^[!-~]+@[a-z.]+$/)
      expect(names.has(name.toLowerCase())).toBe(false)
      names.add(name.toLowerCase())
      expect(world.userIdOf?.(name.toUpperCase())).toBe(user.id)
    }
    expect(world.userIdOf?.('nobody.atall@contoso.com')).toBeUndefined()
  })

  test('the smallest tenants can be made', () => {
    for (const people of [1, 2, 5, 6, 13, 31, 140]) {
      const world = stillWorld({ people })
      expect([...itemsOf(world.users)]).toHaveLength(people)
      expect([...itemsOf(world.devices)]).toHaveLength(world.devices.size())
    }
  })

  test('a country that is not known and a number of people that can not be are refused by name', () => {
    expect(() => stillWorld({ countries: { DE: 1, XX: 1 } })).toThrow(/XX/)
    expect(() => stillWorld({ countries: { DE: 0 } })).toThrow(/weight/)
    expect(() => stillWorld({ people: 0 })).toThrow(/not 0/)
  })

  test('a million people are there at once, and walking 200,000 of them keeps nothing', () => {
    const world = stillWorld({ people: 1_000_000 })
    const last = world.users.at(999_999)
    expect(world.users.byId(String(last?.id))).toEqual(last)
    expect(world.users.at(1_000_000)).toBeUndefined()
    const walk = (from: number, to: number) => {
      for (let position = from; position < to; position++) {
        world.users.at(position)
        if (position % 10 === 0) world.registrationDetails.at(position)
        if (position % 10 === 1) world.devices.at(position)
      }
    }
    walk(0, 40_000)
    const before = process.memoryUsage.rss()
    walk(40_000, 240_000)
    // Keeping 200,000 users and rows would take more than 400 MB; the garbage between two collections takes some tens.
    expect(process.memoryUsage.rss() - before).toBeLessThan(120e6)
  })
})

describe('changes of users', () => {
  test('a changed, an added and a removed user are in the change log, in order', () => {
    const world = stillWorld()
    const [changed, removed] = [idAt(world, 3), idAt(world, 4)]
    expect(world.lastUserChange()).toBe(0)
    expect(world.changeUser(changed, { jobTitle: 'Pilot' })).toBe(true)
    const added = world.addUser({ displayName: 'Ada Joiner', userPrincipalName: 'ada.joiner@contoso.com' })
    expect(world.removeUser(removed)).toBe(true)
    expect([...world.userChanges(0)].map(({ at, id, kind }) => [at, id, kind])).toEqual([
      [1, changed, 'changed'],
      [2, added.id, 'changed'],
      [3, removed, 'removed'],
    ])
    expect([...world.userChanges(2)]).toHaveLength(1)
    expect(world.lastUserChange()).toBe(3)
    expect(world.users.byId(changed)?.jobTitle).toBe('Pilot')
    expect(world.users.at(3)?.jobTitle).toBe('Pilot')
  })

  test('a removed user leaves a gap, no position moves, and the user is among the deleted', () => {
    const world = stillWorld()
    const [gone, next] = [idAt(world, 10), idAt(world, 11)]
    const deleted = world.deletedUsers.size()
    world.removeUser(gone)
    expect(world.users.at(10)).toBeUndefined()
    expect(idAt(world, 11)).toBe(next)
    expect(world.users.byId(gone)).toBeUndefined()
    expect(world.users.size()).toBe(1200)
    expect(world.users.count?.()).toBe(1199)
    expect(world.deletedUsers.size()).toBe(deleted + 1)
    expect(world.deletedUsers.byId(gone)?.deletedDateTime).toBe('2026-11-23T08:00:00Z')
    expect(world.registrationDetails.byId(gone)).toBeUndefined()
    expect(world.authenticationMethodsOf(gone)).toEqual([])
    expect(world.removeUser(gone)).toBe(false)
    expect(world.changeUser(gone, { jobTitle: 'x' })).toBe(false)
  })

  test('a removed user is no member of any group', () => {
    const world = stillWorld()
    const group = [...itemsOf(world.groups)].find(({ displayName }) => displayName === 'Dept IT')
    const members = [...world.membersOf(String(group?.id))]
    world.removeUser(String(members[2]?.id))
    expect([...world.membersOf(String(group?.id))]).toEqual(members.filter((_, index) => index !== 2))
  })

  test('an added user is found by position, id and name, without properties of somebody else', () => {
    const world = stillWorld()
    const added = world.addUser({
      displayName: 'Ada Joiner',
      userPrincipalName: 'Ada.Joiner@contoso.com',
      department: 'IT',
    })
    expect(world.users.at(1200)).toEqual(added)
    expect(world.users.byId(String(added.id))).toEqual(added)
    expect(world.userIdOf?.('ada.joiner@contoso.com')).toBe(added.id)
    expect(added).toMatchObject({ accountEnabled: true, userType: 'Member', mail: null, proxyAddresses: [] })
    expect(Object.keys(added).toSorted()).toEqual(Object.keys(world.users.at(0) as Resource).toSorted())
  })
})

describe('groups', () => {
  test('adding and removing members is seen, once each', () => {
    const world = stillWorld()
    const group = world.addGroup({ displayName: 'Wave 1' })
    const [groupId, userId] = [String(group.id), idAt(world, 20)]
    expect(world.groups.byId(groupId)).toEqual(group)
    expect(world.addMember(groupId, userId)).toBe('added')
    expect(world.addMember(groupId, userId)).toBe('already')
    expect(world.addMember(groupId, 'ffffffff-0000-4000-8000-000000000000')).toBe('unknown')
    expect([...world.membersOf(groupId)]).toEqual([{ id: userId, kind: 'user' }])
    expect(world.removeMember(groupId, userId)).toBe(true)
    expect(world.removeMember(groupId, userId)).toBe(false)
    expect([...world.membersOf(groupId)]).toEqual([])
  })

  test('a made member who is removed and added again stands where it stood', () => {
    const world = stillWorld()
    const group = [...itemsOf(world.groups)].find(({ displayName }) => displayName === 'Dept IT')
    const members = [...world.membersOf(String(group?.id))]
    const second = String(members[1]?.id)
    expect(world.addMember(String(group?.id), second)).toBe('already')
    expect(world.removeMember(String(group?.id), second)).toBe(true)
    expect([...world.membersOf(String(group?.id))]).toHaveLength(members.length - 1)
    expect(world.addMember(String(group?.id), second)).toBe('added')
    expect([...world.membersOf(String(group?.id))]).toEqual(members)
  })
})
