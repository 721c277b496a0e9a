// The organisation, its domains, its branding (none) and the look-up of tenants by domain. Source: Microsoft Graph "organization", "domain".
import { call, type Call, type CallContext } from '../call.ts'
import { page } from '../paging.ts'
import { badRequest, GraphProblem, notFound } from '../problem.ts'
import { domainProperties } from '../properties.ts'
import { selectCut } from '../odata-select.ts'
import { arraySource } from '../source.ts'

const organizationReaders = [
  'Organization.Read.All',
  'Organization.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
  'User.Read.All',
]
const domainReaders = ['Domain.Read.All', 'Domain.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All']

function organizationShape(context: CallContext) {
  const properties = [...new Set(['id', ...Object.keys(context.world.organization)])]
  return { type: 'organization', context: 'organization', properties, topDefault: 100, topMax: 999 }
}

const listOrganizations = (context: CallContext) =>
  page(context, arraySource([context.world.organization]), organizationShape(context))

function ownOrganization(context: CallContext): void {
  const id = context.parameter('id').toLowerCase()
  if (id !== context.world.tenantId) throw notFound(id)
}

function getOrganization(context: CallContext) {
  ownOrganization(context)
  const json = selectCut(context.query.select, organizationShape(context))(context.world.organization)
  return {
    status: 200,
    json: { '@odata.context': `${context.origin}/${context.version}/$metadata#organization/$entity`, ...json },
  }
}

function getBranding(context: CallContext): never {
  ownOrganization(context)
  if (context.header('accept-language') === null) throw badRequest('The Accept-Language header is required.')
  throw new GraphProblem(404, 'Request_ResourceNotFound', 'Branding is not configured for the organization.')
}

const domainShape = {
  type: 'domain',
  context: 'domains',
  properties: domainProperties,
  topDefault: 100,
  topMax: 999,
} as const

function getDomain(context: CallContext) {
  const id = context.parameter('id').toLowerCase()
  const domain = context.world.domains.find((known) => String(known['id']).toLowerCase() === id)
  if (domain === undefined) throw notFound(id)
  return {
    status: 200,
    json: { '@odata.context': `${context.origin}/${context.version}/$metadata#domains/$entity`, ...domain },
  }
}

function findTenant(context: CallContext) {
  const name = context.parameter('domain').toLowerCase()
  const { domains, organization, tenantId } = context.world
  if (!domains.some((domain) => String(domain['id']).toLowerCase() === name)) {
    throw new GraphProblem(404, 'Directory_ObjectNotFound', `Unable to find the tenant of the domain '${name}'.`)
  }
  const initial = domains.find((domain) => domain['isDefault'] === true) ?? domains[0]
  return {
    status: 200,
    json: {
      '@odata.context': `${context.origin}/${context.version}/$metadata#microsoft.graph.tenantInformation`,
      tenantId,
      federationBrandName: null,
      displayName: organization['displayName'] ?? null,
      defaultDomainName: initial?.['id'] ?? null,
    },
  }
}

const brandingReaders = [
  'OrganizationalBranding.Read.All',
  'OrganizationalBranding.ReadWrite.All',
  ...organizationReaders,
]

/** The calls about the organisation. */
export const organizationCalls: readonly Call[] = [
  call('GET /organization', {
    area: 'organization',
    permissions: organizationReaders,
    options: ['$select', '$top', '$skiptoken'],
    answer: listOrganizations,
  }),
  call('GET /organization/{id}', {
    area: 'organization',
    permissions: organizationReaders,
    options: ['$select'],
    answer: getOrganization,
  }),
  call('GET /organization/{id}/branding', {
    area: 'organization',
    permissions: brandingReaders,
    options: ['$select'],
    answer: getBranding,
  }),
  call('GET /organization/{id}/branding/localizations', {
    area: 'organization',
    permissions: brandingReaders,
    options: ['$select'],
    answer: getBranding,
  }),
  call('GET /domains', {
    area: 'organization',
    permissions: domainReaders,
    options: ['$select', '$top', '$skiptoken'],
    answer: (context) => page(context, arraySource(context.world.domains), domainShape),
  }),
  call('GET /domains/{id}', { area: 'organization', permissions: domainReaders, answer: getDomain }),
  call('GET /tenantRelationships/findTenantInformationByDomainName(domainName={domain})', {
    area: 'organization',
    permissions: ['CrossTenantInformation.ReadBasic.All'],
    answer: findTenant,
  }),
]
