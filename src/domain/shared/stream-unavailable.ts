// How a source says that it does not offer some rows at all: thrown by the edges, which know no use case, and caught by the use cases.

import type { Unknown } from './evidence.ts'

/** How a stream ended without rows: what was refused and what it needs. */
export class StreamUnavailable extends Error {
  override readonly name = 'StreamUnavailable'
  readonly evidence: Unknown
  constructor(evidence: Unknown) {
    super('This source does not offer these rows.')
    this.evidence = evidence
  }
}
