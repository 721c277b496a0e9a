// Tells a mistake of ours apart from trouble outside: an assertion that fails is a defect in Keywave, never the user's fault.

/** A broken invariant: a defect in Keywave. Never caught to carry on. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError'
}

/** Throws `AssertionError` unless the condition holds. The message says what was expected. */
export function assert(condition: unknown, expectation: string): asserts condition {
  if (!condition) throw new AssertionError(`Expected ${expectation}`)
}
