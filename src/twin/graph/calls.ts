// Every call of Microsoft Graph that the simulated tenant answers, and the list of them as text.
import type { Call } from './call.ts'
import { authenticationMethodCalls } from './routes/authentication-methods.ts'
import { conditionalAccessCalls } from './routes/conditional-access.ts'
import { deviceCalls } from './routes/devices.ts'
import { groupCalls } from './routes/groups.ts'
import { logCalls } from './routes/logs.ts'
import { mailCalls } from './routes/mail.ts'
import { methodsPolicyCalls } from './routes/methods-policy.ts'
import { organizationCalls } from './routes/organization.ts'
import { registrationReportCalls } from './routes/registration-reports.ts'
import { roleCalls } from './routes/roles.ts'
import { temporaryAccessPassCalls } from './routes/temporary-access-pass.ts'
import { userDeltaCalls } from './routes/users-delta.ts'
import { userCalls } from './routes/users.ts'

/** In the order in which a path is matched: literal paths before those with `{id}`. */
export const calls: readonly Call[] = [
  ...userDeltaCalls,
  ...userCalls,
  ...authenticationMethodCalls,
  ...temporaryAccessPassCalls,
  ...mailCalls,
  ...groupCalls,
  ...deviceCalls,
  ...organizationCalls,
  ...roleCalls,
  ...methodsPolicyCalls,
  ...conditionalAccessCalls,
  ...registrationReportCalls,
  ...logCalls,
]

/** The calls as lines of text: versions, method, path, least permission. */
export function listCalls(): string {
  const lines = calls.map(
    ({ method, path, versions, permissions }) =>
      `${method.padEnd(7)}${versions.join(', ').padEnd(12)}${path}   ${permissions[0] ?? ''}`,
  )
  return ['POST   v1.0, beta  /$batch', ...lines].sort().join('\n')
}
