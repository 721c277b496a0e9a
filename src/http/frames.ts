// Where an error came from, for the log: the frames of its stack without its message, which may hold somebody's data.

/** The stack's frames, one to a line; the error's type when it has none. */
export function framesOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  // The message stands first in the stack and may have lines of its own that look like frames.
  const after = (error.stack ?? '').split(error.message).at(-1) ?? ''
  const frames = after.split('\n').filter((line) => /^\s+at /.test(line))
  return frames.length === 0 ? error.name : frames.map((line) => line.trim()).join('\n')
}
