// Times and shares in words for the terminal.

import { share, type Coverage } from '#domain/shared/evidence.ts'

/** How long ago an instant was: "just now", "5 minutes ago", "3 hours ago", "2 days ago". */
export function age(then: Temporal.Instant, now: Temporal.Instant): string {
  const minutes = Math.floor(now.since(then).total('minutes'))
  if (minutes < 1) return 'just now'
  if (minutes < 120) return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'} ago`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return `${hours} hours ago`
  return `${Math.floor(hours / 24)} days ago`
}

/** A coverage: "98.4 % of 1,200"; "everything" when complete is all there is to say. */
export function covered(coverage: Coverage): string {
  const part = share(coverage)
  if (part === null || coverage.of === null) return `${coverage.have.toLocaleString('en')} of an unknown number`
  return `${(Math.floor(part * 1000) / 10).toLocaleString('en')} % of ${coverage.of.toLocaleString('en')}`
}
