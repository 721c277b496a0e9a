// What was asked of the server so far: for tests, benchmarks and the curious.

/** Counts since the start. Parts of batches are counted like requests of their own. */
export type RequestCounters = {
  /** Answers of Microsoft Graph calls, parts of batches included. */
  readonly total: number
  /** Answers of the token endpoint. */
  readonly tokens: number
  /** By method and path, such as `GET /users/{id}`. */
  readonly byCall: Readonly<Record<string, number>>
  readonly byStatus: Readonly<Record<string, number>>
  /** Connections closed on order. */
  readonly broken: number
}

/** Counts as they come. */
export type Counting = {
  token(): void
  answer(name: string, status: number, broken: boolean): void
  read(): RequestCounters
}

/** Counters at zero. */
export function createCounting(): Counting {
  let total = 0
  let tokens = 0
  let broken = 0
  const byCall: Record<string, number> = {}
  const byStatus: Record<string, number> = {}
  return {
    token: () => void tokens++,
    answer(name, status, isBroken) {
      total++
      byCall[name] = (byCall[name] ?? 0) + 1
      if (isBroken) broken++
      else byStatus[status] = (byStatus[status] ?? 0) + 1
    },
    read: () => ({ total, tokens, broken, byCall: { ...byCall }, byStatus: { ...byStatus } }),
  }
}
