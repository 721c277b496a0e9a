// The token endpoint of the simulated Entra ID: client credentials by secret or certificate, OpenID discovery, and the check of bearer tokens.
// Follows RFC 6749 section 4.4, OpenID Connect Discovery 1.0, and the answers of Microsoft identity platform v2.0.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { World } from '../world/world.ts'
import type { Caller } from './call.ts'
import { checkClientAssertion } from './client-assertion.ts'
import {
  badAssertionKey,
  EntraProblem,
  expiredSecret,
  missingParameter,
  unknownClient,
  unknownTenant,
  wrongSecret,
} from './entra-error.ts'
import { discoveryDocument } from './openid-discovery.ts'
import { GraphProblem } from './problem.ts'

/** An application that the tenant knows. */
export type TwinClient = {
  readonly clientId: string
  readonly secret?: string
  readonly secretExpiresAt?: Temporal.Instant
  /** Certificates in PEM; none: any well-formed assertion is taken. */
  readonly certificates?: readonly string[]
  /** Granted application permissions; `all` for every one. */
  readonly roles: readonly string[] | 'all'
}

/** The secret of any application when the tenant's applications are not listed. */
export const twinSecret = 'twin-secret'

/** How long a token lives, in seconds. Source: Entra's default is 60 to 90 minutes. */
const lifetimeSeconds = 3599

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

export type TokenIssuer = {
  /** The OpenID discovery document; throws EntraProblem for a tenant that is none. */
  discovery(tenant: string, origin: string): object
  /** The token answer; throws EntraProblem. */
  grant(
    tenant: string,
    form: URLSearchParams,
    expired: { readonly secret: boolean; readonly certificate: boolean },
  ): object
  /** Who calls, by the Authorization header; throws GraphProblem 401. */
  callerOf(authorization: string | null): Caller
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}

/** The id of the application's service principal in this tenant: always the same for the two, as in Entra. */
function servicePrincipalId(tenantId: string, clientId: string): string {
  const digits = createHash('sha256').update(`${tenantId}/${clientId}`).digest('hex')
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`]
  return [...parts, digits.slice(20, 32)].join('-')
}

function unauthorized(message: string): GraphProblem {
  return new GraphProblem(401, 'InvalidAuthenticationToken', message, {
    'www-authenticate':
      'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"',
  })
}

/** The issuer for one tenant. `key` signs the tokens; `now` is the server's real time. */
export function createTokenIssuer(options: {
  readonly world: World
  readonly clients: readonly TwinClient[] | undefined
  readonly key: Uint8Array
  readonly now: () => Temporal.Instant
}): TokenIssuer {
  const { world, clients, key, now } = options
  const { tenantId } = world
  const domains = new Set(world.domains.map((domain) => String(domain['id']).toLowerCase()))
  const sign = (text: string) => createHmac('sha256', key).update(text).digest()

  const knownTenant = (tenant: string): void => {
    const name = tenant.toLowerCase()
    if (name !== tenantId && !domains.has(name)) throw unknownTenant(tenant)
  }

  const clientOf = (clientId: string): TwinClient => {
    if (clients === undefined) return { clientId, secret: twinSecret, roles: 'all' }
    const client = clients.find((known) => known.clientId === clientId)
    if (client === undefined) throw unknownClient(clientId, tenantId)
    return client
  }

  const accessToken = (client: TwinClient): string => {
    const issued = Math.floor(now().epochMilliseconds / 1000)
    const objectId = servicePrincipalId(tenantId, client.clientId)
    const payload = {
      aud: 'https://graph.microsoft.com',
      iss: `https://sts.windows.net/${tenantId}/`,
      iat: issued,
      nbf: issued,
      exp: issued + lifetimeSeconds,
      app_displayname: `Application ${client.clientId}`,
      appid: client.clientId,
      idtyp: 'app',
      oid: objectId,
      sub: objectId,
      tid: tenantId,
      roles: client.roles === 'all' ? ['all'] : client.roles,
      ver: '1.0',
    }
    const signed = `${encode({ typ: 'JWT', alg: 'HS256' })}.${encode(payload)}`
    return `${signed}.${sign(signed).toString('base64url')}`
  }

  const checkCredential = (
    client: TwinClient,
    tenant: string,
    form: URLSearchParams,
    expired: { secret: boolean; certificate: boolean },
  ) => {
    const assertion = form.get('client_assertion')
    if (assertion !== null) {
      if (form.get('client_assertion_type') !== assertionType) throw missingParameter('client_assertion_type')
      checkClientAssertion(assertion, {
        clientId: client.clientId,
        audienceEnding: `/${tenant}/oauth2/v2.0/token`,
        certificates: client.certificates ?? [],
        now: now(),
      })
      if (expired.certificate) throw badAssertionKey('The key used is expired.', '')
      return
    }
    const secret = form.get('client_secret')
    if (secret === null) {
      throw new EntraProblem(
        7000218,
        401,
        'invalid_client',
        "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
      )
    }
    if (secret !== client.secret) throw wrongSecret(client.clientId)
    const end = client.secretExpiresAt
    if (expired.secret || (end !== undefined && Temporal.Instant.compare(end, now()) <= 0))
      throw expiredSecret(client.clientId)
  }

  return {
    discovery(tenant, origin) {
      const common = ['common', 'organizations', 'consumers'].includes(tenant)
      if (!common) knownTenant(tenant)
      return discoveryDocument(origin, common ? tenant : tenantId, common ? '{tenantid}' : tenantId)
    },
    grant(tenant, form, expired) {
      knownTenant(tenant)
      const grantType = form.get('grant_type')
      if (grantType === null) throw missingParameter('grant_type')
      if (grantType !== 'client_credentials') {
        throw new EntraProblem(
          70003,
          400,
          'unsupported_grant_type',
          `The app requested an unsupported grant type '${grantType}'.`,
        )
      }
      const clientId = form.get('client_id')
      if (clientId === null || clientId === '') throw missingParameter('client_id')
      const scope = form.get('scope')
      if (scope === null) throw missingParameter('scope')
      if (!scope.split(' ').some((part) => part.endsWith('/.default'))) {
        throw new EntraProblem(
          1002012,
          400,
          'invalid_scope',
          `The provided value for scope ${scope} is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).`,
        )
      }
      const client = clientOf(clientId)
      checkCredential(client, tenant, form, expired)
      return {
        token_type: 'Bearer',
        expires_in: lifetimeSeconds,
        ext_expires_in: lifetimeSeconds,
        access_token: accessToken(client),
      }
    },
    callerOf: (authorization) => readToken(authorization, sign, now()),
  }
}

/** Who a bearer token speaks for; throws GraphProblem 401 when it is missing, not ours or past its end. */
function readToken(authorization: string | null, sign: (text: string) => Buffer, now: Temporal.Instant): Caller {
  if (authorization === null) throw unauthorized('Access token is empty.')
  const token = /^Bearer (.+)$/i.exec(authorization)?.[1]
  const [header, payload, signature] = token?.split('.') ?? []
  if (header === undefined || payload === undefined || signature === undefined) {
    throw unauthorized('IDX14100: JWT is not well formed, there are no dots (.).')
  }
  const expected = sign(`${header}.${payload}`)
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw unauthorized('Access token validation failure. Invalid signature.')
  }
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
    exp: number
    appid: string
    roles: string[]
  }
  if (claims.exp * 1000 <= now.epochMilliseconds) throw tokenExpired()
  return { clientId: claims.appid, roles: claims.roles[0] === 'all' ? 'all' : claims.roles }
}

/** 401 for a token past its end, in Microsoft's words. */
export function tokenExpired(): GraphProblem {
  return unauthorized('Lifetime validation failed, the token is expired.')
}
