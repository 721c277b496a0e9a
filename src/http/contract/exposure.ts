// Exposure to 1 February 2027: the counts, and the people one by one.

import { z } from 'zod'
import { atQuery, coverage, moment, pageEnd, pageQuery } from './moment.ts'

/** What the end of Microsoft's SMS and voice does to a person. */
export const exposureValue = z.enum(['stopped', 'nudged', 'not-affected', 'unknown'])

/** Whether a person who is made to register can register a passkey with what they have. */
export const destinationValue = z.enum(['reachable', 'key-only', 'none', 'unknown'])

/** The dates on which SMS and voice end: for most, and for Global Administrators and external users. */
export const endDate = z.enum(['2027-02-01', '2027-07-01'])

export const exposure = z
  .object({
    tenant: z.string(),
    takenAt: moment,
    coverage: coverage.meta({ description: 'People whose exposure is known, of all who are judged.' }),
    counts: z.object({ stopped: z.number(), nudged: z.number(), 'not-affected': z.number(), unknown: z.number() }),
    destinationsOfStopped: z.object({
      reachable: z.number(),
      'key-only': z.number(),
      none: z.number(),
      unknown: z.number(),
    }),
  })
  .meta({ id: 'Exposure' })

export const exposedPerson = z
  .object({
    id: z.string(),
    upn: z.string(),
    exposure: exposureValue,
    date: endDate.nullable(),
    destination: destinationValue,
    reasons: z.array(z.string()).meta({ description: 'Reason codes.' }),
  })
  .meta({ id: 'ExposedPerson' })

export const exposedPeopleQuery = z.object({
  ...atQuery.shape,
  exposure: exposureValue.optional(),
  destination: destinationValue.optional(),
  ...pageQuery.shape,
})

export const exposedPeople = z
  .object({ tenant: z.string(), takenAt: moment, coverage, people: z.array(exposedPerson), ...pageEnd })
  .meta({ id: 'ExposedPeople' })
