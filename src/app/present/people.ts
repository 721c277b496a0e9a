// A row of the list of people in JSON, the same from the command line (people --json) and the API.

import type { PersonJudgement, RegistrationPath } from '#domain/people/judgement.ts'
import type { PersonRow } from '../ports.ts'
import { presentInstant } from './moments.ts'

export type RegistrationPathJson =
  | { state: 'open'; bootstraps: string[]; routes: string[] }
  | { state: 'closed'; closedBy: string[] }
  | { state: 'unknown'; because: string[] }

export type JudgementJson = {
  exposure: PersonJudgement['exposure']
  date: PersonJudgement['date']
  destination: PersonJudgement['destination']
  tier: PersonJudgement['tier']
  nextAction: string
  reasons: string[]
  pathToday: RegistrationPathJson
  pathWhenRequired: RegistrationPathJson
}

export type PersonRowJson = {
  id: string
  upn: string
  displayName: string | null
  department: string | null
  country: string | null
  accountEnabled: boolean | null
  isAdministrator: boolean | null
  /** Microsoft's method names; null when they are not known. */
  methods: string[] | null
  methodsTakenAt: string | null
  lastSignInAt: string | null
  /** Null until the person has been judged. */
  judgement: JudgementJson | null
}

/** One person with what is said of them. */
export function presentPersonRow(row: PersonRow): PersonRowJson {
  const { person, judgement } = row
  return {
    id: person.id,
    upn: person.userPrincipalName,
    displayName: person.displayName ?? null,
    department: person.department ?? null,
    country: person.country ?? null,
    accountEnabled: person.accountEnabled ?? null,
    isAdministrator: row.isAdministrator,
    methods: row.methods === null ? null : [...row.methods],
    methodsTakenAt: presentInstant(row.methodsTakenAt),
    lastSignInAt: presentInstant(row.lastSignInAt),
    judgement: judgement === null ? null : presentJudgement(judgement),
  }
}

/** What is said of a person. Reasons are codes; the reference lists the sentence of each. */
export function presentJudgement(judgement: PersonJudgement): JudgementJson {
  const { exposure, date, destination, tier, nextAction, reasons, pathToday, pathWhenRequired } = judgement
  return {
    exposure,
    date,
    destination,
    tier,
    nextAction,
    reasons: [...reasons],
    pathToday: presentPath(pathToday),
    pathWhenRequired: presentPath(pathWhenRequired),
  }
}

function presentPath(path: RegistrationPath): RegistrationPathJson {
  if (path.state === 'open') return { state: 'open', bootstraps: [...path.bootstraps], routes: [...path.routes] }
  if (path.state === 'closed') return { state: 'closed', closedBy: [...path.closedBy] }
  return { state: 'unknown', because: [...path.because] }
}
