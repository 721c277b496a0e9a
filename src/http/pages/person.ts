// One person: what happens to them and why, how they could register, what they hold, and how it came to be.

import { html } from 'hono/html'
import type { PersonView } from '#app/show-person.ts'
import type { Device } from '#domain/people/device.ts'
import type { PersonJudgement, RegistrationPath } from '#domain/people/judgement.ts'
import { age, dayText, momentText, type Html } from './parts/figures.ts'
import type { ReasonNames } from '#app/reason-words.ts'
import { reasonRemedy, reasonText } from './parts/reason.ts'
import { bootstrapLabel, destinationWords, exposureWords, methodLabel, routeLabel, tierWords } from './parts/words.ts'

/** The whole of the page's main part. */
export function person(view: PersonView, names: ReasonNames, now: Temporal.Instant): Html {
  const { person, judgement } = view
  return html`<article class="person">
      <p class="back"><a href="/people?tenant=${view.tenant}">People</a></p>
      <h1>${person.displayName ?? person.userPrincipalName}</h1>
      <p class="lead">${[person.userPrincipalName, person.jobTitle, person.department, person.officeLocation ?? person.city].filter((text) => text != null && text !== '').join(' · ')}</p>
      ${judgement === null ? html`<p class="empty">Not judged yet. Run a sync.</p>` : said(judgement, names)}
      ${judgement === null ? '' : paths(judgement, names)}
      <div class="pair">${methods(view, now)}${devices(view.devices)}</div>
      ${history(view)}
    </article>`
}

function said(judgement: PersonJudgement, names: ReasonNames): Html {
  const { exposure, destination, tier, nextAction, reasons, date } = judgement
  const on = date === null ? '' : html` <span class="quiet">on ${dayText(Temporal.PlainDate.from(date))}</span>`
  return html`<dl class="said">
        <div><dt>When SMS and voice end</dt><dd><span class="swatch swatch-${exposure}" aria-hidden="true"></span><b>${exposureWords[exposure].label}</b>${on}<p>${exposureWords[exposure].meaning}</p></dd></div>
        <div><dt>Destination</dt><dd><b>${destinationWords[destination].label}</b><p>${destinationWords[destination].meaning}</p></dd></div>
        <div><dt>Tier</dt><dd><b>${tierWords[tier].label}</b><p>${tierWords[tier].meaning}</p></dd></div>
      </dl>
      <aside class="next next-slim" aria-label="Next step"><p class="eyebrow">Next</p><p>${reasonText(nextAction, names)} ${reasonRemedy(nextAction) ?? ''}</p></aside>
      <section class="panel" aria-labelledby="why"><h2 id="why">Why</h2>${sentences(reasons, names)}</section>`
}

function sentences(codes: readonly string[], names: ReasonNames): Html {
  if (codes.length === 0) return html`<p class="quiet">Nothing particular.</p>`
  return html`<ul class="plain-list">${codes.map((code) => html`<li>${reasonText(code, names)} <span class="quiet">${reasonRemedy(code) ?? ''}</span></li>`)}</ul>`
}

function paths({ pathToday, pathWhenRequired }: PersonJudgement, names: ReasonNames): Html {
  return html`<div class="pair">
      <section aria-labelledby="path-today"><h2 id="path-today">Could they register today?</h2>${path(pathToday, names)}</section>
      <section aria-labelledby="path-required"><h2 id="path-required">And were a passkey required for everything?</h2>${path(pathWhenRequired, names)}</section>
    </div>`
}

function path(way: RegistrationPath, names: ReasonNames): Html {
  if (way.state === 'open') {
    return html`<p><span class="state state-open">Yes</span> Gets in with ${listed(way.bootstraps.map(bootstrapLabel))}, and may keep the passkey in
        ${listed(way.routes.map(routeLabel))}.</p>`
  }
  if (way.state === 'closed')
    return html`<p><span class="state state-closed">No</span> This closes it:</p>${sentences(way.closedBy, names)}`
  return html`<p><span class="state state-unknown">Unknown</span> Because of this:</p>${sentences(way.because, names)}`
}

function listed(words: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(words)
}

function methods({ methods, methodsTakenAt }: PersonView, now: Temporal.Instant): Html {
  const list =
    methods === null
      ? html`<p class="quiet">Not known: the registration report has no row for this person, or was not read.</p>`
      : methods.length === 0
        ? html`<p class="quiet">None.</p>`
        : html`<ul class="plain-list">${methods.map((method) => html`<li>${methodLabel(method)}</li>`)}</ul>`
  const taken = methodsTakenAt === null ? '' : html`<p class="evidence">As of ${age(methodsTakenAt, now)}.</p>`
  return html`<section aria-labelledby="methods"><h2 id="methods">Registered</h2>${list}${taken}</section>`
}

function devices(list: readonly Device[]): Html {
  const items = list.map(
    (
      device,
    ) => html`<li><b>${[device.manufacturer, device.model].filter((text) => text != null && text !== '').join(' ') || 'A device'}</b>
          <span class="quiet">${[device.operatingSystem, device.osVersion].filter((text) => text != null).join(' ')}, from ${device.source === 'intune' ? 'Intune' : 'Entra'}${device.lastSeenAt == null ? '' : `, seen ${isoDay(device.lastSeenAt)}`}</span></li>`,
  )
  const body = list.length === 0 ? html`<p class="quiet">None known.</p>` : html`<ul class="plain-list">${items}</ul>`
  return html`<section aria-labelledby="devices"><h2 id="devices">Devices</h2>${body}</section>`
}

function isoDay(iso: string): string {
  return dayText(Temporal.PlainDate.from(iso.slice(0, 10)))
}

type Moment = { readonly from: Temporal.Instant; readonly text: string }

function history({ history: { judgements, methods } }: PersonView): Html {
  const moments: readonly Moment[] = [
    ...judgements.map(({ from, value }) => ({
      from,
      text: `${exposureWords[value.exposure].label}, ${tierWords[value.tier].label.toLowerCase()}`,
    })),
    ...methods.map(({ from, value }) => ({
      from,
      text: value.length === 0 ? 'No method registered' : `Registered: ${value.map(methodLabel).join(', ')}`,
    })),
  ].toSorted((one, other) => Temporal.Instant.compare(other.from, one.from))
  if (moments.length === 0) return html``
  return html`<section class="panel" aria-labelledby="history"><h2 id="history">How it came to be</h2>
      <ol class="timeline">${moments.map(({ from, text }) => html`<li><time datetime="${from.toString()}">${momentText(from)}</time> <span>${text}</span></li>`)}</ol></section>`
}
