// Tries one small call of each permission, so that whoever connects a tenant sees at once what is granted and what is
// not.

import type { CallOutcome } from '#domain/tenant/graph-access.ts'
import { pathOf, type Call } from './call.ts'
import { peopleCall } from './calls/people.ts'
import { readPage } from './decode.ts'
import { graphCalls } from './graph-calls.ts'
import { attempt, noFindings, type GraphContext } from './reading.ts'

/** The outcomes, in the order of the permission reference. Throws AppError for credentials and network. */
export async function probeCalls(context: GraphContext, signal: AbortSignal): Promise<readonly CallOutcome[]> {
  const someone = await findSomeone(context, signal)
  const calls = graphCalls.filter(({ probe }) => probe !== null)
  return await Promise.all(calls.map((call) => probeCall(context, call, someone, signal)))
}

/** The id of any user, for the calls that are asked of one; null when there is none to be had. */
async function findSomeone({ client }: GraphContext, signal: AbortSignal): Promise<string | null> {
  const { probe, budget, call } = peopleCall
  const read = await attempt(peopleCall, noFindings(), async () =>
    readPage(await client.send({ path: probe ?? '', budget, signal }), call),
  )
  const first = read.ok ? read.value.items[0] : undefined
  const id = typeof first === 'object' && first !== null && 'id' in first ? first.id : undefined
  return typeof id === 'string' ? id : null
}

async function probeCall(
  { client }: GraphContext,
  call: Call,
  someone: string | null,
  signal: AbortSignal,
): Promise<CallOutcome> {
  const { probe, budget, headers = {}, permission, licence, fact } = call
  const asksOne = probe?.includes('{id}') ?? false
  const notTried: CallOutcome = { call: call.call, permission, licence, fact, outcome: 'failed', errorCode: 'NotTried' }
  if (probe === null || (asksOne && someone === null)) return notTried
  const findings = noFindings()
  const path = pathOf({ path: probe }, someone === null ? {} : { id: someone })
  await attempt(call, findings, () => client.send({ path, budget, headers, signal }))
  return findings.calls[0] ?? notTried
}
