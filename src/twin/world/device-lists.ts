// The lists of devices: Entra's and Intune's, made on demand, without gaps.

import { draw } from './chance.ts'
import { denseList } from './dense-list.ts'
import { type DeviceFact, devicesOf, knownDevices, managedDevicesOf } from './device-facts.ts'
import { deviceResource, managedDeviceResource } from './device-resources.ts'
import type { Guids } from './guid.ts'
import { identityOf } from './identity.ts'
import type { Person } from './person.ts'
import type { State } from './state.ts'
import type { Resource, ResourceList } from './world.ts'

const bitCount = [0, 1, 1, 2, 1, 2, 2, 3]

/** Entra devices. */
export function createDeviceList(state: State): ResourceList {
  return listOf(
    state,
    state.deviceIds.object,
    (rank) => knownDevices(state.people, rank),
    () => true,
    (person, fact) =>
      deviceResource(state.people, person, fact, identityOf(state.people, state.domains, person), state.deviceIds),
  )
}

/** Intune devices. */
export function createManagedDeviceList(state: State): ResourceList {
  return listOf(
    state,
    state.deviceIds.managed,
    (rank) => managedDevicesOf(state.people, rank),
    (fact) => fact.managed,
    (person, fact) =>
      managedDeviceResource(
        state.people,
        person,
        fact,
        identityOf(state.people, state.domains, person),
        state.deviceIds,
      ),
  )
}

function listOf(
  state: State,
  ids: Guids,
  bitsOf: (rank: number) => number,
  belongs: (fact: DeviceFact) => boolean,
  make: (person: Person, fact: DeviceFact) => Resource,
): ResourceList {
  const { people } = state
  const { roster } = people
  const dense = denseList(roster.people, (position) => bitCount[bitsOf(roster.rankAt(position))] as number)
  return {
    size: dense.size,
    count: dense.size,
    at: (position) => {
      const spot = dense.spotAt(position)
      if (spot === undefined) return undefined
      const person = people.personAt(roster.rankAt(spot.owner))
      const fact = devicesOf(people, person).filter(belongs)[spot.within]
      return fact === undefined ? undefined : make(person, fact)
    },
    byId: (id) => {
      const index = ids.indexOf(id)
      if (index === undefined || index >= roster.people * 4) return undefined
      const person = people.personAt(Math.floor(index / 4))
      const fact = devicesOf(people, person).find((device) => device.index === index && belongs(device))
      return fact === undefined ? undefined : make(person, fact)
    },
  }
}

/** The registered owner of an Entra device: one, or none for three in ten hybrid computers, which nobody registered in person. */
export function ownerIdsOf(state: State, deviceId: string): readonly string[] {
  const index = state.deviceIds.object.indexOf(deviceId)
  if (index === undefined || index >= state.people.roster.people * 4) return []
  const person = state.people.personAt(Math.floor(index / 4))
  const fact = devicesOf(state.people, person).find((device) => device.index === index)
  return fact === undefined || !hasOwner(person, fact) ? [] : [state.people.roster.idOf(person.rank)]
}

/** Ids of the Entra devices that a person owns. */
export function deviceIdsOf(state: State, userId: string): readonly string[] {
  const rank = state.people.roster.rankOf(userId)
  if (rank === undefined) return []
  const person = state.people.personAt(rank)
  return devicesOf(state.people, person)
    .filter((fact) => hasOwner(person, fact))
    .map((fact) => state.deviceIds.object.at(fact.index))
}

function hasOwner(person: Person, fact: DeviceFact): boolean {
  return fact.trustType !== 'ServerAd' || draw(person.key, 170) >= 0.3
}
