// JSON with one long list, printed item by item: a million people take no more memory than one.

import type { Terminal } from '../terminal.ts'

/** Prints `head` as an object with one more property, `name`, whose items follow one to a line. */
export async function printJsonWithList(
  terminal: Terminal,
  head: object,
  name: string,
  items: AsyncIterable<unknown>,
): Promise<void> {
  const opened = JSON.stringify(head, null, 2).slice(0, -2)
  terminal.print(`${opened}${Object.keys(head).length === 0 ? '' : ','}\n  ${JSON.stringify(name)}: [`)
  let previous: string | null = null
  for await (const item of items) {
    if (previous !== null) {
      terminal.print(`    ${previous},`)
      await terminal.drained()
    }
    previous = JSON.stringify(item)
  }
  if (previous !== null) terminal.print(`    ${previous}`)
  terminal.print('  ]\n}')
}
