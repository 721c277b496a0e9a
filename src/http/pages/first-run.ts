// What the first page shows before there is anything to judge: how to connect a tenant, or how far its first reading is.

import { html } from 'hono/html'
import { AppError } from '#domain/shared/errors.ts'
import type { StreamProgress } from '#app/ports.ts'
import type { FirstReading } from './overview-facts.ts'
import { age, figure, type Html } from './parts/figures.ts'
import { streamLabel } from './parts/words.ts'

/** No tenant at all: the three ways to begin. */
export function noTenant(): Html {
  return html`<section class="welcome">
      <h1>Begin with a tenant</h1>
      <p class="lead">Keywave reads a Microsoft Entra tenant, changes nothing in it, and tells how ready it is for passkeys and who will be
        stopped when SMS and voice end.</p>
      <ol class="ways">
        <li><h2>Try the simulated one</h2><p>An invented Contoso of 1,200 people, on this machine only.</p>
          <pre><code>npx keywave sync --tenant demo</code></pre></li>
        <li><h2>Connect your own, read-only</h2><p>With an app registration that may read. The README lists each permission and why.</p>
          <pre><code>npx keywave connect --tenant contoso</code></pre></li>
        <li><h2>Import exported files</h2><p>The CSV exports of the admin centres. No permission in the tenant at all.</p>
          <pre><code>npx keywave import users.csv registrations.csv --tenant contoso</code></pre></li>
      </ol>
      ${oneAtATime}
    </section>`
}

/** The embedded database lets one process in; the commands above are another. */
const oneAtATime = html`<p class="quiet">On the embedded database one process works at a time: stop the server with Ctrl+C, run the command, start it again. With
        PostgreSQL (<code>DATABASE_URL</code>) both run together.</p>`

/** Whether the page should be asked for again by itself: only while something is being read. */
export function isReading({ unfinished, desk }: FirstReading): boolean {
  return unfinished !== null && desk?.error == null
}

/** A tenant that is connected and has never been read to the end. `isPaused`: the page does not ask for itself again. */
export function firstReading(reading: FirstReading, isPaused: boolean): Html {
  const { tenant, unfinished, desk, now, isFromFiles } = reading
  if (desk?.error != null) return stopped(reading)
  if (unfinished === null) {
    return html`<section class="welcome">
        <h1>${tenant} has not been read yet</h1>
        <p class="lead">${isFromFiles ? 'Import the exports of the admin centres.' : 'Nothing is changed by reading. What was read is kept if it is cut off.'}</p>
        <pre><code>npx keywave ${isFromFiles ? 'import users.csv registrations.csv' : 'sync'} --tenant ${tenant}</code></pre>
        ${oneAtATime}
      </section>`
  }
  const judging = desk?.progress?.step === 'judging'
  return html`<section class="welcome">
      <h1>${judging ? `Judging everybody in ${tenant}` : `Reading ${tenant} for the first time`}</h1>
      <p class="lead">Began ${age(unfinished.startedAt, now)}. It may be stopped at any moment: it goes on where it was.</p>
      <ul class="streams">${unfinished.streams.map(streamRow)}</ul>
      <p class="quiet">${isPaused ? html`This page stands still. <a href="/?tenant=${tenant}">Follow along again</a>` : html`This page asks again every few seconds. <a href="/?tenant=${tenant}&amp;refresh=off">Let it stand still</a>`}</p>
    </section>`
}

function stopped({ tenant, desk }: FirstReading): Html {
  const error = desk?.error instanceof AppError ? desk.error : new AppError('defect')
  return html`<section class="welcome">
      <h1>Reading ${tenant} stopped</h1>
      <p class="lead">${error.message}</p>
      <p>${error.remedy} What was read by then is kept.</p>
    </section>`
}

function streamRow({ stream, state, rows, total, rejected }: StreamProgress): Html {
  const name = streamLabel(stream)
  const id = `stream-${stream}`
  const known = total !== null && total > 0
  const words = {
    waiting: 'Waiting',
    reading: total === null ? `${figure(rows)} so far` : `${figure(rows)} of ${figure(total)}`,
    done: figure(rows),
    unavailable: 'Not available',
  }[state]
  const value = state === 'done' ? 1 : known ? Math.min(1, rows / total) : 0
  return html`<li>
      <span id="${id}">${name}</span>
      <span class="row-count">${words}${rejected > 0 ? html` <span class="quiet">${figure(rejected)} unreadable</span>` : ''}</span>
      ${state === 'reading' && !known ? html`<progress aria-labelledby="${id}"></progress>` : html`<progress aria-labelledby="${id}" max="1" value="${value.toFixed(3)}"></progress>`}
    </li>`
}
