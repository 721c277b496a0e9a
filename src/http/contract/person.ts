// One person: what is said of them, their devices, and how all of it came to be.

import { z } from 'zod'
import { moment, tenantParam } from './moment.ts'
import { judgement, personShape } from './people.ts'

export const personParams = tenantParam.extend({
  person: z.string().min(1).max(1024).meta({ description: 'User principal name or object id.' }),
})

const device = z
  .object({
    id: z.string(),
    source: z.enum(['intune', 'entra']),
    operatingSystem: z.string().nullable(),
    osVersion: z.string().nullable(),
    manufacturer: z.string().nullable(),
    model: z.string().nullable(),
    trustType: z.string().nullable(),
    managed: z.boolean().nullable(),
    compliant: z.boolean().nullable(),
    lastSeenAt: z.string().nullable(),
  })
  .meta({ id: 'Device' })

/** A version of something kept with its history; `until` is null while it holds. */
function versions<Value extends z.ZodType>(value: Value) {
  return z.array(z.object({ from: moment, until: moment.nullable(), value }))
}

export const person = z
  .object({
    tenant: z.string(),
    ...personShape,
    devices: z.array(device),
    history: z.object({
      person: versions(z.record(z.string(), z.union([z.string(), z.boolean(), z.null()]))),
      methods: versions(z.array(z.string())),
      judgements: versions(judgement),
    }),
  })
  .meta({ id: 'Person' })
