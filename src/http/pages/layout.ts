// The frame of every page: head, header with tenant and navigation, footer. Works without script and asks nothing of another server.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { html } from 'hono/html'
import type { TenantName } from '#domain/shared/ids.ts'
import type { Html } from './parts/figures.ts'

/** The stylesheet, read once. Its address carries its hash, so that it may be cached for ever. */
export const stylesheet = readFileSync(new URL('styles.css', import.meta.url), 'utf8')

/** Where the stylesheet is. */
export const stylesheetPath = `/assets/styles.${createHash('sha256').update(stylesheet).digest('hex').slice(0, 12)}.css`

/** Where the icon is. */
export const iconPath = '/assets/icon.svg'

/** The icon: a keyhole over a wave. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0b5a6b"/><g fill="none" stroke="#fff" stroke-linecap="round" stroke-width="2.5"><circle cx="16" cy="11.5" r="4.25"/><path d="M16 16v4.5"/><path d="M5.5 23.5c2.6-3 5.2-3 7.9 0s5.2 3 7.9 0 3.4-2.5 5.2-1.4"/></g></svg>`

export type Frame = {
  readonly title: string
  /** The tenant that the page shows; null where there is none. */
  readonly tenant: TenantName | null
  readonly tenants: readonly TenantName[]
  readonly current: 'overview' | 'people' | null
  readonly version: string
}

/** A whole page. */
export function layout(frame: Frame, main: Html): Html {
  return html`<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${frame.title} · Keywave</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="${iconPath}" type="image/svg+xml">
    <link rel="stylesheet" href="${stylesheetPath}">
  </head>
  <body>
    <a class="skip" href="#main">Skip to content</a>
    ${header(frame)}
    <main id="main" tabindex="-1">${main}</main>
    <footer class="foot">
      <p>Keywave ${frame.version}. Open source under the MIT licence. Nothing on this page leaves this machine.</p>
      <nav aria-label="For programs"><a href="/api/openapi.json">API description</a></nav>
    </footer>
  </body>
</html>`
}

function header({ tenant, tenants, current }: Frame): Html {
  const query = tenant === null ? '' : `?tenant=${tenant}`
  const link = (href: string, name: string, isCurrent: boolean): Html =>
    isCurrent ? html`<a href="${href}" aria-current="page">${name}</a>` : html`<a href="${href}">${name}</a>`
  return html`<header class="top">
      <a class="mark" href="/${query}">${markSvg()}<span>Keywave</span></a>
      ${
        tenant === null
          ? ''
          : html`<nav class="pages" aria-label="Pages">
        ${link(`/${query}`, 'Overview', current === 'overview')}
        ${link(`/people${query}`, 'People', current === 'people')}
      </nav>`
      }
      ${tenant === null ? '' : tenantChooser(tenant, tenants)}
    </header>`
}

function tenantChooser(tenant: TenantName, tenants: readonly TenantName[]): Html {
  const others = tenants.filter((name) => name !== tenant)
  if (others.length === 0) return html`<p class="tenant"><span class="quiet">Tenant</span> <b>${tenant}</b></p>`
  return html`<details class="tenant chooser">
        <summary><span class="quiet">Tenant</span> <b>${tenant}</b></summary>
        <ul>${others.map((name) => html`<li><a href="/?tenant=${name}">${name}</a></li>`)}</ul>
      </details>`
}

function markSvg(): Html {
  return html`<svg class="mark-icon" viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <rect width="32" height="32" rx="8" />
        <circle cx="16" cy="11.5" r="4.25" /><path d="M16 16v4.5" />
        <path d="M5.5 23.5c2.6-3 5.2-3 7.9 0s5.2 3 7.9 0 3.4-2.5 5.2-1.4" />
      </svg>`
}
