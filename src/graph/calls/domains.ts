// Fact: the domains and when their passwords expire. Microsoft Graph v1.0, "List domains".

import { z } from 'zod'
import { domains as fact, type Domain } from '#domain/tenant/domains.ts'
import { defineCall } from '../call.ts'
import { maybeBoolean, maybeNumber, maybeText, text } from '../field.ts'

export const domainSchema = z.looseObject({
  id: text,
  isVerified: maybeBoolean,
  isDefault: maybeBoolean,
  isInitial: maybeBoolean,
  authenticationType: maybeText,
  passwordValidityPeriodInDays: maybeNumber,
  passwordNotificationWindowInDays: maybeNumber,
})

export const domainsCall = defineCall({
  call: fact.requirement.call ?? 'GET /domains',
  permission: fact.requirement.permission,
  licence: fact.requirement.licence,
  fact: fact.name,
  path: '/v1.0/domains',
  probe: '/v1.0/domains',
  budget: 'directory',
  units: 1,
  graphType: 'domain',
  version: 'v1.0',
  schema: domainSchema,
})

/** A domain. */
export function domainFrom(domain: z.infer<typeof domainSchema>): Domain {
  return {
    id: domain.id,
    isVerified: domain.isVerified ?? null,
    isDefault: domain.isDefault ?? null,
    isInitial: domain.isInitial ?? null,
    authenticationType: domain.authenticationType ?? null,
    passwordValidityPeriodInDays: domain.passwordValidityPeriodInDays ?? null,
    passwordNotificationWindowInDays: domain.passwordNotificationWindowInDays ?? null,
  }
}
