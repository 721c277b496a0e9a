// For tests only: run as a process of its own, because the authority to trust is read when Node starts. Tries each connection that it is given and
// prints what came of it: `token`, or the code of the error.

import { createGraphSource } from './graph-source.ts'
import { testClock, unaborted } from './stand-in.fixture.ts'
import { createTokenProvider, type TokenProviderOptions } from './token-provider.ts'

export type Trial = Omit<TokenProviderOptions, 'clock'> & { readonly name: string; readonly readsToo?: boolean }

async function attempt({ name, readsToo = false, ...connection }: Trial): Promise<readonly [string, string]> {
  const clock = { ...testClock(), now: () => Temporal.Now.instant() }
  try {
    const token = createTokenProvider({ ...connection, clock })
    await token.token(unaborted)
    if (!readsToo) return [name, 'token']
    const { graphUrl, tenantId } = connection
    const { facts } = await createGraphSource({ graphUrl, tenantId, token, clock, random: () => 0.5 }).settings(
      unaborted,
    )
    return [name, facts['organization']?.state ?? 'nothing']
  } catch (error) {
    return [name, error instanceof Error && 'code' in error ? String(error.code) : String(error)]
  }
}

const trials = JSON.parse(process.argv[2] ?? '[]') as readonly Trial[]
const results: Record<string, string> = {}
for (const trial of trials) {
  const [name, result] = await attempt(trial)
  results[name] = result
}
process.stdout.write(JSON.stringify(results))
