import { expect, test } from 'vitest'
import { readText } from '../exported-file.fixture.ts'

const list = (rows: readonly string[]) => `User principal name,Authentication method\n${rows.join('\n')}\n`

test('the methods of a person are brought together wherever in the file they are', async () => {
  const { rows, rejected } = await readText(
    list([
      'ada@contoso.com,Mobile phone',
      'grace@contoso.com,Email',
      'ADA@contoso.com,#microsoft.graph.fido2AuthenticationMethod',
    ]),
    'registrations',
  )
  expect(rejected).toEqual([])
  expect(rows).toEqual([
    {
      id: 'upn:ada@contoso.com',
      userPrincipalName: 'ada@contoso.com',
      methodsRegistered: ['mobilePhone', 'fido2SecurityKey'],
    },
    { id: 'upn:grace@contoso.com', userPrincipalName: 'grace@contoso.com', methodsRegistered: ['email'] },
  ])
})

test('a row without a method is rejected, and an unknown method is kept and told', async () => {
  const { rows, rejected } = await readText(list(['ada@contoso.com,', 'ada@contoso.com,Retina dance']), 'registrations')
  expect(rows[0]?.methodsRegistered).toEqual(['Retina dance'])
  expect(rejected).toMatchObject([
    { position: 2, field: 'Authentication method', problem: /missing/ },
    { position: null, problem: /"Retina dance"/ },
  ])
})
