import { expect, test } from 'vitest'
import { perUserMfa } from '#domain/tenant/per-user-mfa.ts'
import { id, refused, sourceOf } from './sample-tenant.fixture.ts'
import { unaborted } from './stand-in.fixture.ts'

test('per-user MFA of a sample is counted by state, and the coverage says of how many', async () => {
  const { source } = await sourceOf([
    new RegExp(`${id(2)}/authentication`),
    () => ({ body: { perUserMfaState: 'disabled' } }),
  ])
  const people = [1, 2, 3].map((number) => ({ id: id(number), userPrincipalName: `p${number}@contoso.com` }))
  const reading = await source.perUserMfa(people, 500, unaborted)
  expect(reading.facts[perUserMfa.name]).toMatchObject({
    state: 'known',
    coverage: { have: 3, of: 500 },
    value: {
      disabled: 1,
      enabled: { count: 0 },
      enforced: {
        count: 2,
        people: [{ userPrincipalName: 'p1@contoso.com' }, { userPrincipalName: 'p3@contoso.com' }],
      },
    },
  })
})

test('per-user MFA that is refused for everybody is unknown, and of an empty sample nobody was asked', async () => {
  const { source } = await sourceOf([/requirements/, refused])
  const person = { id: id(1), userPrincipalName: 'p1@contoso.com' }
  expect((await source.perUserMfa([person], 5, unaborted)).facts[perUserMfa.name]).toMatchObject({
    state: 'unknown',
    reason: { kind: 'refused', permission: 'Policy.Read.All' },
  })
  expect((await source.perUserMfa([], 5, unaborted)).facts[perUserMfa.name]).toMatchObject({
    coverage: { have: 0, of: 5 },
  })
})
