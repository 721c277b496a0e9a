import { expect, test } from 'vitest'
import { id, refused, sample, sourceOf } from './sample-tenant.fixture.ts'
import { unaborted } from './stand-in.fixture.ts'

test('credentials that belong to another tenant end the reading before anything is mixed up', async () => {
  const { source } = await sourceOf([
    /^\/v1\.0\/organization/,
    () => ({ body: { value: [{ ...sample('organization').value[0], id: id(77) }] } }),
  ])
  await expect(source.settings(unaborted)).rejects.toMatchObject({ code: 'tenant-id-invalid' })
  await expect(source.probe(unaborted)).rejects.toMatchObject({ code: 'tenant-id-invalid' })
})

test('a delta link that stands for now is relative to Graph, and null where it is refused', async () => {
  const { source } = await sourceOf([
    /deltatoken=latest/,
    (origin) => ({ body: { value: [], '@odata.deltaLink': `${origin}/v1.0/users/delta?$deltatoken=now` } }),
  ])
  expect(await source.deltaLink(unaborted)).toBe('/v1.0/users/delta?$deltatoken=now')
  const other = await sourceOf([/delta/, refused])
  expect(await other.source.deltaLink(unaborted)).toBeNull()
})

test.each(['settings', 'probe', 'deltaLink'] as const)(
  'a network that is gone ends %s with graph-unreachable',
  async (name) => {
    const { source, standIn } = await sourceOf()
    await standIn.stop()
    await expect(source[name](unaborted)).rejects.toMatchObject({ code: 'graph-unreachable' })
  },
)
