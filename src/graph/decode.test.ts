import { expect, test } from 'vitest'
import { z } from 'zod'
import { decodeItems, present, readPage } from './decode.ts'

const schema = z.looseObject({ id: z.string(), methods: z.array(z.string()) })
const good = () => ({ id: 'a', methods: ['fido2'], extra: { kept: true } })

test('an item of unexpected shape is set aside with its place and field, and the others are kept whole', () => {
  const { values, rejected } = decodeItems(schema, [good(), { ...good(), methods: ['x', 5] }, good()], 'GET /things')
  expect(values).toEqual([good(), good()])
  expect(rejected).toMatchObject([{ origin: 'GET /things', position: 2, field: 'value[1].methods[1]' }])
})

test('good items alone are never set aside', () => {
  expect(decodeItems(schema, [good()], 'GET /things').rejected).toEqual([])
})

test('what is said of a strange item repeats none of its values', () => {
  const { rejected } = decodeItems(
    schema,
    [{ id: { of: 'lena@contoso.com' }, methods: 'lena@contoso.com' }, 'lena@contoso.com', null],
    'GET /things',
  )
  expect(rejected).toHaveLength(3)
  expect(JSON.stringify(rejected)).not.toContain('lena')
})

test('absent stays absent and null stays null', () => {
  expect(present({ a: null, b: undefined, c: 1 }, ['a', 'b', 'c'])).toEqual({ a: null, c: 1 })
  expect('b' in present({ a: null, b: undefined }, ['a', 'b'])).toBe(false)
})

test('a page without a list is no page', () => {
  expect(() => readPage({ value: null }, 'GET /users')).toThrow(expect.objectContaining({ code: 'graph-unexpected' }))
  expect(readPage({ value: [], '@odata.nextLink': '' }, 'GET /users').nextLink).toBeNull()
})
