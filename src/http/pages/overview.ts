// The first page: how many days are left, who will be stopped, the one next step, and every check with its evidence.

import { html } from 'hono/html'
import type { Destination, Exposure, Tier } from '#domain/people/judgement.ts'
import type { CheckResult } from '#domain/readiness/run-checks.ts'
import type { OverviewFacts } from './overview-facts.ts'
import { bar } from './parts/bar.ts'
import { checkCard, checkLine, portalPath } from './parts/check-card.ts'
import { age, counted, dayText, figure, moment, shareText, type Html } from './parts/figures.ts'
import { inOrderOfWork, nextStep } from './parts/next-step.ts'
import { destinationWords, exposureWords, severityWords, tierWords, type Word } from './parts/words.ts'

/** The day on which Microsoft's SMS and voice end for most people. Source: Microsoft's announcement, see docs/language.md. */
export const endDay = Temporal.PlainDate.from('2027-02-01')

/** The whole of the page's main part. */
export function overview(facts: OverviewFacts): Html {
  const next = nextStep(facts.readiness.checks)
  return html`${hero(facts, next)} ${figures(facts)} ${checks(facts, next)}`
}

function hero(facts: OverviewFacts, next: CheckResult | null): Html {
  return html`<section class="hero" aria-labelledby="headline">
      <div class="hero-text">
        <p class="countdown">${countdown(facts.now)}</p>
        <h1 id="headline">${headline(facts)}</h1>
        <p class="lead">Microsoft's codes by SMS and voice end on ${dayText(endDay)}. People who have nothing else must register a
          passkey at sign-in, and cannot skip it. Global Administrators and external users have until 1 Jul 2027.</p>
        ${freshness(facts)}
      </div>
      ${nextCard(facts, next)}
    </section>`
}

/** "70 days to 1 Feb 2027", counted in whole days of UTC. */
export function countdown(now: Temporal.Instant): string {
  const days = now.toZonedDateTimeISO('UTC').toPlainDate().until(endDay, { largestUnit: 'days' }).days
  if (days > 0) return `${counted(days, 'day', 'days')} to ${dayText(endDay)}`
  return days === 0 ? 'Today is the day' : `${counted(-days, 'day', 'days')} past the day`
}

function headline({ exposure: { counts, coverage } }: OverviewFacts): string {
  const inAll = coverage.of ?? 0
  if (counts.stopped > 0) {
    return `${figure(counts.stopped)} of ${figure(inAll)} people will be stopped at sign-in`
  }
  if (inAll === 0) return 'No people have been read yet'
  return counts.unknown === 0
    ? 'Nobody will be stopped at sign-in'
    : `Nobody is known to be stopped, but ${counted(counts.unknown, 'person', 'people')} cannot be told`
}

function freshness({ exposure, unfinished, now }: OverviewFacts): Html {
  const { have, of } = exposure.coverage
  const running =
    unfinished === null
      ? ''
      : html` A sync that began ${age(unfinished.startedAt, now)} has not ended yet; these figures are from before it.`
  return html`<p class="freshness">Read ${age(exposure.takenAt, now)} (${moment(exposure.takenAt)}).
      Exposure is known for ${figure(have)} of ${counted(of ?? 0, 'person', 'people')}${of === null || of === 0 ? '' : ` (${shareText(have, of)})`}.${running}</p>`
}

function nextCard({ readiness, tiers }: OverviewFacts, next: CheckResult | null): Html {
  if (next === null) {
    return html`<aside class="next" aria-label="Next step">
        <p class="eyebrow">Next</p>
        <h2>Every check passes. Ask those who can to register</h2>
        <p>${counted(tiers.capable, 'person', 'people')} could register today with what they have.</p>
      </aside>`
  }
  const open = readiness.checks.filter(({ verdict }) => verdict === next.verdict).length
  return html`<aside class="next" aria-label="Next step">
      <p class="eyebrow">Next: ${next.verdict === 'fail' ? 'mend this first' : 'find this out first'} <span>· ${severityWords[next.severity]}</span></p>
      <h2>${withoutStop(next.verdict === 'fail' ? next.says : next.title)}</h2>
      <p>${next.verdict === 'fail' ? html`What should hold: ${next.title}` : next.says}</p>
      ${next.verdict === 'fail' && next.remedy.portal.length > 0 ? portalPath(next.remedy.portal) : ''}
      ${next.verdict === 'unknown' && next.missing[0] !== undefined ? html`<p>${next.missing[0]}</p>` : ''}
      <p><a class="button" href="#${next.id}">Show how</a> <span class="quiet">${open === 1 ? 'Then nothing of this kind is left' : `Then ${figure(open - 1)} more`}</span></p>
    </aside>`
}

/** A sentence as a heading: without its full stop. */
function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '')
}

const exposureOrder: readonly Exposure[] = ['stopped', 'nudged', 'not-affected', 'unknown']
const destinationOrder: readonly Destination[] = ['none', 'key-only', 'unknown', 'reachable']
const tierOrder: readonly Tier[] = ['ready', 'capable', 'needs-step', 'blocked', 'unknown', 'excluded']

function figures(facts: OverviewFacts): Html {
  const { exposure, tiers, tenant } = facts
  const people = (query: string) => `/people?tenant=${tenant}&${query}`
  const stopped = exposure.destinationsOfStopped
  return html`<div class="measures"><section class="exposure" aria-labelledby="exposure-title">
      <h2 id="exposure-title">What happens to people on ${dayText(endDay)}</h2>
      ${bar(
        exposureOrder.map((key) => ({ label: exposureWords[key].label, count: exposure.counts[key], tone: key })),
        40,
        'People by exposure',
      )}
      <ul class="figures figures-4">
        ${exposureOrder.map((key) => figureItem(exposureWords[key], exposure.counts[key], exposure.coverage.of ?? 0, key, people(`exposure=${key}`)))}
      </ul>
    </section>
    <div class="pair">
      <section aria-labelledby="destination-title">
        <h2 id="destination-title">Where the ${figure(exposure.counts.stopped)} who are stopped can go</h2>
        ${bar(
          destinationOrder.map((key) => ({
            label: destinationWords[key].label,
            count: stopped[key],
            tone: `destination-${key}`,
          })),
          16,
          'Stopped people by destination',
        )}
        <ul class="rows">
          ${destinationOrder.map((key) => rowItem(destinationWords[key], stopped[key], exposure.counts.stopped, `destination-${key}`, people(`exposure=stopped&destination=${key}`)))}
        </ul>
      </section>
      <section aria-labelledby="tier-title">
        <h2 id="tier-title">How far everybody is</h2>
        ${bar(
          tierOrder.map((key) => ({ label: tierWords[key].label, count: tiers[key], tone: `tier-${key}` })),
          16,
          'People by tier',
        )}
        <ul class="rows">
          ${tierOrder.map((key) => rowItem(tierWords[key], tiers[key], sumOf(tiers), `tier-${key}`, people(`tier=${key}`)))}
        </ul>
      </section>
    </div></div>`
}

function sumOf(counts: { readonly [key: string]: number }): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

function figureItem(word: Word, count: number, whole: number, tone: string, href: string): Html {
  return html`<li>
      <a href="${href}"><span class="swatch swatch-${tone}" aria-hidden="true"></span>
        <span class="figure-name">${word.label}</span>
        <span class="figure-count">${figure(count)}</span>
        <span class="figure-share">${shareText(count, whole)}</span></a>
      <p>${word.meaning}</p>
    </li>`
}

function rowItem(word: Word, count: number, whole: number, tone: string, href: string): Html {
  return html`<li>
      <span class="swatch swatch-${tone}" aria-hidden="true"></span>
      <span class="row-text"><a href="${href}">${word.label}</a> <span class="quiet">${word.meaning}</span></span>
      <span class="row-count">${figure(count)}</span>
      <span class="row-share">${shareText(count, whole)}</span>
    </li>`
}

function checks({ readiness, tenant, now }: OverviewFacts, next: CheckResult | null): Html {
  const of = (verdict: CheckResult['verdict']) => inOrderOfWork(readiness.checks, verdict)
  const context = { tenant, now, openId: next?.id ?? null }
  const [failing, unknown, passing, absent] = [of('fail'), of('unknown'), of('pass'), of('not-applicable')]
  return html`<section class="checks" aria-labelledby="checks-title">
      <header class="checks-head">
        <h2 id="checks-title">Readiness checks</h2>
        <p class="tally"><span class="tally-fail">${figure(failing.length)} to mend</span>
          <span class="tally-unknown">${figure(unknown.length)} cannot be told</span>
          <span class="tally-pass">${figure(passing.length)} pass</span>
          <span class="tally-absent">${figure(absent.length)} do not apply</span></p>
      </header>
      ${failing.length > 0 ? html`<h3>To mend, worst first</h3><ul class="cards">${failing.map((check) => checkCard(check, context))}</ul>` : ''}
      ${
        unknown.length > 0
          ? html`<h3>Cannot be told yet</h3>
        <p class="quiet">Unknown is never yes: each says what to grant or to read.</p>
        <ul class="cards">${unknown.map((check) => checkCard(check, context))}</ul>`
          : ''
      }
      ${folded(counted(passing.length, 'check passes', 'checks pass'), passing)}
      ${folded(counted(absent.length, 'check does not apply here', 'checks do not apply here'), absent)}
    </section>`
}

function folded(name: string, checks: readonly CheckResult[]): Html | string {
  if (checks.length === 0) return ''
  return html`<details class="folded"><summary>${name}</summary><ul class="lines">${checks.map(checkLine)}</ul></details>`
}
