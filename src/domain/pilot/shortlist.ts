// Cuts a very large choice of groups down to those worth weighing one by one. Every combination of what is covered stays, and some of every
// department, place, country and language; what goes is the hundredth department with the same devices.

import type { Group, Pool } from './pool.ts'

/** Groups that are weighed one by one at most, about: a scan of them takes a few milliseconds. */
const groupsMax = 30_000
/** Groups that stay for each value of a dimension that is only mixed. */
const eachValue = 20

/** The groups to weigh, in the pool's order; all of them where there are not too many. */
export function shortlist(pool: Pool): readonly Group[] {
  if (pool.groups.length <= groupsMax) return pool.groups
  const covers = pool.tags.map(({ dimension }) => ['family', 'os', 'work', 'profile'].includes(dimension))
  const keys = pool.groups.map(
    ({ tags, fitness }) => `${tags.filter((tag) => covers[tag] === true).join(',')} ${fitness}`,
  )
  const each = Math.max(3, Math.floor(groupsMax / new Set(keys).size))
  const ofKey = new Map<string, number>()
  const ofTag = new Int32Array(pool.tags.length)
  return pool.groups.filter(({ tags }, index) => {
    const key = keys[index] ?? ''
    const before = ofKey.get(key) ?? 0
    const rare = tags.filter((tag) => covers[tag] !== true && (ofTag[tag] ?? 0) < eachValue)
    if (before >= each && rare.length === 0) return false
    ofKey.set(key, before + 1)
    for (const tag of tags) ofTag[tag] = (ofTag[tag] ?? 0) + 1
    return true
  })
}
