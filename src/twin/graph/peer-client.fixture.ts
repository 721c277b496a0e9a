// Microsoft's own libraries against a simulated tenant over TLS, run as a process of its own that trusts the tenant's authority
// (NODE_EXTRA_CA_CERTS). Prints what it found as JSON. Arguments: address, tenant id, certificate file. Not used outside tests.
import { ClientCertificateCredential, ClientSecretCredential, type TokenCredential } from '@azure/identity'
import {
  BatchRequestContent,
  BatchResponseContent,
  Client,
  PageIterator,
  type PageCollection,
} from '@microsoft/microsoft-graph-client'

const [address = '', tenantId = '', certificatePath = '', clientId = ''] = process.argv.slice(2)
const scope = 'https://graph.microsoft.com/.default'
const authority = { authorityHost: address, disableInstanceDiscovery: true }

type User = { readonly id: string; readonly displayName: string }

function clientFor(credential: TokenCredential): Client {
  return Client.initWithMiddleware({
    baseUrl: `${address}/`,
    customHosts: new Set([new URL(address).hostname]),
    authProvider: { getAccessToken: async () => (await credential.getToken(scope))?.token ?? '' },
  })
}

async function paged(client: Client): Promise<readonly string[]> {
  const ids: string[] = []
  const first = (await client.api('/users').select('id').top(99).get()) as PageCollection
  const iterator = new PageIterator(client, first, (user: User) => {
    ids.push(user.id)
    return true
  })
  await iterator.iterate()
  return ids
}

async function batched(client: Client, ids: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const steps = ids.map((id, index) => ({ id: String(index), request: new Request(`${address}/users/${id}`) }))
  const content = new BatchRequestContent(steps)
  const responses = new BatchResponseContent((await client.api('/$batch').post(await content.getContent())) as never)
  return Object.fromEntries([...responses.getResponses()].map(([id, response]) => [id, response.status]))
}

async function delta(client: Client, userId: string) {
  let found = 0
  const first = (await client.api('/users/delta').select('id,displayName').get()) as PageCollection
  const iterator = new PageIterator(client, first, () => {
    found++
    return true
  })
  await iterator.iterate()
  const link = iterator.getDeltaLink() ?? ''
  await client.api(`/users/${userId}/revokeSignInSessions`).post({})
  const changed = (await client.api(link).get()) as PageCollection
  return { found, changed: changed.value.map((user: User) => user.id) }
}

async function refusal(secret: string): Promise<string> {
  try {
    await new ClientSecretCredential(tenantId, clientId, secret, authority).getToken(scope)
    return 'granted'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

const bySecret = new ClientSecretCredential(tenantId, clientId, 'twin-secret', authority)
const byCertificate = new ClientCertificateCredential(tenantId, clientId, { certificatePath }, authority)
const client = clientFor(byCertificate)
const ids = await paged(client)
const result = {
  secretToken: (await bySecret.getToken(scope)).token.split('.').length,
  certificateToken: (await byCertificate.getToken(scope)).token.split('.').length,
  paged: new Set(ids).size,
  batched: await batched(client, [...ids.slice(0, 19), 'nobody']),
  revoked: ids[3],
  delta: await delta(client, ids[3] ?? ''),
  wrongSecret: await refusal('wrong'),
}
process.stdout.write(JSON.stringify(result))
