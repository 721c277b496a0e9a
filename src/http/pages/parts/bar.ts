// A bar of parts of a whole, drawn as SVG without inline style. What it shows is always beside it in figures too.

import { html } from 'hono/html'
import type { Html } from './figures.ts'
import { shareText } from './figures.ts'

/** One part; `tone` names its colour in styles.css. */
export type BarPart = { readonly label: string; readonly count: number; readonly tone: string }

/** A part that exists is never drawn narrower, in per cent of the bar. */
const narrowestPercent = 0.7

/** The bar, `heightPx` high. Nothing at all is drawn as an empty track. */
export function bar(parts: readonly BarPart[], heightPx: number, name: string): Html {
  const whole = parts.reduce((sum, { count }) => sum + count, 0)
  const shown = parts.filter(({ count }) => count > 0)
  const label = `${name}: ${shown.map(({ label, count }) => `${label} ${count} (${shareText(count, whole)})`).join(', ')}`
  const widths = widthsOf(shown, whole)
  let left = 0
  const pieces = shown.map(({ tone }, index) => {
    const width = widths[index] ?? 0
    const piece = html`<rect class="tone-${tone}" x="${left.toFixed(3)}%" y="0" width="${width.toFixed(3)}%" height="100%" />`
    left += width
    return piece
  })
  const edges = edgesOf(widths).map(
    (edge) => html`<line class="bar-gap" x1="${edge}%" x2="${edge}%" y1="0" y2="100%" />`,
  )
  return html`<svg class="bar" role="img" aria-label="${whole === 0 ? `${name}: nobody` : label}" height="${heightPx}" width="100%">
    <rect class="bar-track" width="100%" height="100%" />
    ${pieces}${edges}
  </svg>`
}

function widthsOf(parts: readonly BarPart[], whole: number): readonly number[] {
  const raw = parts.map(({ count }) => Math.max((count / whole) * 100, narrowestPercent))
  const sum = raw.reduce((total, width) => total + width, 0)
  return raw.map((width) => (width / sum) * 100)
}

function edgesOf(widths: readonly number[]): readonly string[] {
  let left = 0
  return widths.slice(0, -1).map((width) => (left += width).toFixed(3))
}
