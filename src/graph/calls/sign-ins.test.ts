import { expect, test } from 'vitest'
import { lastSuccessfulSignIn } from './sign-ins.ts'

const signIn = (more: object = {}) => ({
  id: 's',
  createdDateTime: '2026-11-10T08:00:05Z',
  status: { errorCode: 0 },
  authenticationDetails: [{ authenticationMethod: 'Passkey (device-bound)', succeeded: true }],
  ...more,
})
const by = (...methods: string[]) =>
  signIn({ authenticationDetails: methods.map((authenticationMethod) => ({ authenticationMethod, succeeded: true })) })

test.each([
  'Passkey (device-bound)',
  'Passkey (synced)',
  'FIDO2 security key',
  'Windows Hello for Business',
  'X.509 Certificate',
])('a sign-in by %s resisted phishing', (method) => {
  expect(lastSuccessfulSignIn([by(method)])?.phishingResistant).toBe(true)
})

test('a sign-in by password and push did not resist phishing', () => {
  expect(lastSuccessfulSignIn([by('Password', 'Mobile app notification')])?.phishingResistant).toBe(false)
})

test('a sign-in whose method the log does not tell is unknown, never resistant', () => {
  expect(lastSuccessfulSignIn([signIn({ authenticationDetails: [] })])?.phishingResistant).toBeNull()
  expect(lastSuccessfulSignIn([signIn({ authenticationDetails: null })])?.phishingResistant).toBeNull()
  expect(lastSuccessfulSignIn([by('Previously satisfied')])?.phishingResistant).toBeNull()
})

test('a step that failed does not count', () => {
  const failed = signIn({
    authenticationDetails: [{ authenticationMethod: 'Passkey (device-bound)', succeeded: false }],
  })
  expect(lastSuccessfulSignIn([failed])?.phishingResistant).toBeNull()
})

test('failed sign-ins are passed over and the newest success is taken', () => {
  const failed = signIn({ createdDateTime: '2026-11-12T00:00:00Z', status: { errorCode: 50126 } })
  const older = signIn({ createdDateTime: '2026-11-01T00:00:00Z' })
  expect(lastSuccessfulSignIn([failed, older, signIn()])?.at).toBe('2026-11-10T08:00:05Z')
  expect(lastSuccessfulSignIn([failed])).toBeNull()
  expect(lastSuccessfulSignIn([signIn({ status: null })])).toBeNull()
})
