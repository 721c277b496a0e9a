// The tenants of this installation, without how they are reached: connections hold secrets.

import { z } from 'zod'
import { moment } from './moment.ts'

/** A tenant and how fresh what is known of it is. */
export const tenant = z
  .object({
    name: z.string(),
    source: z.enum(['demo', 'files', 'graph']),
    createdAt: moment,
    takenAt: moment.nullable().meta({ description: 'Start of the newest finished sync; null before the first.' }),
    syncing: z.boolean().meta({ description: 'Whether a sync has begun and not ended.' }),
  })
  .meta({ id: 'Tenant' })

export const tenantList = z.object({ tenants: z.array(tenant) }).meta({ id: 'TenantList' })
