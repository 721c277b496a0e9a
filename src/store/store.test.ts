import { expect, test } from 'vitest'
import type { TenantName } from '#domain/shared/ids.ts'
import { withStore } from '../../test/database.ts'

withStore('tenants', (database) => {
  test('a tenant is listed with its connection, and the secret comes back as it was given', async () => {
    const { store, clock } = database()
    const name = 'contoso-secret' as TenantName
    const connection = {
      kind: 'graph',
      tenantId: 'x',
      clientId: 'y',
      credential: 'secret',
      secret: 's3cret',
      graphUrl: 'https://g',
      authorityUrl: 'https://a',
    } as const
    await store.saveTenant({ name, connection, createdAt: clock.now() })
    expect(await store.tenant(name)).toEqual({ name, connection, createdAt: clock.now() })
  })
})
