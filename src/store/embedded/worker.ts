// The thread of the embedded database: PGlite blocks whichever thread it runs in, so it has one of its own. Answers one request at a time.

import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { PGlite } from '@electric-sql/pglite'
import { parsers } from '../result-types.ts'
import { DurableNodeFS, durableStartParams } from './durable-fs.ts'
import type { Failure, QueryResult, Reply, Request, WorkerOptions } from './messages.ts'

/** How much of what PostgreSQL last said is kept to explain its end, in characters. */
const lastWordsMax = 2000

if (!isMainThread && parentPort !== null) serve(parentPort, workerData as WorkerOptions)

function serve(port: NonNullable<typeof parentPort>, { folder }: WorkerOptions): void {
  let lastWords = ''
  const pg = new PGlite({
    fs: new DurableNodeFS(folder),
    startParams: [...durableStartParams],
    parsers,
    onStderr: (text) => {
      lastWords = `${lastWords}\n${text}`.slice(-lastWordsMax)
      return true
    },
  })
  const failure = (error: unknown): Failure => ({
    message: `${error instanceof Error ? error.message : String(error)}${error instanceof Error && error.name === 'RuntimeError' ? `\n${lastWords}` : ''}`,
    code: (error as { code?: string }).code,
  })
  const answer = async (id: number, work: () => Promise<QueryResult | null>) => {
    let reply: Reply
    try {
      reply = { id, result: await work() }
    } catch (error) {
      reply = { id, failure: failure(error) }
    }
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    port.postMessage(reply)
  }
  void answer(0, async () => {
    await pg.waitReady
    return null
  })
  port.on('message', (request: Request) => {
    void answer(request.id, async () => {
      if (request.kind === 'close') {
        await pg.close()
        return null
      }
      const { rows, affectedRows } = await pg.query(request.text, [...request.values])
      return { rows, affectedRows }
    })
  })
}
