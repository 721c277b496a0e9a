// Figures and moments as pages write them: English, grouped thousands, UTC. The same on every machine, whatever its settings.

import { html } from 'hono/html'

/** A piece of a page, escaped. */
export type Html = ReturnType<typeof html>

const wholeNumber = new Intl.NumberFormat('en-US')
const percent = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 0 })
const finePercent = new Intl.NumberFormat('en-US', { style: 'percent', maximumFractionDigits: 1 })

/** 12345 as 12,345. */
export function figure(count: number): string {
  return wholeNumber.format(count)
}

/** A count with its noun: "1 person", "2 people". */
export function counted(count: number, one: string, many: string): string {
  return `${figure(count)} ${count === 1 ? one : many}`
}

/** A share in per cent; never 0 % for something and never 100 % for less than all. Empty for a share of nothing. */
export function shareText(part: number, whole: number): string {
  if (whole === 0) return ''
  const share = part / whole
  if (part > 0 && share < 0.001) return '< 0.1%'
  if (part < whole && share > 0.999) return '> 99.9%'
  const isNearEdge = (part > 0 && share < 0.095) || (part < whole && share > 0.985)
  return (isNearEdge ? finePercent : percent).format(share)
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "23 Nov 2026, 06:05 UTC". */
export function momentText(instant: Temporal.Instant): string {
  const time = instant.toZonedDateTimeISO('UTC')
  const clock = `${String(time.hour).padStart(2, '0')}:${String(time.minute).padStart(2, '0')}`
  return `${dayText(time.toPlainDate())}, ${clock} UTC`
}

/** "23 Nov 2026". */
export function dayText(day: Temporal.PlainDate): string {
  return `${day.day} ${monthNames[day.month - 1]} ${day.year}`
}

/** How long ago, in the largest unit that says enough: "just now", "12 minutes ago", "3 days ago". */
export function ageText(instant: Temporal.Instant, now: Temporal.Instant): string {
  const minutes = Math.floor(now.since(instant).total('minutes'))
  if (minutes < 1) return 'just now'
  if (minutes < 60) return `${counted(minutes, 'minute', 'minutes')} ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${counted(hours, 'hour', 'hours')} ago`
  return `${counted(Math.floor(hours / 24), 'day', 'days')} ago`
}

/** A moment as an element that machines can read too, with its age. */
export function age(instant: Temporal.Instant, now: Temporal.Instant): Html {
  return html`<time datetime="${instant.toString()}" title="${momentText(instant)}">${ageText(instant, now)}</time>`
}

/** A moment in full. */
export function moment(instant: Temporal.Instant): Html {
  return html`<time datetime="${instant.toString()}">${momentText(instant)}</time>`
}
