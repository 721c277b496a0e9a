// Moments, coverage and pages as every answer of the API writes them.

import { z } from 'zod'

/** An instant, ISO 8601 with an offset. */
export const moment = z.iso
  .datetime({ offset: true })
  .meta({ description: 'ISO 8601 instant, for example 2026-11-23T06:00:00Z' })

/** How much was read: `have` of `of`; null when nobody can say how many there are. */
export const coverage = z.object({ have: z.number(), of: z.number().nullable() }).meta({
  id: 'Coverage',
  description: 'How much was read: have of of; of is null when nobody can say how many there are.',
})

/** Most rows of one page. */
export const limitMax = 1000

/** Where a page begins and how many rows it holds. Pages are in order of user principal name. */
export const pageQuery = z.object({
  after: z.string().max(1024).optional().meta({ description: 'The `next` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(limitMax).default(100).meta({ description: 'Rows of the page.' }),
})

/** As of which moment; the newest sync when absent. */
export const atQuery = z.object({ at: moment.optional().meta({ description: 'As of this moment; now when absent.' }) })

/** The tenant in the path. */
export const tenantParam = z.object({
  tenant: z.string().meta({ description: 'Tenant name: 1 to 63 lower-case letters, digits and hyphens.' }),
})

/** What closes a page of rows: how many there are in all, and what to give as `after` for the next page; null at the end. */
export const pageEnd = { inAll: z.number().int(), next: z.string().nullable() }
