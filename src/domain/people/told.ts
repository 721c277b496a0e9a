// Answers that may be unknown, and why: strong three-valued logic (Kleene). What was not read is null, never yes and never no, and reading
// less can only turn a yes or a no into null. Each no and each null carries the codes of what made it so.

import type { ReasonCode } from './judgement.ts'

/** Yes, no, or null where what decides was not told. */
export type Told = boolean | null

/** An answer with the codes of what makes it no, or of what keeps it unknown. A yes needs none. */
export type Finding = { readonly told: Told; readonly codes: readonly ReasonCode[] }

/** Yes. */
export const yes: Finding = { told: true, codes: [] }

/** No, because of these. */
export function no(...codes: readonly ReasonCode[]): Finding {
  return { told: false, codes }
}

/** Not told, for want of these. */
export function unsure(...codes: readonly ReasonCode[]): Finding {
  return { told: null, codes }
}

/** Yes when all are; no when one is no, for the reasons of each that is; else unknown. All of nothing is yes. */
export function allOf(findings: readonly Finding[]): Finding {
  const refused = findings.filter(({ told }) => told === false)
  if (refused.length > 0) return { told: false, codes: codesOf(refused) }
  const open = findings.filter(({ told }) => told === null)
  return open.length > 0 ? { told: null, codes: codesOf(open) } : yes
}

/** Yes when one is; no when all are, for the reasons of all; else unknown. Any of nothing is no. */
export function anyOf(findings: readonly Finding[]): Finding {
  if (findings.some(({ told }) => told === true)) return yes
  const open = findings.filter(({ told }) => told === null)
  return open.length > 0 ? { told: null, codes: codesOf(open) } : { told: false, codes: codesOf(findings) }
}

/** For several of which exactly one is meant and nobody knows which: told only where all agree. `code` says what is not known. */
export function agreed(findings: readonly Finding[], code: ReasonCode): Finding {
  const first = findings[0]
  if (first === undefined || findings.every(({ told }) => told === first.told)) {
    return first === undefined ? unsure(code) : { told: first.told, codes: codesOf(findings) }
  }
  const open = codesOf(findings.filter(({ told }) => told === null))
  return { told: null, codes: open.length > 0 ? open : [code] }
}

/** The opposite; `code` is the reason where the opposite is no. */
export function opposite(finding: Finding, code: ReasonCode): Finding {
  if (finding.told === null) return finding
  return finding.told ? no(code) : yes
}

/** The codes of all, each once, in order of first appearance. */
export function codesOf(findings: readonly Finding[]): readonly ReasonCode[] {
  return [...new Set(findings.flatMap(({ codes }) => codes))]
}
