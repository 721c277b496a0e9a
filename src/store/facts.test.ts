import { expect, test } from 'vitest'
import { known, unknown } from '#domain/shared/evidence.ts'
import { domains } from '#domain/tenant/domains.ts'
import { securityDefaults } from '#domain/tenant/security-defaults.ts'
import { withStore } from '../../test/database.ts'

withStore('facts', (database) => {
  test('facts come back with age, coverage and reason, and what was never put is absent', async () => {
    const { store, clock } = database()
    const tenant = await database().tenant()
    const book = {
      a: known({ b: [1, null, 'x'] }, clock.now(), { have: 3, of: null }),
      b: unknown({ kind: 'refused', call: 'GET /x', permission: 'X.Read' }, clock.now()),
      c: unknown({ kind: 'never-read' }),
      d: undefined,
      e: known(null, clock.now()),
    }
    await store.inTenant(tenant, (unit) => unit.putFacts(book, null, clock.now()))
    const { d: _absent, ...expected } = book
    expect(await store.inTenant(tenant, (unit) => unit.facts(null))).toEqual(expected)
  })

  test('a fact that is not put again stays as it was, one that is put again has its new age', async () => {
    const { store, clock } = database()
    const tenant = await database().tenant()
    const first = clock.now()
    await store.inTenant(tenant, (unit) => unit.putFacts({ a: known(1, first), b: known(2, first) }, null, first))
    const second = clock.advance({ hours: 1 })
    await store.inTenant(tenant, (unit) => unit.putFacts({ b: known(2, second) }, null, second))
    expect(await store.inTenant(tenant, (unit) => unit.facts(null))).toEqual({
      a: known(1, first),
      b: known(2, second),
    })
    expect(await store.inTenant(tenant, (unit) => unit.facts(first))).toEqual({
      a: known(1, first),
      b: known(2, first),
    })
    expect(await store.inTenant(tenant, (unit) => unit.facts(first.subtract({ seconds: 1 })))).toEqual({})
  })

  test('the history has one version for each value, though it was read more often', async () => {
    const { store, clock } = database()
    const tenant = await database().tenant()
    const moments = [
      clock.now(),
      clock.advance({ hours: 1 }),
      clock.advance({ hours: 1 }),
      clock.advance({ hours: 1 }),
    ] as const
    const values = [
      { x: 1, y: 2 },
      { y: 2, x: 1 },
      { x: 2, y: 2 },
      { x: 1, y: 2 },
    ]
    for (const [index, at] of moments.entries()) {
      await store.inTenant(tenant, (unit) =>
        unit.putFacts({ [securityDefaults.name]: known(values[index], at), [domains.name]: known([], at) }, null, at),
      )
    }
    const history = await store.inTenant(tenant, (unit) => unit.factHistory(securityDefaults))
    expect(history).toEqual([
      { from: moments[0], until: moments[2], value: known(values[0], moments[1]) },
      { from: moments[2], until: moments[3], value: known(values[2], moments[2]) },
      { from: moments[3], until: null, value: known(values[3], moments[3]) },
    ])
  })

  test('two readings at the same moment leave the later', async () => {
    const { store, clock } = database()
    const tenant = await database().tenant()
    const at = clock.now()
    await store.inTenant(tenant, (unit) => unit.putFacts({ a: known(1, at) }, null, at))
    await store.inTenant(tenant, (unit) => unit.putFacts({ a: unknown({ kind: 'never-read' }, at) }, null, at))
    expect(await store.inTenant(tenant, (unit) => unit.facts(at))).toEqual({ a: unknown({ kind: 'never-read' }, at) })
  })
})
