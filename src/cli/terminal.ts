// The terminal as commands see it: where to print, how wide it is, and whether colour makes sense.

export type Terminal = {
  /** Results. */
  print(text: string): void
  /** Words to the person: progress, hints, errors. Never mixed with results, so that output can be piped. */
  tell(text: string): void
  /** Replaces the last progress line where the terminal can; otherwise prints it now and then. */
  progress(text: string): void
  /** Resolves when what was printed has been taken: for streaming a million rows in constant memory. */
  drained(): Promise<void>
  readonly columns: number
  readonly colour: boolean
  readonly interactive: boolean
}

const escape = '\u001b['

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green' | 'blue'

const codes: { readonly [Name in Style]: string } = {
  bold: '1',
  dim: '2',
  red: '31',
  yellow: '33',
  green: '32',
  blue: '36',
}

/** Puts a style on a text where the terminal shows colour. */
export function styled(terminal: Pick<Terminal, 'colour'>, style: Style, text: string): string {
  return terminal.colour ? `${escape}${codes[style]}m${text}${escape}0m` : text
}

/** A colour code. Built from a text because a control character in a pattern looks like a slip. */
const colourCode = new RegExp(`${String.fromCodePoint(27)}\\[[0-9]+m`, 'g')

/** The columns a text takes: wide East Asian characters take two, combining marks none. Colour codes are not counted. */
export function widthOf(text: string): number {
  let width = 0
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(
    text.replaceAll(colourCode, ''),
  )) {
    width += wide.test(segment) ? 2 : 1
  }
  return width
}

const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6]/u

/** Cuts a text to a width, with an ellipsis where something was cut. */
export function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let result = ''
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    if (widthOf(result + segment) > width - 1) break
    result += segment
  }
  return `${result}…`
}

/** Breaks a text into lines of at most `width`, at spaces; each line after the first is indented. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width - widthOf(indent)) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  if (line !== '') lines.push(line)
  return lines.map((text, index) => (index === 0 ? text : indent + text)).join('\n')
}
