import { describe, expect, test } from 'vitest'
import { compileFilter } from './odata-filter.ts'
import { GraphProblem } from './problem.ts'

const person = (changes: object = {}) => ({
  id: '0d3f1e2a-0000-4000-8000-000000000001',
  displayName: "Zoë O'Brien",
  userType: 'Member',
  accountEnabled: true,
  employeeId: null,
  createdDateTime: '2026-07-17T14:10:02.5Z',
  assignedLicenses: [{ skuId: 'a' }, { skuId: 'b' }],
  proxyAddresses: ['smtp:zoe@contoso.com'],
  signInActivity: { lastSignInDateTime: '2026-10-01T00:00:00Z' },
  allowedCombinations: ['fido2', 'password,sms'],
  size: 5,
  ...changes,
})

const matches = (filter: string, changes?: object) => compileFilter(filter).test(person(changes))

describe('what holds', () => {
  test.each([
    ["userType eq 'Member'"],
    ["userType eq 'member'"],
    ["displayName eq 'Zoë O''Brien'"],
    ["startswith(displayName,'zoë')"],
    ['accountEnabled eq true'],
    ['employeeId eq null'],
    ['not(employeeId ne null)'],
    ['createdDateTime ge 2026-07-17T14:10:02Z'],
    ['createdDateTime lt 2026-07-17T14:10:03Z and createdDateTime gt 2026-07-17'],
    ["userType eq 'Guest' or accountEnabled eq true and size ge 5"],
    ["id in ('x', '0d3f1e2a-0000-4000-8000-000000000001')"],
    ['id eq 0d3f1e2a-0000-4000-8000-000000000001'],
    ["assignedLicenses/any(x:x/skuId eq 'b')"],
    ["proxyAddresses/any(p:startswith(p,'smtp:'))"],
    ['assignedLicenses/any()'],
    ['signInActivity/lastSignInDateTime le 2026-10-01T00:00:00Z'],
    ["allowedCombinations/any(x:x has 'sms')"],
    ["endswith(displayName,'brien')"],
  ])('%s is true of the person it describes', (filter) => {
    expect(matches(filter)).toBe(true)
  })
})

describe('what does not hold', () => {
  test.each([
    ["userType eq 'Member'", { userType: 'Guest' }],
    ["userType eq 'Member' and accountEnabled eq true", { accountEnabled: false }],
    ["(userType eq 'Guest' or accountEnabled eq true) and size ge 6", {}],
    ['createdDateTime ge 2026-07-17T14:10:02Z', { createdDateTime: '2026-07-17T14:10:01Z' }],
    ['createdDateTime ge 2026-07-17T14:10:02Z', { createdDateTime: null }],
    ['assignedLicenses/any()', { assignedLicenses: [] }],
    ["assignedLicenses/any(x:x/skuId eq 'b')", { assignedLicenses: [{ skuId: 'c' }] }],
    ["not startswith(displayName,'zoë')", {}],
    ['size gt 5', {}],
  ])('%s is false once the person differs', (filter, changes) => {
    expect(matches(filter, changes)).toBe(false)
  })
})

test('a filter outside the subset is refused as an unsupported query', () => {
  for (const filter of ["tolower(displayName) eq 'x'", "displayName like 'x'"]) {
    expect(() => compileFilter(filter)).toThrow(
      expect.objectContaining({ status: 400, code: 'Request_UnsupportedQuery' }) as GraphProblem,
    )
  }
})

test('a text that is no filter is refused as a bad request', () => {
  for (const filter of [
    '',
    'userType eq',
    "userType eq 'Member",
    'userType eq Member',
    "a eq 'b')",
    "(a eq 'b'",
    'a eq 2026-13-45T00:00:00Z',
  ]) {
    expect(() => compileFilter(filter)).toThrow(
      expect.objectContaining({ status: 400, code: 'BadRequest' }) as GraphProblem,
    )
  }
})

test('only what the directory holds for simple queries is simple', () => {
  expect(compileFilter("userType eq 'Guest'").advanced).toBe(false)
  expect(compileFilter("userType ne 'Guest'").advanced).toBe(true)
  expect(compileFilter("not(userType eq 'Guest')").advanced).toBe(true)
})

test('what every match must have is told, and nothing that only one side of an or demands', () => {
  expect(compileFilter("id in ('a','b') and accountEnabled eq true").demanded('id')).toEqual(['a', 'b'])
  expect(compileFilter("id eq 'a' or accountEnabled eq true").demanded('id')).toBeUndefined()
  expect(String(compileFilter('x ge 2026-01-01T00:00:00Z').notBefore('x'))).toBe('2026-01-01T00:00:00Z')
  expect(compileFilter('x le 2026-01-01T00:00:00Z').notBefore('x')).toBeUndefined()
})
