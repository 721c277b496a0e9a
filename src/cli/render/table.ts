// A table for the terminal: columns as wide as their content, the widest cut first when the terminal is narrower.

import { cut, styled, type Terminal, widthOf } from '../terminal.ts'

export type Column = { readonly title: string; readonly align?: 'left' | 'right' }

/** Renders rows under titles; cells are texts without line breaks. */
export function table(terminal: Terminal, columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const gap = 2
  const widths = columns.map(({ title }, index) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[index] ?? ''))),
  )
  let over = widths.reduce((sum, width) => sum + width, 0) + gap * (columns.length - 1) - terminal.columns
  while (over > 0) {
    const widest = widths.indexOf(Math.max(...widths))
    const width = widths[widest] ?? 0
    if (width <= 12) break
    widths[widest] = width - 1
    over -= 1
  }
  const line = (cells: readonly string[]) =>
    columns
      .map(({ align }, index) => pad(cut(cells[index] ?? '', widths[index] ?? 0), widths[index] ?? 0, align ?? 'left'))
      .join(' '.repeat(gap))
      .trimEnd()
  return [styled(terminal, 'dim', line(columns.map(({ title }) => title))), ...rows.map(line)].join('\n')
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return align === 'left' ? text + space : space + text
}
