// The people of a tenant with what is said of each.

import { z } from 'zod'
import { destinationValue, endDate, exposureValue } from './exposure.ts'
import { atQuery, moment, pageEnd, pageQuery } from './moment.ts'

export const tierValue = z.enum(['ready', 'capable', 'needs-step', 'blocked', 'excluded', 'unknown'])

const registrationPath = z
  .discriminatedUnion('state', [
    z.object({ state: z.literal('open'), bootstraps: z.array(z.string()), routes: z.array(z.string()) }),
    z.object({ state: z.literal('closed'), closedBy: z.array(z.string()) }),
    z.object({ state: z.literal('unknown'), because: z.array(z.string()) }),
  ])
  .meta({
    id: 'RegistrationPath',
    description: 'Whether and how the person can register a passkey, or what closes it.',
  })

export const judgement = z
  .object({
    exposure: exposureValue,
    date: endDate.nullable(),
    destination: destinationValue,
    tier: tierValue,
    nextAction: z.string(),
    reasons: z.array(z.string()),
    pathToday: registrationPath,
    pathWhenRequired: registrationPath,
  })
  .meta({ id: 'Judgement' })

/** The properties of a person in a list. */
export const personShape = {
  id: z.string(),
  upn: z.string(),
  displayName: z.string().nullable(),
  department: z.string().nullable(),
  country: z.string().nullable(),
  accountEnabled: z.boolean().nullable(),
  isAdministrator: z.boolean().nullable(),
  methods: z.array(z.string()).nullable().meta({ description: "Microsoft's method names; null when not known." }),
  methodsTakenAt: moment.nullable(),
  lastSignInAt: moment.nullable(),
  judgement: judgement.nullable(),
}

export const personRow = z.object(personShape).meta({ id: 'PersonRow' })

const peopleFilter = z.object({
  exposure: exposureValue.optional(),
  tier: tierValue.optional(),
  destination: destinationValue.optional(),
  search: z.string().min(1).max(200).optional().meta({ description: 'Part of the UPN, name or department.' }),
})

export const peopleQuery = z.object({ ...atQuery.shape, ...peopleFilter.shape, ...pageQuery.shape })

export const people = z
  .object({ tenant: z.string(), takenAt: moment.nullable(), people: z.array(personRow), ...pageEnd })
  .meta({ id: 'People' })
