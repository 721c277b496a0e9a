// The real terminal: results to standard output, words to standard error, progress on one line that is replaced.

import { once } from 'node:events'
import type { Terminal } from '#cli/terminal.ts'
import { cut } from '#cli/terminal.ts'

/** Columns when the output is no terminal: wide enough that nothing is cut in a pipe. */
const columnsOfPipe = 200

/** Milliseconds between progress lines that cannot be replaced. */
const progressEveryMs = 10_000

/** The terminal of this process; `colour` false where the person wants none (https://no-color.org). */
export function createTerminal(colour: boolean): Terminal {
  const { stdout, stderr } = process
  const replaces = stderr.isTTY
  let shown = false
  let lastAt = Number.NEGATIVE_INFINITY
  // Somebody closed the pipe (`| head`): there is nobody left to print to, which is no error.
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  const clear = () => {
    if (shown) stderr.write('\r\u001b[K')
    shown = false
  }
  return {
    print(text) {
      clear()
      stdout.write(`${text}\n`)
    },
    tell(text) {
      clear()
      stderr.write(`${text}\n`)
    },
    progress(text) {
      if (replaces) {
        clear()
        if (text === '') return
        stderr.write(cut(text, (stderr.columns || 80) - 1))
        shown = true
        return
      }
      const now = performance.now()
      if (text === '' || now - lastAt < progressEveryMs) return
      lastAt = now
      stderr.write(`${text}\n`)
    },
    async drained() {
      if (stdout.writableNeedDrain) await once(stdout, 'drain')
    },
    columns: stdout.isTTY ? stdout.columns || 80 : columnsOfPipe,
    colour: colour && stdout.isTTY,
    interactive: replaces,
  }
}
