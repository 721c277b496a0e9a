// The time that reading Microsoft Graph needs: what it is, and waiting. Given, so that tests can move it.

/** `sleep` rejects with the signal's reason when it is aborted. */
export type GraphClock = {
  now(): Temporal.Instant
  sleep(ms: number, signal: AbortSignal): Promise<void>
}
