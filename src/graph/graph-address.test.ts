import { expect, test } from 'vitest'
import { AppError } from '#domain/shared/errors.ts'
import { graphAddress } from './graph-address.ts'

const address = graphAddress('https://graph.microsoft.com')

test.each([
  'http://graph.microsoft.com/v1.0/users',
  'https://graph.microsoft.com.evil.example/v1.0/users',
  'https://graph.microsoft.com@evil.example/v1.0/users',
  'https://user:word@graph.microsoft.com/v1.0/users',
  'https://graph.microsoft.com:8443/v1.0/users',
  '//evil.example/v1.0/users',
  'https://graph.microsoft.com/other/users',
  'https://graph.microsoft.com/v1.0/../other',
  'javascript:alert(1)',
  'https://',
])('the link %s is not followed', (link) => {
  expect(() => address.pathFrom(link)).toThrow(AppError)
})

test.each([
  ['https://graph.microsoft.com/v1.0/users?$skiptoken=a%2Bb', '/v1.0/users?$skiptoken=a%2Bb'],
  ['https://GRAPH.microsoft.com:443/beta/auditLogs/signIns?x=1', '/beta/auditLogs/signIns?x=1'],
])('the link %s is Graph itself', (link, path) => {
  expect(address.pathFrom(link)).toBe(path)
  expect(address.urlOf(path).origin).toBe('https://graph.microsoft.com')
})

test('a stored cursor that was altered to lead elsewhere is refused', () => {
  expect(() => address.urlOf('//evil.example/v1.0/users')).toThrow(AppError)
  expect(() => address.urlOf('/v1.0/../../etc')).toThrow(AppError)
  expect(() => address.urlOf('https://evil.example/v1.0/users')).toThrow(AppError)
})

test('a path prefix, a trailing slash and a trailing version of the address are understood', () => {
  for (const url of [
    'https://proxy.contoso.com/graph',
    'https://proxy.contoso.com/graph/',
    'https://proxy.contoso.com/graph/v1.0/',
  ]) {
    const behindProxy = graphAddress(url)
    expect(behindProxy.urlOf('/v1.0/users').href).toBe('https://proxy.contoso.com/graph/v1.0/users')
    expect(behindProxy.pathFrom('https://proxy.contoso.com/graph/v1.0/users?a=b')).toBe('/v1.0/users?a=b')
    expect(() => behindProxy.pathFrom('https://proxy.contoso.com/v1.0/users')).toThrow(AppError)
  }
})

test.each(['graph.microsoft.com', '', 'ftp://graph.microsoft.com'])('"%s" is no address of Graph', (url) => {
  expect(() => graphAddress(url)).toThrow(expect.objectContaining({ code: 'config-invalid' }))
})
