import { afterAll, beforeAll, expect, test } from 'vitest'
import { startAsking, type Asking } from '../ask.fixture.ts'
import { tinyId } from '../tiny-world.fixture.ts'

let asking: Asking
beforeAll(async () => {
  asking = await startAsking()
})
afterAll(async () => asking.twin.stop())
const ask: Asking['ask'] = (path, options) => asking.ask(path, options)

test('devices come with their owners when expanded', async () => {
  const { json } = await ask('/v1.0/devices?$select=id&$expand=registeredOwners($select=id)')
  expect(json.value[1]).toEqual({
    id: tinyId(3, 2),
    registeredOwners: [{ '@odata.type': '#microsoft.graph.user', id: tinyId(1, 2) }],
  })
})

test('the owners of one device are a list', async () => {
  expect((await ask(`/v1.0/devices/${tinyId(3, 1)}/registeredOwners?$select=id`)).json.value).toHaveLength(1)
})

test('managed devices are listed, cannot be counted and cannot be filtered by system', async () => {
  const path = '/v1.0/deviceManagement/managedDevices'
  expect((await ask(`${path}?$select=id,operatingSystem`)).json.value).toHaveLength(2)
  expect((await ask(`${path}/$count`)).status).toBe(400)
  expect((await ask(`${path}?$filter=operatingSystem eq 'Windows'`)).status).toBe(400)
})

test('role assignments come with their principal when expanded', async () => {
  const { json } = await ask('/v1.0/roleManagement/directory/roleAssignments?$expand=principal')
  expect(json.value[0].principal).toMatchObject({ '@odata.type': '#microsoft.graph.user', id: tinyId(1, 0) })
})

test('who is eligible only stands in the third list only', async () => {
  const principals = async (list: string) =>
    (await asking.all(`/v1.0/roleManagement/directory/${list}`)).map((one) => one.principalId)
  expect(await principals('roleAssignments')).toEqual([tinyId(1, 0)])
  expect(await principals('roleAssignmentScheduleInstances')).toEqual([tinyId(1, 0)])
  expect(await principals('roleEligibilityScheduleInstances')).toEqual([tinyId(1, 1)])
})

test('role definitions refuse $top at any value', async () => {
  const path = '/v1.0/roleManagement/directory/roleDefinitions'
  expect((await ask(`${path}?$top=5`)).status).toBe(400)
  expect((await ask(`${path}?$filter=displayName eq 'Global Administrator'`)).json.value[0].id).toBe(
    '62e90394-69f5-4237-9190-012177145e10',
  )
})

test('branding is 404 when there is none, and needs a language', async () => {
  const path = `/v1.0/organization/${asking.twin.world.tenantId}/branding`
  expect((await ask(path, { headers: { 'accept-language': '0' } })).status).toBe(404)
})

test('a tenant is found by its domain, and no other', async () => {
  const find = (domain: string) =>
    ask(`/v1.0/tenantRelationships/findTenantInformationByDomainName(domainName='${domain}')`)
  expect((await find('contoso.com')).json.tenantId).toBe(asking.twin.world.tenantId)
  expect((await find('fabrikam.com')).status).toBe(404)
})

const message = (changes: object = {}) => ({
  subject: 'Your passkey',
  body: { contentType: 'Text', content: 'Hello' },
  toRecipients: [{ emailAddress: { address: 'person1@contoso.com' } }],
  ...changes,
})

test('a mail is accepted without a body and kept', async () => {
  const sent = await ask(`/v1.0/users/${tinyId(1, 0)}/sendMail`, {
    method: 'POST',
    body: { message: message(), saveToSentItems: false },
  })
  expect([sent.status, sent.text]).toEqual([202, ''])
  expect(asking.twin.sentMail().at(-1)).toMatchObject({
    from: 'person0@contoso.com',
    saveToSentItems: false,
    message: { subject: 'Your passkey' },
  })
})

test.each([
  ['nobody to go to', { toRecipients: [] }],
  ['an address that is none', { toRecipients: [{ emailAddress: { address: 'person1' } }] }],
  ['a header of its own that does not start with x-', { internetMessageHeaders: [{ name: 'List-Id', value: '1' }] }],
])('a mail with %s is refused and not kept', async (_what, changes) => {
  const before = asking.twin.sentMail().length
  const body = { message: message(changes) }
  expect((await ask(`/v1.0/users/${tinyId(1, 0)}/sendMail`, { method: 'POST', body })).status).toBe(400)
  expect(asking.twin.sentMail()).toHaveLength(before)
})
