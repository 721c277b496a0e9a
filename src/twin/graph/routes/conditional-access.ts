// Conditional Access policies, authentication strengths and security defaults.
// Source: Microsoft Graph "conditionalAccessPolicy", "authenticationStrengthPolicy", "identitySecurityDefaultsEnforcementPolicy".
import type { Resource } from '../../world/world.ts'
import { recordWrite } from '../audit-writes.ts'
import { bodyObject, call, type Call, type CallContext } from '../call.ts'
import { merged } from '../merge.ts'
import { selectCut } from '../odata-select.ts'
import { page, type PageShape } from '../paging.ts'
import { badRequest, GraphProblem } from '../problem.ts'
import { authenticationStrengthProperties, conditionalAccessPolicyProperties } from '../properties.ts'
import { arraySource } from '../source.ts'

const readers = ['Policy.Read.ConditionalAccess', 'Policy.Read.All', 'Policy.ReadWrite.ConditionalAccess']
const writers = ['Policy.ReadWrite.ConditionalAccess']
const strengthReaders = ['Policy.Read.AuthenticationMethod', 'Policy.ReadWrite.AuthenticationMethod', ...readers]

const states = ['enabled', 'disabled', 'enabledForReportingButNotEnforced']

const policyShape = {
  type: 'conditionalAccessPolicy',
  context: 'identity/conditionalAccess/policies',
  properties: conditionalAccessPolicyProperties,
  topDefault: 100,
  topMax: 999,
  orderable: ['displayName', 'createdDateTime', 'modifiedDateTime', 'state'],
} as const satisfies PageShape

const strengthShape = {
  type: 'authenticationStrengthPolicy',
  context: 'policies/authenticationStrengthPolicies',
  properties: authenticationStrengthProperties,
  topDefault: 100,
  topMax: 999,
} as const satisfies PageShape

function policyOf(context: CallContext): Resource {
  const id = context.parameter('policy').toLowerCase()
  const found = context.world.conditionalAccessPolicies.find((policy) => policy['id'] === id)
  if (found === undefined) throw new GraphProblem(404, 'ResourceNotFound', `Resource '${id}' does not exist.`)
  return found
}

/** A strength that is named by its id comes back whole. */
function withStrength(context: CallContext, policy: Resource): Resource {
  const controls = policy['grantControls'] as Resource | null | undefined
  const strength = controls?.['authenticationStrength'] as Resource | null | undefined
  if (strength === null || strength === undefined) return policy
  const whole = context.world.authenticationStrengths.find((known) => known['id'] === strength['id'])
  if (whole === undefined)
    throw badRequest(`1129: Invalid authentication strength '${String(strength['id'])}'.`, 'BadRequest')
  return { ...policy, grantControls: { ...controls, authenticationStrength: whole } }
}

function checkPolicy(context: CallContext, policy: Resource): void {
  const fault = (message: string) => badRequest(message, 'BadRequest')
  if (typeof policy['displayName'] !== 'string' || policy['displayName'] === '')
    throw fault('1003: Policy name is required.')
  if (typeof policy['state'] !== 'string' || !states.includes(policy['state']))
    throw fault(`1004: Invalid policy state '${String(policy['state'])}'.`)
  const conditions = policy['conditions'] as Resource | undefined
  if (typeof conditions !== 'object' || conditions === null) throw fault('1006: Policy conditions are required.')
  if (conditions['users'] === undefined && conditions['clientApplications'] === undefined)
    throw fault('1007: Users or client applications are required.')
  if (conditions['applications'] === undefined) throw fault('1008: Applications are required.')
  if ((policy['grantControls'] ?? null) === null && (policy['sessionControls'] ?? null) === null)
    throw fault('1009: Grant or session controls are required.')
  if (policy['state'] === 'enabled' && context.world.securityDefaults['isEnabled'] === true) {
    throw fault(
      'Security Defaults is enabled in the tenant. You must disable Security defaults before enabling a Conditional Access policy.',
    )
  }
}

function refuseUnknown(body: Resource): Resource {
  const plain = Object.fromEntries(Object.entries(body).filter(([name]) => !name.includes('@')))
  const unknown = Object.keys(plain).find((name) => !conditionalAccessPolicyProperties.includes(name))
  if (unknown !== undefined)
    throw badRequest(
      `The property '${unknown}' does not exist on type 'microsoft.graph.conditionalAccessPolicy'.`,
      'BadRequest',
    )
  return plain
}

function audit(
  context: CallContext,
  verb: 'Add' | 'Update' | 'Delete',
  before: Resource | undefined,
  after: Resource | undefined,
): void {
  const policy = after ?? before ?? {}
  recordWrite(context, {
    activityDisplayName: `${verb} conditional access policy`,
    category: 'Policy',
    loggedByService: 'Conditional Access',
    operationType: verb,
    targets: [{ id: String(policy['id']), displayName: String(policy['displayName']), type: 'Policy' }],
    properties: [{ displayName: 'ConditionalAccessPolicy', oldValue: before, newValue: after }],
  })
}

function createPolicy(context: CallContext) {
  const { world, memory } = context
  const body = refuseUnknown(bodyObject(context))
  checkPolicy(context, body)
  const now = world.clock.now().toString()
  const policy = withStrength(context, {
    templateId: null,
    sessionControls: null,
    grantControls: null,
    ...body,
    id: memory.nextId(),
    createdDateTime: now,
    modifiedDateTime: null,
    deletedDateTime: null,
  })
  world.conditionalAccessPolicies = [...world.conditionalAccessPolicies, policy]
  audit(context, 'Add', undefined, policy)
  const metadata = `${context.origin}/${context.version}/$metadata#${policyShape.context}/$entity`
  return { status: 201, json: { '@odata.context': metadata, ...policy } }
}

function patchPolicy(context: CallContext) {
  const { world } = context
  const before = policyOf(context)
  const body = refuseUnknown(bodyObject(context))
  const after = withStrength(context, {
    ...merged(before, body),
    id: before['id'],
    modifiedDateTime: world.clock.now().toString(),
  })
  checkPolicy(context, after)
  world.conditionalAccessPolicies = world.conditionalAccessPolicies.map((policy) =>
    policy === before ? after : policy,
  )
  audit(context, 'Update', before, after)
  return { status: 204 }
}

function deletePolicy(context: CallContext) {
  const { world } = context
  const before = policyOf(context)
  world.conditionalAccessPolicies = world.conditionalAccessPolicies.filter((policy) => policy !== before)
  audit(context, 'Delete', before, undefined)
  return { status: 204 }
}

function getStrength(context: CallContext) {
  const id = context.parameter('strength').toLowerCase()
  const found = context.world.authenticationStrengths.find((strength) => strength['id'] === id)
  if (found === undefined) throw new GraphProblem(404, 'ResourceNotFound', `Resource '${id}' does not exist.`)
  return { status: 200, json: selectCut(context.query.select, strengthShape)(found) }
}

function createStrength(context: CallContext) {
  const { world, memory } = context
  const { displayName, description, allowedCombinations } = bodyObject(context)
  if (typeof displayName !== 'string' || displayName === '') throw badRequest('displayName is required.', 'BadRequest')
  if (!Array.isArray(allowedCombinations) || allowedCombinations.length === 0)
    throw badRequest('allowedCombinations is required.', 'BadRequest')
  const known = new Set(
    world.authenticationStrengths.flatMap((strength) => strength['allowedCombinations'] as readonly string[]),
  )
  const other = allowedCombinations.map(String).find((combination) => !known.has(combination))
  if (other !== undefined)
    throw badRequest(`'${other}' is not an allowed combination of authentication methods.`, 'BadRequest')
  const now = world.clock.now().toString()
  const strength: Resource = {
    id: memory.nextId(),
    createdDateTime: now,
    modifiedDateTime: now,
    displayName,
    description: description ?? '',
    policyType: 'custom',
    requirementsSatisfied: 'mfa',
    allowedCombinations,
    combinationConfigurations: [],
  }
  world.authenticationStrengths = [...world.authenticationStrengths, strength]
  recordWrite(context, {
    activityDisplayName: 'Authentication Strength Policy Create',
    category: 'ApplicationManagement',
    loggedByService: 'Authentication Methods',
    operationType: 'Add',
    targets: [{ id: String(strength['id']), displayName, type: 'Policy' }],
  })
  return { status: 201, json: strength }
}

function getPolicy(context: CallContext) {
  const metadata = `${context.origin}/${context.version}/$metadata#${policyShape.context}/$entity`
  return {
    status: 200,
    json: { '@odata.context': metadata, ...selectCut(context.query.select, policyShape)(policyOf(context)) },
  }
}

const policies = '/identity/conditionalAccess/policies' as const
const common = { area: 'conditional-access', limit: 'conditional-access' } as const
const strengths = '/policies/authenticationStrengthPolicies' as const

/** The calls about Conditional Access. */
export const conditionalAccessCalls: readonly Call[] = [
  call(`GET ${policies}`, {
    ...common,
    permissions: readers,
    options: ['$filter', '$select', '$top', '$skip', '$skiptoken', '$count', '$orderby'],
    answer: (context) => page(context, arraySource(context.world.conditionalAccessPolicies), policyShape),
  }),
  call(`POST ${policies}`, { ...common, permissions: writers, answer: createPolicy }),
  call(`GET ${policies}/{policy}`, { ...common, permissions: readers, options: ['$select'], answer: getPolicy }),
  call(`PATCH ${policies}/{policy}`, { ...common, permissions: writers, answer: patchPolicy }),
  call(`DELETE ${policies}/{policy}`, { ...common, permissions: writers, answer: deletePolicy }),
  call(`GET ${strengths}`, {
    area: 'conditional-access',
    permissions: strengthReaders,
    options: ['$select', '$filter', '$top', '$skiptoken'],
    answer: (context) => page(context, arraySource(context.world.authenticationStrengths), strengthShape),
  }),
  call(`POST ${strengths}`, { area: 'conditional-access', permissions: writers, answer: createStrength }),
  call(`GET ${strengths}/{strength}`, {
    area: 'conditional-access',
    permissions: strengthReaders,
    options: ['$select'],
    answer: getStrength,
  }),
  call('GET /policies/identitySecurityDefaultsEnforcementPolicy', {
    area: 'conditional-access',
    permissions: ['Policy.Read.All', ...readers],
    options: ['$select'],
    answer: (context) => ({ status: 200, json: context.world.securityDefaults }),
  }),
]
