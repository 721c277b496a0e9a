// One readiness check on the page: a line that says what is wrong, and folded under it why, whom it concerns and how to mend it.

import { html } from 'hono/html'
import type { Concern, GraphRequest, Remedy } from '#domain/readiness/check.ts'
import type { CheckResult } from '#domain/readiness/run-checks.ts'
import { age, counted, figure, shareText, type Html } from './figures.ts'
import { severityWords } from './words.ts'

/** Names shown before the rest is folded. */
const namesShown = 8

/** Where a Graph request goes. Source: national cloud deployments; this is the public cloud's. */
const graphOrigin = 'https://graph.microsoft.com'

export type CardContext = { readonly tenant: string; readonly now: Temporal.Instant; readonly openId: string | null }

/** A failing check or one that cannot be told, as a card that opens. */
export function checkCard(check: CheckResult, context: CardContext): Html {
  const isOpen = check.id === context.openId
  return html`<li>
    <details class="check" id="${check.id}" ${isOpen ? 'open' : ''}>
      <summary>
        <span class="severity severity-${check.severity}">${severityWords[check.severity]}</span>
        ${headline(check)}
        <span class="concerned">${check.inAll > 0 ? html`${figure(check.inAll)}<span> concerned</span>` : ''}</span>
      </summary>
      <div class="check-body">
        <section>
          <h4>Why it matters</h4>
          <p>${check.why}</p>
          ${check.missing.length > 0 ? missing(check) : ''}
          ${check.concerns.length > 0 ? concerns(check, context) : ''}
        </section>
        <section>${remedy(check.remedy)}</section>
        <p class="evidence">${evidence(check, context.now)} <a href="${safeReference(check.reference)}" rel="noreferrer">Microsoft's page on it</a></p>
      </div>
    </details>
  </li>`
}

/** What is wrong stands first where something is; what could not be told is the statement itself. */
function headline({ verdict, title, says }: CheckResult): Html {
  if (verdict !== 'fail') return html`<span class="check-text"><b>${title}</b> <span class="says">${says}</span></span>`
  return html`<span class="check-text"><b>${says}</b> <span class="says">Should hold: ${title}</span></span>`
}

/** A check that passes or does not apply, as one line. */
export function checkLine(check: CheckResult): Html {
  return html`<li id="${check.id}"><b>${check.title}</b> <span class="says">${check.says}</span></li>`
}

function missing(check: CheckResult): Html {
  return html`<h4>What would tell</h4>
    <ul class="plain-list">${check.missing.map((text) => html`<li>${text}</li>`)}</ul>`
}

function concerns(check: CheckResult, context: CardContext): Html {
  const first = check.concerns.slice(0, namesShown)
  const rest = check.concerns.slice(namesShown)
  const unnamed = check.inAll - check.concerns.length
  return html`<h4>Whom or what it concerns</h4>
    <ul class="concerns">${first.map((concern) => concernLine(concern, context))}</ul>
    ${
      rest.length > 0
        ? html`<details class="more"><summary>Show ${figure(rest.length)} more</summary>
      <ul class="concerns">${rest.map((concern) => concernLine(concern, context))}</ul></details>`
        : ''
    }
    ${unnamed > 0 ? html`<p class="quiet">And ${figure(unnamed)} more that are counted but not named here.</p>` : ''}`
}

function concernLine({ kind, id, name, detail }: Concern, { tenant }: CardContext): Html {
  const shown =
    kind === 'person'
      ? html`<a href="/people/${encodeURIComponent(id)}?tenant=${tenant}">${name}</a>`
      : html`<span>${name}</span>`
  return html`<li>${shown}${detail === undefined ? '' : html` <span class="quiet">${detail}</span>`}</li>`
}

function remedy({ portal, requests, note }: Remedy): Html {
  return html`<h4>How to mend it</h4>
    ${portal.length > 0 ? portalPath(portal) : ''}
    ${note === undefined ? '' : html`<p>${note}</p>`}
    ${(requests ?? []).map(graphRequest)}`
}

/** The clicks, as a list that reads as a path. */
export function portalPath(portal: readonly string[]): Html {
  return html`<ol class="portal">${portal.map((step) => html`<li>${step}</li>`)}</ol>`
}

function graphRequest({ method, url, body }: GraphRequest): Html {
  const text = body === undefined ? '' : `\n\n${JSON.stringify(body, null, 2)}`
  return html`<figure class="request">
      <figcaption>As a request to Microsoft Graph</figcaption>
      <pre><code><b>${method}</b> ${graphOrigin}${url}${text}</code></pre>
    </figure>`
}

function evidence({ evidence: { takenAt, coverage } }: CheckResult, now: Temporal.Instant): Html {
  if (takenAt === null || coverage === null) return html`No evidence yet.`
  return html`Evidence read ${age(takenAt, now)}, ${coverageText(coverage)}.`
}

/** Coverage in words: "all of it", "1,187 of 1,200", "12 of an unknown number". */
export function coverageText({ have, of }: { readonly have: number; readonly of: number | null }): string {
  if (of === null) return `${figure(have)} of an unknown number`
  if (have >= of) return 'all of it'
  return `${figure(have)} of ${counted(of, 'item', 'items')} (${shareText(have, of)})`
}

/** References are our own catalogue's; anything but https is shown as no link at all. */
function safeReference(reference: string): string {
  return reference.startsWith('https://') ? reference : '#'
}
