// A person's authentication methods and per-user MFA state. Source: Microsoft Graph "authentication: List methods", "fido2AuthenticationMethod".
import type { Resource } from '../../world/world.ts'
import { recordMethodWrite, recordWrite } from '../audit-writes.ts'
import { bodyObject, call, type Call, type CallContext } from '../call.ts'
import { badRequest, GraphProblem } from '../problem.ts'
import { userOf } from './users.ts'

const allReaders = ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All']
const passkeyReaders = ['UserAuthMethod-Passkey.Read.All', 'UserAuthMethod-Passkey.ReadWrite.All', ...allReaders]
const passkeyWriters = ['UserAuthMethod-Passkey.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All']

const fido2Type = '#microsoft.graph.fido2AuthenticationMethod'
const passType = '#microsoft.graph.temporaryAccessPassAuthenticationMethod'

/** Members that only the beta version shows. Source: Microsoft Graph beta "fido2AuthenticationMethod". */
const betaMembers = ['lastUsedDateTime']

const perUserStates = ['disabled', 'enabled', 'enforced']

function methodsOf(context: CallContext, type?: string): readonly Resource[] {
  const methods = context.world.authenticationMethodsOf(String(userOf(context)['id']))
  return methods
    .filter((method) => type === undefined || method['@odata.type'] === type)
    .map((method) => visible(context, method))
}

/** Without the code of a pass, ever, and without beta members on v1.0. */
function visible(context: CallContext, method: Resource): Resource {
  const hidden = context.version === 'beta' ? [] : betaMembers
  const entries = Object.entries(method).filter(([name]) => !hidden.includes(name))
  return Object.fromEntries(
    method['@odata.type'] === passType ? entries.filter(([name]) => name !== 'temporaryAccessPass') : entries,
  )
}

function list(type?: string) {
  return (context: CallContext) => {
    const value = methodsOf(context, type)
    const plain = type === undefined ? value : value.map(({ '@odata.type': _type, ...method }) => method)
    const metadata = `${context.origin}/${context.version}/$metadata#users('${encodeURIComponent(context.parameter('id'))}')/authentication/${type === undefined ? 'methods' : 'fido2Methods'}`
    return { status: 200, json: { '@odata.context': metadata, value: plain } }
  }
}

/** 404 for a method that the person has not. */
export function methodNotFound(): GraphProblem {
  return new GraphProblem(404, 'resourceNotFound', 'The requested authentication method was not found for the user.')
}

function getFido2(context: CallContext) {
  const found = methodsOf(context, fido2Type).find((method) => method['id'] === context.parameter('method'))
  if (found === undefined) throw methodNotFound()
  const { '@odata.type': _type, ...json } = found
  return { status: 200, json }
}

function deleteFido2(context: CallContext) {
  const user = userOf(context)
  const methodId = context.parameter('method')
  if (!methodsOf(context, fido2Type).some((method) => method['id'] === methodId)) throw methodNotFound()
  if (!context.world.removeMethod(String(user['id']), methodId)) throw methodNotFound()
  recordMethodWrite(context, user, 'deleted', 'Fido2 Authentication Method')
  return { status: 204 }
}

function requirementsOf(context: CallContext): Resource {
  const id = String(userOf(context)['id'])
  return context.memory.requirements.get(id) ?? context.world.authenticationRequirementsOf(id)
}

function patchRequirements(context: CallContext) {
  const user = userOf(context)
  const { perUserMfaState } = bodyObject(context)
  if (typeof perUserMfaState !== 'string' || !perUserStates.includes(perUserMfaState)) {
    throw badRequest("perUserMfaState must be 'disabled', 'enabled' or 'enforced'.", 'BadRequest')
  }
  const before = requirementsOf(context)
  context.memory.requirements.set(String(user['id']), { ...before, perUserMfaState })
  recordWrite(context, {
    activityDisplayName: 'Update per-user multifactor authentication state',
    category: 'UserManagement',
    loggedByService: 'Core Directory',
    operationType: 'Update',
    targets: [{ id: String(user['id']), type: 'User', userPrincipalName: String(user['userPrincipalName']) }],
    properties: [
      {
        displayName: 'StrongAuthenticationRequirement',
        oldValue: before['perUserMfaState'],
        newValue: perUserMfaState,
      },
    ],
  })
  return { status: 204 }
}

/** The calls about a person's methods. */
export const authenticationMethodCalls: readonly Call[] = [
  call('GET /users/{id}/authentication/methods', { area: 'methods', permissions: allReaders, answer: list() }),
  call('GET /users/{id}/authentication/fido2Methods', {
    area: 'methods',
    permissions: passkeyReaders,
    answer: list(fido2Type),
  }),
  call('GET /users/{id}/authentication/fido2Methods/{method}', {
    area: 'methods',
    permissions: passkeyReaders,
    answer: getFido2,
  }),
  call('DELETE /users/{id}/authentication/fido2Methods/{method}', {
    area: 'methods',
    permissions: passkeyWriters,
    answer: deleteFido2,
  }),
  call('GET /users/{id}/authentication/requirements', {
    area: 'methods',
    permissions: ['Policy.Read.All', 'Policy.ReadWrite.AuthenticationMethod', ...allReaders],
    answer: (context) => ({ status: 200, json: requirementsOf(context) }),
  }),
  call('PATCH /users/{id}/authentication/requirements', {
    area: 'methods',
    permissions: ['Policy.ReadWrite.AuthenticationMethod', 'UserAuthenticationMethod.ReadWrite.All'],
    answer: patchRequirements,
  }),
]
