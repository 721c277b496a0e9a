// The accounts that the owner named: emergency, service and shared ones. Keywave never guesses them.

import { z } from 'zod'
import { tenantParam } from './moment.ts'

export const namedAccount = z
  .object({ upn: z.string().min(3).max(1024), namedAs: z.enum(['emergency', 'service', 'shared']) })
  .meta({ id: 'NamedAccount' })

export const accounts = z.object({ tenant: z.string(), accounts: z.array(namedAccount) }).meta({ id: 'Accounts' })

/** Accounts to name; naming one again changes what it is named as. */
export const accountsToName = z
  .object({ accounts: z.array(namedAccount).min(1).max(200) })
  .meta({ id: 'AccountsToName' })

export const accountParams = tenantParam.extend({ upn: z.string().min(3).max(1024) })
