import { expect, test } from 'vitest'
import { AppError } from '#domain/shared/errors.ts'
import { readConfig, settings } from './config.ts'

test('an empty environment gives the documented defaults', () => {
  expect(readConfig({})).toEqual({
    databaseUrl: null,
    dataFolder: './data',
    port: 4040,
    graphUrl: 'https://graph.microsoft.com',
    authorityUrl: 'https://login.microsoftonline.com',
    tenantId: null,
    clientId: null,
    clientSecret: null,
    clientCertificate: null,
    logLevel: null,
    graphLimitSpeed: 1,
    secretKey: null,
  })
})

test('plain http is for this machine only', () => {
  expect(readConfig({ KEYWAVE_GRAPH_URL: 'http://127.0.0.1:4100' }).graphUrl).toBe('http://127.0.0.1:4100')
  expect(readConfig({ KEYWAVE_AUTHORITY_URL: 'http://localhost:4100/' }).authorityUrl).toBe('http://localhost:4100')
})

test('an empty variable counts as absent', () => {
  expect(readConfig({ PORT: ' ', KEYWAVE_DATA: '' })).toMatchObject({ port: 4040, dataFolder: './data' })
})

test('addresses lose their trailing slashes', () => {
  expect(readConfig({ KEYWAVE_GRAPH_URL: 'https://graph.microsoft.us/' }).graphUrl).toBe('https://graph.microsoft.us')
})

test.each([
  ['PORT', '70000'],
  ['PORT', 'four'],
  ['DATABASE_URL', 'mysql://localhost/x'],
  ['KEYWAVE_GRAPH_URL', 'graph.microsoft.com'],
  ['KEYWAVE_GRAPH_URL', 'http://graph.contoso.com'],
  ['KEYWAVE_AUTHORITY_URL', 'http://127.0.0.1.contoso.com'],
  ['KEYWAVE_LOG_LEVEL', 'loud'],
  ['KEYWAVE_SECRET_KEY', 'short'],
  ['KEYWAVE_GRAPH_LIMIT_SPEED', '0.5'],
])('%s = %s is refused, and the variable is named', (name, value) => {
  const read = () => readConfig({ [name]: value })
  expect(read).toThrow(AppError)
  expect(read).toThrow(new RegExp(`^${name} must be`))
})

test('an error never repeats a secret value', () => {
  expect(() => readConfig({ DATABASE_URL: 'http://user:hunter2@host' })).toThrow(/^(?!.*hunter2)/)
})

test('every setting has a meaning, and no name stands twice', () => {
  expect(new Set(settings.map(({ name }) => name)).size).toBe(settings.length)
  for (const { meaning } of settings) expect(meaning).toMatch(/\.$/)
})
