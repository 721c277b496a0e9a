// users/delta: all users once, then only what changed since. Source: Microsoft Graph "user: delta".
import type { Resource } from '../../world/world.ts'
import { call, type Call, type CallContext } from '../call.ts'
import { compileFilter } from '../odata-filter.ts'
import { selectCut, type Cut } from '../odata-select.ts'
import { badRequest, GraphProblem, unsupportedQuery } from '../problem.ts'
import { userDefaults, userProperties } from '../properties.ts'

/** Items of one page unless `Prefer: odata.maxpagesize` says fewer or more. Source: chosen as the default of /users. */
const pageDefault = 100
/** Most items of one page. Source: the maximum of /users. */
const pageMax = 999
/** Most ids in a $filter. Source: Microsoft Graph "user: delta". */
const idsMax = 50

/**
 * Where a delta stands. `all`: giving all users, from `position`; changes after `since` follow next time.
 * `changes`: giving the changes after `since` up to `until`.
 */
type Place =
  | {
      readonly phase: 'all'
      readonly position: number
      readonly since: number
      readonly select?: readonly string[]
      readonly ids?: readonly string[]
    }
  | {
      readonly phase: 'changes'
      readonly since: number
      readonly select?: readonly string[]
      readonly ids?: readonly string[]
    }

const seal = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url')

function open(token: string): Place {
  try {
    const place = JSON.parse(Buffer.from(token, 'base64url').toString()) as Place
    if ((place.phase === 'all' || place.phase === 'changes') && Number.isSafeInteger(place.since)) return place
  } catch {
    throw badRequest('Badly formed token.', 'Directory_InvalidDeltaToken')
  }
  throw badRequest('Badly formed token.', 'Directory_InvalidDeltaToken')
}

function idsOf(filter: string | undefined): readonly string[] | undefined {
  if (filter === undefined) return undefined
  const ids = filter.split(/\s+or\s+/i).flatMap((part) => compileFilter(part).demanded('id') ?? [])
  const compiled = compileFilter(filter)
  if ([...compiled.paths].some((path) => path !== 'id') || ids.length === 0)
    throw unsupportedQuery('The delta of users supports a $filter on id only.')
  if (ids.length > idsMax) throw unsupportedQuery(`The delta of users supports at most ${idsMax} ids in $filter.`)
  return ids
}

function placeOf(context: CallContext): Place {
  const { query, world } = context
  const token = query.skiptoken ?? query.deltatoken
  const chosen = query.select === undefined ? {} : { select: query.select }
  const ids = idsOf(query.filter)
  const narrowed = { ...chosen, ...(ids === undefined ? {} : { ids }) }
  if (token === 'latest' && query.deltatoken === 'latest')
    return { phase: 'changes', since: world.lastUserChange(), ...narrowed }
  if (token === undefined) return { phase: 'all', position: 0, since: world.lastUserChange(), ...narrowed }
  const place = open(token)
  if (place.since > world.lastUserChange()) {
    throw new GraphProblem(
      410,
      'Directory_ResyncRequired',
      'The delta token is no longer valid. Start a full synchronization.',
      {
        location: `${context.origin}/${context.version}/users/delta`,
      },
    )
  }
  return place
}

/** Every page carries `id`, whatever was selected; properties without a value are left out. */
function deltaCut(select: readonly string[] | undefined): Cut {
  const chosen = select === undefined ? undefined : [...new Set(['id', ...select])]
  const cut = selectCut(chosen, { type: 'user', properties: userProperties, defaults: userDefaults })
  return (user) => Object.fromEntries(Object.entries(cut(user)).filter(([, value]) => value !== null))
}

function sizeOf(context: CallContext): number {
  const asked = /odata\.maxpagesize=(\d+)/i.exec(context.header('prefer') ?? '')?.[1]
  return asked === undefined ? pageDefault : Math.min(pageMax, Math.max(1, Number(asked)))
}

type DeltaPage = { readonly value: readonly Resource[]; readonly next: Place; readonly more: boolean }

function allUsers(context: CallContext, place: Extract<Place, { phase: 'all' }>): DeltaPage {
  const { users } = context.world
  const cut = deltaCut(place.select)
  const ended: Place = { ...withoutPosition(place), phase: 'changes' }
  if (place.ids !== undefined) {
    const value = place.ids
      .map((id) => users.byId(id))
      .filter((user) => user !== undefined)
      .map(cut)
    return { value, next: ended, more: false }
  }
  const size = sizeOf(context)
  const value: Resource[] = []
  let { position } = place
  for (const end = users.size(); position < end && value.length < size; position++) {
    const user = users.at(position)
    if (user !== undefined) value.push(cut(user))
  }
  const more = position < users.size()
  return { value, next: more ? { ...place, position } : ended, more }
}

function withoutPosition(place: Place): Omit<Extract<Place, { phase: 'changes' }>, 'phase'> {
  const { since, select, ids } = place
  return { since, ...(select === undefined ? {} : { select }), ...(ids === undefined ? {} : { ids }) }
}

/** Changes of one id on one page are given once, as the user is now. */
function changedUsers(context: CallContext, place: Extract<Place, { phase: 'changes' }>): DeltaPage {
  const { world } = context
  const minimal = /return=minimal/i.test(context.header('prefer') ?? '')
  const cut = deltaCut(place.select)
  const size = sizeOf(context)
  const found = new Map<string, Set<string> | 'all'>()
  let { since } = place
  let more = false
  for (const change of world.userChanges(place.since)) {
    if (place.ids !== undefined && !place.ids.includes(change.id)) {
      since = change.at
      continue
    }
    if (!found.has(change.id) && found.size >= size) {
      more = true
      break
    }
    since = change.at
    const known = found.get(change.id) ?? new Set<string>()
    if (change.properties === undefined || known === 'all') found.set(change.id, 'all')
    else found.set(change.id, known.union(new Set(change.properties)))
  }
  const value = [...found].map(([id, properties]): Resource => {
    const user = world.users.byId(id)
    if (user === undefined) return { id, '@removed': { reason: 'changed' } }
    const whole = cut(user)
    if (!minimal || properties === 'all') return whole
    return Object.fromEntries(Object.entries(whole).filter(([name]) => name === 'id' || properties.has(name)))
  })
  return { value, next: { ...place, since }, more }
}

function usersDelta(context: CallContext) {
  const place = placeOf(context)
  const { value, next, more } = place.phase === 'all' ? allUsers(context, place) : changedUsers(context, place)
  const base = `${context.origin}/${context.version}/users/delta`
  const selected = place.select === undefined ? '' : `(${place.select.join(',')})`
  const link = more
    ? { '@odata.nextLink': `${base}?$skiptoken=${seal(next)}` }
    : { '@odata.deltaLink': `${base}?$deltatoken=${seal(next)}` }
  const preferences = /return=minimal/i.test(context.header('prefer') ?? '')
    ? { 'preference-applied': 'return=minimal' }
    : {}
  return {
    status: 200,
    headers: preferences,
    json: { '@odata.context': `${context.origin}/${context.version}/$metadata#users${selected}`, ...link, value },
  }
}

/** The calls about changes of users. */
export const userDeltaCalls: readonly Call[] = [
  call('GET /users/delta', {
    area: 'delta',
    cost: 2,
    permissions: ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
    options: ['$select', '$filter', '$skiptoken', '$deltatoken'],
    answer: usersDelta,
  }),
]
