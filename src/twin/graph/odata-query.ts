// Query options of a request: $select, $filter, $top … as Microsoft Graph reads them ("Use query parameters").
import { badRequest, unsupportedQuery } from './problem.ts'

export const odataOptions = [
  '$select',
  '$filter',
  '$top',
  '$orderby',
  '$expand',
  '$count',
  '$skip',
  '$skiptoken',
  '$deltatoken',
  '$search',
] as const

export type ODataOption = (typeof odataOptions)[number]

/** The query options of one request, decoded. */
export type ODataQuery = {
  readonly select?: readonly string[]
  readonly filter?: string
  readonly top?: number
  readonly orderby?: string
  readonly expand?: string
  readonly count: boolean
  readonly skip?: number
  readonly skiptoken?: string
  readonly deltatoken?: string
  readonly search?: string
  /** All options as given, for a next link. */
  readonly given: readonly (readonly [string, string])[]
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number) || number < 0 || text.trim() === '') {
    throw badRequest(
      `Invalid value '${text}' for ${option} query option found. The ${option} query option requires a non-negative integer value.`,
      'BadRequest',
    )
  }
  return number
}

/** The options by name; 400 when one is unknown, doubled or not a value of its kind. */
export function readQuery(search: URLSearchParams): ODataQuery {
  const found = new Map<string, string>()
  for (const [name, value] of search) {
    if (!name.startsWith('$')) continue
    if (!(odataOptions as readonly string[]).includes(name))
      throw badRequest(`The query parameter '${name}' is not supported.`, 'BadRequest')
    if (found.has(name))
      throw badRequest(
        `Query option '${name}' was specified more than once, but it must be specified at most once.`,
        'BadRequest',
      )
    found.set(name, value)
  }
  const top = found.get('$top')
  const skip = found.get('$skip')
  const count = found.get('$count')
  if (count !== undefined && count !== 'true' && count !== 'false') {
    throw badRequest(
      `Invalid value '${count}' for $count query option found. Valid values are 'true' and 'false'.`,
      'BadRequest',
    )
  }
  const select = found
    .get('$select')
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const texts = {
    filter: '$filter',
    orderby: '$orderby',
    expand: '$expand',
    skiptoken: '$skiptoken',
    deltatoken: '$deltatoken',
    search: '$search',
  } as const
  const query: { -readonly [Key in keyof ODataQuery]: ODataQuery[Key] } = {
    count: count === 'true',
    given: [...search],
  }
  for (const [key, name] of Object.entries(texts) as [keyof typeof texts, string][]) {
    const value = found.get(name)
    if (value !== undefined) query[key] = value
  }
  if (select !== undefined && select.length > 0) query.select = select
  if (top !== undefined) query.top = wholeNumber('$top', top)
  if (skip !== undefined) query.skip = wholeNumber('$skip', skip)
  return query
}

/** 400 when an option is given that the call does not take. */
export function refuseOtherOptions(query: ODataQuery, taken: readonly ODataOption[]): void {
  for (const [name] of query.given) {
    if (name.startsWith('$') && !(taken as readonly string[]).includes(name)) {
      throw unsupportedQuery(`'${name}' is not supported by the service for this request.`)
    }
  }
}

/** The query string for a link to go on with: what was given, without the old token, and the new one. */
export function linkQuery(
  query: ODataQuery,
  token: readonly [name: '$skiptoken' | '$deltatoken', value: string],
): string {
  const kept = query.given.filter(([name]) => name !== '$skiptoken' && name !== '$deltatoken')
  return [...kept, token].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
}
