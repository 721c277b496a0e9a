// A user by object id or by user principal name, as /users/{id | userPrincipalName} takes either.
import type { Resource, World } from '../world/world.ts'

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The user, or undefined. A world that cannot look names up is walked. */
export function findUser(world: World, key: string): Resource | undefined {
  if (guidPattern.test(key)) return world.users.byId(key.toLowerCase())
  if (world.userIdOf !== undefined) {
    const id = world.userIdOf(key)
    return id === undefined ? undefined : world.users.byId(id)
  }
  const wanted = key.toLowerCase()
  for (let position = 0; position < world.users.size(); position++) {
    const user = world.users.at(position)
    if (user !== undefined && String(user['userPrincipalName']).toLowerCase() === wanted) return user
  }
  return undefined
}
