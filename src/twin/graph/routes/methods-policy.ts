// The authentication methods policy and its method configurations: read and PATCH.
// Source: Microsoft Graph "authenticationMethodsPolicy", "authenticationMethodConfiguration".
import type { Resource } from '../../world/world.ts'
import { recordWrite } from '../audit-writes.ts'
import { bodyObject, call, type Call, type CallContext } from '../call.ts'
import { checkFido2Configuration, withProfileIds } from '../fido2-configuration.ts'
import { merged } from '../merge.ts'
import { badRequest, GraphProblem } from '../problem.ts'

const readers = ['Policy.Read.AuthenticationMethod', 'Policy.ReadWrite.AuthenticationMethod', 'Policy.Read.All']
const writers = ['Policy.ReadWrite.AuthenticationMethod']

/** What may be changed on the policy itself by version. Source: Microsoft Graph "Update authenticationMethodsPolicy"; optOutSettings: SMS and voice retirement FAQ. */
const writable: Readonly<Record<CallContext['version'], readonly string[]>> = {
  'v1.0': ['displayName', 'description', 'registrationEnforcement', 'policyMigrationState', 'reconfirmationInDays'],
  beta: [
    'displayName',
    'description',
    'registrationEnforcement',
    'policyMigrationState',
    'reconfirmationInDays',
    'optOutSettings',
    'reportSuspiciousActivitySettings',
    'systemCredentialPreferences',
    'microsoftAuthenticatorPlatformSettings',
  ],
}

const betaOnly = [
  'reportSuspiciousActivitySettings',
  'systemCredentialPreferences',
  'microsoftAuthenticatorPlatformSettings',
]

function policyAs(context: CallContext): Resource {
  const { world, version } = context
  if (version === 'beta') return { ...world.authenticationMethodsPolicy, optOutSettings: world.optOutSettings }
  return Object.fromEntries(
    Object.entries(world.authenticationMethodsPolicy).filter(([name]) => !betaOnly.includes(name)),
  )
}

function getPolicy(context: CallContext) {
  const metadata = `${context.origin}/${context.version}/$metadata#authenticationMethodsPolicy`
  return { status: 200, json: { '@odata.context': metadata, ...policyAs(context) } }
}

function audit(context: CallContext, name: string, before: unknown, after: unknown): void {
  recordWrite(context, {
    activityDisplayName: 'Authentication Methods Policy Update',
    category: 'ApplicationManagement',
    loggedByService: 'Authentication Methods',
    operationType: 'Update',
    targets: [{ id: 'authenticationMethodsPolicy', displayName: 'Authentication Methods Policy', type: 'Policy' }],
    properties: [{ displayName: name, oldValue: before, newValue: after }],
  })
}

function patchPolicy(context: CallContext) {
  const { world, version } = context
  const { optOutSettings, ...patch } = withoutAnnotations(bodyObject(context))
  const unknown = Object.keys({ ...patch, ...(optOutSettings === undefined ? {} : { optOutSettings }) }).find(
    (name) => !writable[version].includes(name),
  )
  if (unknown !== undefined) {
    throw badRequest(
      `The property '${unknown}' does not exist on type 'microsoft.graph.authenticationMethodsPolicy' or cannot be changed.`,
      'BadRequest',
    )
  }
  if (optOutSettings !== undefined) {
    audit(context, 'OptOutSettings', world.optOutSettings, optOutSettings)
    world.optOutSettings = optOutSettings as Resource | null
  }
  if (Object.keys(patch).length > 0) {
    const before = world.authenticationMethodsPolicy
    const lastModifiedDateTime = world.clock.now().toString()
    world.authenticationMethodsPolicy = { ...merged(before, patch), lastModifiedDateTime }
    for (const name of Object.keys(patch)) audit(context, name, before[name], world.authenticationMethodsPolicy[name])
  }
  return { status: 204 }
}

function withoutAnnotations(body: Resource): Resource {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !name.includes('@')))
}

function configurations(context: CallContext): readonly Resource[] {
  return (context.world.authenticationMethodsPolicy['authenticationMethodConfigurations'] ?? []) as readonly Resource[]
}

/** The configuration that `{id}` names without regard to case; 404 otherwise. */
function configurationOf(context: CallContext): Resource {
  const id = context.parameter('configuration').toLowerCase()
  const found = configurations(context).find((known) => String(known['id']).toLowerCase() === id)
  if (found === undefined)
    throw new GraphProblem(404, 'resourceNotFound', `The authentication method configuration '${id}' was not found.`)
  return found
}

function getConfiguration(context: CallContext) {
  const metadata = `${context.origin}/${context.version}/$metadata#authenticationMethodConfigurations/$entity`
  return { status: 200, json: { '@odata.context': metadata, ...configurationOf(context) } }
}

function patchConfiguration(context: CallContext) {
  const { world, memory } = context
  const before = configurationOf(context)
  const body = bodyObject(context)
  const type = body['@odata.type']
  if (type !== undefined && type !== before['@odata.type'])
    throw badRequest(`The type '${JSON.stringify(type)}' is not the type of '${String(before['id'])}'.`, 'BadRequest')
  const patch = withoutAnnotations(body)
  const unknown = Object.keys(patch).find((name) => !(name in before))
  if (unknown !== undefined)
    throw badRequest(
      `The property '${unknown}' does not exist on type '${String(before['@odata.type']).slice(1)}'.`,
      'BadRequest',
    )
  if (patch['id'] !== undefined && patch['id'] !== before['id'])
    throw badRequest('The id of a configuration cannot be changed.', 'BadRequest')
  if (patch['state'] !== undefined && patch['state'] !== 'enabled' && patch['state'] !== 'disabled') {
    throw badRequest(
      `Cannot convert the literal '${JSON.stringify(patch['state'])}' to the expected type 'microsoft.graph.authenticationMethodState'.`,
      'BadRequest',
    )
  }
  let after = merged(before, patch)
  if (before['id'] === 'Fido2') {
    after = withProfileIds(after, () => memory.nextId())
    checkFido2Configuration(after)
  }
  const all = configurations(context).map((known) => (known === before ? after : known))
  world.authenticationMethodsPolicy = {
    ...world.authenticationMethodsPolicy,
    authenticationMethodConfigurations: all,
    lastModifiedDateTime: world.clock.now().toString(),
  }
  audit(context, String(before['id']), before, after)
  return { status: 204 }
}

const configurationPath = '/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/{configuration}'

/** The calls about the authentication methods policy. */
export const methodsPolicyCalls: readonly Call[] = [
  call('GET /policies/authenticationMethodsPolicy', {
    area: 'methods-policy',
    permissions: readers,
    answer: getPolicy,
  }),
  call('PATCH /policies/authenticationMethodsPolicy', {
    area: 'methods-policy',
    permissions: writers,
    answer: patchPolicy,
  }),
  call(`GET ${configurationPath}`, { area: 'methods-policy', permissions: readers, answer: getConfiguration }),
  call(`PATCH ${configurationPath}`, { area: 'methods-policy', permissions: writers, answer: patchConfiguration }),
]
