// Temporary Access Pass: issue (the code once only), read, delete. Source: Microsoft Graph "temporaryAccessPassAuthenticationMethod".
import type { Resource } from '../../world/world.ts'
import { recordMethodWrite } from '../audit-writes.ts'
import { bodyObject, call, type Call, type CallContext } from '../call.ts'
import { badRequest } from '../problem.ts'
import { methodNotFound } from './authentication-methods.ts'
import { transitiveMembers } from './groups.ts'
import { userOf } from './users.ts'

const readers = [
  'UserAuthMethod-TAP.Read.All',
  'UserAuthMethod-TAP.ReadWrite.All',
  'UserAuthenticationMethod.Read.All',
  'UserAuthenticationMethod.ReadWrite.All',
]
const writers = ['UserAuthMethod-TAP.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All']

const passType = '#microsoft.graph.temporaryAccessPassAuthenticationMethod'

/** Bounds of the lifetime in minutes when the policy does not say. Source: Microsoft Graph, 10 to 43,200. */
const lifetimeBounds = { min: 10, max: 43_200, usual: 60 }
/** Length of the code when the policy does not say. Source: Microsoft Entra Temporary Access Pass, 8. */
const lengthUsual = 8
/** Letters and digits that are not mistaken for each other. Source: chosen; the portal shows such codes. */
const codeLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789!#$%*+='

function policyOf(context: CallContext): Resource {
  const all = (context.world.authenticationMethodsPolicy['authenticationMethodConfigurations'] ??
    []) as readonly Resource[]
  return all.find((known) => known['id'] === 'TemporaryAccessPass') ?? {}
}

const numberOf = (value: unknown, usual: number) => (typeof value === 'number' ? value : usual)

function targets(policy: Resource, property: 'includeTargets' | 'excludeTargets'): readonly string[] {
  const list = policy[property]
  return Array.isArray(list) ? list.map((target: Resource) => String(target['id'])) : []
}

function isIn(context: CallContext, groups: readonly string[], userId: string): boolean {
  if (groups.includes('all_users')) return true
  return groups.some((group) => [...transitiveMembers(context.world, group)].some((member) => member.id === userId))
}

/** Whether the policy lets the person use a pass. A pass can be made for anybody all the same. */
function isInPolicy(context: CallContext, userId: string): boolean {
  const policy = policyOf(context)
  if (policy['state'] !== 'enabled' || isIn(context, targets(policy, 'excludeTargets'), userId)) return false
  return isIn(context, targets(policy, 'includeTargets'), userId)
}

/** The pass as it is now: usable or why not. */
function shown(context: CallContext, pass: Resource): Resource {
  const {
    '@odata.type': _type,
    temporaryAccessPass: _code,
    isUsable: _was,
    methodUsabilityReason: _reason,
    ...rest
  } = pass
  if (context.version === 'beta') return rest
  const now = context.world.clock.now()
  const start = Temporal.Instant.from(String(pass['startDateTime']))
  const end = start.add({ minutes: numberOf(pass['lifetimeInMinutes'], lifetimeBounds.usual) })
  const reason =
    Temporal.Instant.compare(now, start) < 0
      ? 'NotYetValid'
      : Temporal.Instant.compare(now, end) >= 0
        ? 'Expired'
        : isInPolicy(context, String(userOf(context)['id']))
          ? 'EnabledByPolicy'
          : 'DisabledByPolicy'
  return { ...rest, isUsable: reason === 'EnabledByPolicy', methodUsabilityReason: reason }
}

function passesOf(context: CallContext): readonly Resource[] {
  return context.world
    .authenticationMethodsOf(String(userOf(context)['id']))
    .filter((method) => method['@odata.type'] === passType)
}

type Asked = { readonly lifetimeInMinutes: number; readonly isUsableOnce: boolean; readonly startDateTime: string }

function asked(context: CallContext): Asked {
  const body = context.body === undefined ? {} : bodyObject(context)
  const policy = policyOf(context)
  const min = numberOf(policy['minimumLifetimeInMinutes'], lifetimeBounds.min)
  const max = numberOf(policy['maximumLifetimeInMinutes'], lifetimeBounds.max)
  const lifetimeInMinutes =
    body['lifetimeInMinutes'] ?? numberOf(policy['defaultLifetimeInMinutes'], lifetimeBounds.usual)
  if (
    typeof lifetimeInMinutes !== 'number' ||
    !Number.isInteger(lifetimeInMinutes) ||
    lifetimeInMinutes < min ||
    lifetimeInMinutes > max
  ) {
    throw badRequest(`lifetimeInMinutes must be between ${min} and ${max}, the limits of the policy.`, 'badRequest')
  }
  const isUsableOnce = body['isUsableOnce'] ?? policy['isUsableOnce'] ?? false
  if (typeof isUsableOnce !== 'boolean') throw badRequest('isUsableOnce must be true or false.', 'badRequest')
  if (!isUsableOnce && policy['isUsableOnce'] === true)
    throw badRequest('The policy allows one-time passes only.', 'badRequest')
  const now = context.world.clock.now()
  const startDateTime = body['startDateTime'] ?? now.toString()
  let start: Temporal.Instant
  try {
    start = Temporal.Instant.from(startDateTime as string)
  } catch {
    throw badRequest('startDateTime must be an instant.', 'badRequest')
  }
  return { lifetimeInMinutes, isUsableOnce, startDateTime: start.toString() }
}

function code(context: CallContext): string {
  const length = numberOf(policyOf(context)['defaultLength'], lengthUsual)
  const draw = () => codeLetters[Math.floor(context.memory.draw() * codeLetters.length)] ?? 'A'
  return Array.from({ length }, draw).join('')
}

/** Makes a pass, replacing the one there was. The code is in this answer and kept nowhere. */
function createPass(context: CallContext) {
  const user = userOf(context)
  const userId = String(user['id'])
  if (user['userType'] === 'Guest' && String(user['userPrincipalName']).includes('#EXT#')) {
    throw badRequest('Temporary Access Pass cannot be added to an external guest user', 'badRequest')
  }
  const wanted = asked(context)
  for (const old of passesOf(context)) context.world.removeMethod(userId, String(old['id']))
  const pass = {
    '@odata.type': passType,
    id: context.memory.nextId(),
    createdDateTime: context.world.clock.now().toString(),
    ...wanted,
  }
  context.world.registerMethod(userId, pass)
  recordMethodWrite(context, user, 'registered', 'temporary access pass method')
  const metadata = `${context.origin}/${context.version}/$metadata#users('${userId}')/authentication/temporaryAccessPassMethods/$entity`
  return {
    status: 201,
    json: { '@odata.context': metadata, ...shown(context, pass), temporaryAccessPass: code(context) },
  }
}

function passOf(context: CallContext): Resource {
  const pass = passesOf(context).find((known) => known['id'] === context.parameter('method'))
  if (pass === undefined) throw methodNotFound()
  return pass
}

function deletePass(context: CallContext) {
  const user = userOf(context)
  context.world.removeMethod(String(user['id']), String(passOf(context)['id']))
  recordMethodWrite(context, user, 'deleted', 'temporary access pass method')
  return { status: 204 }
}

const path = '/users/{id}/authentication/temporaryAccessPassMethods'

/** The calls about passes. */
export const temporaryAccessPassCalls: readonly Call[] = [
  call(`GET ${path}`, {
    area: 'methods',
    permissions: readers,
    answer: (context) => ({
      status: 200,
      json: { value: passesOf(context).map((pass) => ({ ...shown(context, pass), temporaryAccessPass: null })) },
    }),
  }),
  call(`POST ${path}`, { area: 'methods', permissions: writers, answer: createPass }),
  call(`GET ${path}/{method}`, {
    area: 'methods',
    permissions: readers,
    answer: (context) => ({ status: 200, json: { ...shown(context, passOf(context)), temporaryAccessPass: null } }),
  }),
  call(`DELETE ${path}/{method}`, { area: 'methods', permissions: writers, answer: deletePass }),
]
