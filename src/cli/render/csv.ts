// CSV on the terminal's output, streamed: the next rows are made only when the last ones have been taken.

import type { Surroundings } from '../command.ts'

/** Prints rows as CSV with a header line. */
export async function printCsv(
  surroundings: Pick<Surroundings, 'csvLines' | 'terminal'>,
  columns: readonly string[],
  rows: AsyncIterable<readonly unknown[]> | Iterable<readonly unknown[]>,
): Promise<void> {
  for await (const text of surroundings.csvLines(columns, toAsync(rows))) {
    surroundings.terminal.print(text.replace(/\r?\n$/, ''))
    await surroundings.terminal.drained()
  }
}

async function* toAsync<Row>(rows: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<Row> {
  yield* rows
}
