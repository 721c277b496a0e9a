// A world whose clock stands still until a test moves it.

import { createWorldClock } from './clock.ts'
import { createWorld } from './create-world.ts'
import { defaultWorldSettings } from './default-settings.ts'
import type { Resource, ResourceList, World, WorldSettings } from './world.ts'

/** A world at its first instant; `world.clock.advance` is the only thing that moves time. */
export function stillWorld(given: Partial<WorldSettings> = {}): World {
  const settings = defaultWorldSettings(given)
  const standing = settings.startsAt
  return createWorld(settings, { clock: createWorldClock(settings.startsAt, () => standing) })
}

/** The items of a list in order, without the removed ones. */
export function* itemsOf(list: ResourceList): Iterable<Resource> {
  for (let position = 0; position < list.size(); position++) {
    const item = list.at(position)
    if (item !== undefined) yield item
  }
}
