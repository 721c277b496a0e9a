// The list of people, filtered by links, a page at a time in order of user principal name.

import { html } from 'hono/html'
import type { PeopleFilter, PersonRow } from '#app/ports.ts'
import type { PeoplePage } from '#app/list-people.ts'
import type { Destination, Exposure, Tier } from '#domain/people/judgement.ts'
import type { TenantName } from '#domain/shared/ids.ts'
import { age, counted, type Html } from './parts/figures.ts'
import type { ReasonNames } from '#app/reason-words.ts'
import { reasonRemedy, reasonText } from './parts/reason.ts'
import { destinationWords, exposureWords, tierWords } from './parts/words.ts'

export type PeopleView = {
  readonly tenant: TenantName
  readonly now: Temporal.Instant
  /** Start of the newest finished sync; null before the first. */
  readonly takenAt: Temporal.Instant | null
  readonly filter: Pick<PeopleFilter, 'exposure' | 'tier' | 'destination' | 'search'>
  readonly page: PeoplePage
  /** What this page was asked to begin after; null on the first. */
  readonly after: string | null
  readonly names: ReasonNames
}

const exposures: readonly Exposure[] = ['stopped', 'nudged', 'not-affected', 'unknown']
const tiers: readonly Tier[] = ['ready', 'capable', 'needs-step', 'blocked', 'unknown', 'excluded']
const destinations: readonly Destination[] = ['none', 'key-only', 'reachable', 'unknown']

/** The whole of the page's main part. */
export function people(view: PeopleView): Html {
  return html`<section class="people" aria-labelledby="people-title">
      <h1 id="people-title">People</h1>
      ${filters(view)}
      <p class="freshness">${counted(view.page.inAll, 'person', 'people')}${view.takenAt === null ? '. Never read.' : html`, read ${age(view.takenAt, view.now)}.`}</p>
      ${view.page.people.length === 0 ? empty(view) : table(view)}
      ${pager(view)}
    </section>`
}

/** The address of the list with some of its filter changed; undefined takes a part away. */
function hrefWith({ tenant, filter }: PeopleView, change: { readonly [key: string]: string | undefined }): string {
  const query = new URLSearchParams({ tenant })
  for (const [key, value] of Object.entries({ ...filter, ...change }))
    if (typeof value === 'string') query.set(key, value)
  return `/people?${query.toString()}`
}

function filters(view: PeopleView): Html {
  const { tenant, filter } = view
  const hidden = (['exposure', 'tier', 'destination'] as const).flatMap((key) => {
    const value = filter[key]
    return value === undefined ? [] : [html`<input type="hidden" name="${key}" value="${value}">`]
  })
  return html`<div class="filters">
      ${filterLinks(view, 'Exposure', 'exposure', exposures, exposureWords)}
      ${filterLinks(view, 'Tier', 'tier', tiers, tierWords)}
      ${filterLinks(view, 'Destination', 'destination', destinations, destinationWords)}
      <form role="search" action="/people" method="get">
        <input type="hidden" name="tenant" value="${tenant}">${hidden}
        <label for="search">Name, address or department</label>
        <span class="search"><input id="search" type="search" name="search" value="${filter.search ?? ''}" maxlength="200" autocomplete="off"><button type="submit">Search</button></span>
      </form>
    </div>`
}

function filterLinks<Key extends string>(
  view: PeopleView,
  name: string,
  property: 'exposure' | 'tier' | 'destination',
  values: readonly Key[],
  words: { readonly [K in Key]: { readonly label: string } },
): Html {
  const chosen = view.filter[property]
  const link = (value: Key | undefined, label: string): Html => {
    const current = chosen === value ? html` aria-current="true"` : ''
    return html`<li><a href="${hrefWith(view, { [property]: value })}"${current}>${label}</a></li>`
  }
  return html`<nav class="filter" aria-label="${name}"><p aria-hidden="true">${name}</p>
        <ul>${link(undefined, 'All')}${values.map((value) => link(value, words[value].label))}</ul></nav>`
}

function table(view: PeopleView): Html {
  return html`<div class="table-wrap"><table>
        <thead><tr><th scope="col">Person</th><th scope="col">On 1 Feb 2027</th><th scope="col">Destination</th><th scope="col">Tier</th><th scope="col">Next</th></tr></thead>
        <tbody>${view.page.people.map((row) => tableRow(view, row))}</tbody>
      </table></div>`
}

function tableRow({ tenant, names }: PeopleView, { person, judgement, isAdministrator }: PersonRow): Html {
  const name = person.displayName ?? person.userPrincipalName
  const head = html`<th scope="row"><a href="/people/${encodeURIComponent(person.id)}?tenant=${tenant}">${name}</a>
            ${isAdministrator === true ? html`<span class="tag">Administrator</span>` : ''}
            <span class="quiet">${person.userPrincipalName}</span></th>`
  if (judgement === null) return html`<tr>${head}<td colspan="4" class="quiet">Not judged yet</td></tr>`
  const { exposure, destination, tier, nextAction } = judgement
  return html`<tr>${head}
          <td data-name="On 1 Feb 2027"><span class="swatch swatch-${exposure}" aria-hidden="true"></span>${exposureWords[exposure].label}</td>
          <td data-name="Destination">${destinationWords[destination].label}</td>
          <td data-name="Tier">${tierWords[tier].label}</td>
          <td data-name="Next">${reasonText(nextAction, names)} ${reasonRemedy(nextAction) ?? ''}</td></tr>`
}

function empty({ tenant, filter }: PeopleView): Html {
  const isFiltered = Object.values(filter).some((value) => value !== undefined)
  return isFiltered
    ? html`<p class="empty">Nobody is like that. <a href="/people?tenant=${tenant}">Show everybody</a></p>`
    : html`<p class="empty">Nobody has been read yet.</p>`
}

function pager(view: PeopleView): Html {
  const { after, page } = view
  if (after === null && page.next === null) return html``
  return html`<nav class="pager" aria-label="Pages of the list">
      ${after === null ? html`<span></span>` : html`<a href="${hrefWith(view, {})}">First page</a>`}
      ${page.next === null ? html`<span></span>` : html`<a href="${hrefWith(view, { after: page.next })}" rel="next">Next page</a>`}
    </nav>`
}
