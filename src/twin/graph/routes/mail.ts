// sendMail: accepted and kept in memory. Acceptance is not delivery. Source: Microsoft Graph "user: sendMail".
import type { Resource } from '../../world/world.ts'
import { bodyObject, call, type Call, type CallContext } from '../call.ts'
import { findUser } from '../find-user.ts'
import { badRequest, GraphProblem } from '../problem.ts'

/** How many mails are kept; the oldest are dropped. Source: chosen, some 100 MB at most. */
const keptMax = 50_000
/** Recipients of one message. Source: Exchange Online limits, 500 by default. */
const recipientsMax = 500

const recipientLists = ['toRecipients', 'ccRecipients', 'bccRecipients'] as const

function recipients(message: Resource): number {
  let count = 0
  for (const name of recipientLists) {
    const list = message[name] ?? []
    if (!Array.isArray(list)) throw badRequest(`${name} must be a list.`, 'ErrorInvalidRequest')
    for (const recipient of list as readonly Resource[]) {
      const address = (recipient['emailAddress'] as Resource | undefined)?.['address']
      if (typeof address !== 'string' || !address.includes('@'))
        throw badRequest('At least one recipient is not valid.', 'ErrorInvalidRecipients')
      count++
    }
  }
  return count
}

function checkHeaders(message: Resource): void {
  const headers = message['internetMessageHeaders'] ?? []
  if (!Array.isArray(headers)) throw badRequest('internetMessageHeaders must be a list.', 'ErrorInvalidRequest')
  for (const header of headers as readonly Resource[]) {
    const name = String(header['name'])
    if (!/^x-/i.test(name)) {
      throw badRequest(
        `The internet message header name '${name}' should start with 'x-' or 'X-'.`,
        'InvalidInternetMessageHeader',
      )
    }
  }
}

function sendMail(context: CallContext) {
  const key = context.parameter('id')
  const user = findUser(context.world, key)
  if (user === undefined) throw new GraphProblem(404, 'ErrorInvalidUser', `The requested user '${key}' is invalid.`)
  if (typeof context.body === 'string')
    throw badRequest('Invalid base64 string for MIME content.', 'ErrorMimeContentInvalidBase64String')
  const body = bodyObject(context)
  const message = body['message'] ?? body['Message']
  if (typeof message !== 'object' || message === null)
    throw badRequest("The value of the parameter 'Message' is missing.", 'ErrorInvalidParameter')
  const count = recipients(message as Resource)
  if (count === 0) throw badRequest('At least one recipient is not valid.', 'ErrorInvalidRecipients')
  if (count > recipientsMax)
    throw badRequest(`The message has more than ${recipientsMax} recipients.`, 'ErrorInvalidRecipients')
  checkHeaders(message as Resource)
  const { sentMail } = context.memory
  sentMail.push({
    from: String(user['userPrincipalName']),
    message: message as Resource,
    saveToSentItems: body['saveToSentItems'] !== false,
    acceptedAt: context.world.clock.now(),
  })
  if (sentMail.length > keptMax) sentMail.shift()
  return { status: 202 }
}

/** The calls about mail. */
export const mailCalls: readonly Call[] = [
  call('POST /users/{id}/sendMail', { area: 'mail', limit: 'mail', permissions: ['Mail.Send'], answer: sendMail }),
]
