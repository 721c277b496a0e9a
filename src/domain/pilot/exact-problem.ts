// The covering problem as a text that integer solvers read: CPLEX's LP format (objective, constraints, bounds, kinds of variables).
// For the benchmark: the exact optimum tells how far the draw is from it.

import type { CoverageProblem } from './coverage-problem.ts'

/** Longest line that we write, in characters; readers of the format accept 255 at least. */
const lineMax = 200

/**
 * The text. `x…` people taken of a cell, `y…` whether a need is met, `z…` whether a value is there. The optimum's objective is the number of
 * needs met. `none` is a variable that is 0, for sums that would be empty.
 */
export function exactProblem(problem: CoverageProblem): string {
  const { cells, needs } = problem
  const constraints = [` size: ${linear(cells.map((_, cell) => [1, `x${cell}`]))} = ${problem.places}`]
  const binaries = new Set(needs.map((_, need) => `y${need}`))
  for (const [index, need] of needs.entries()) {
    const met = `y${index}`
    if (need.kind === 'values') {
      const values = problem.tags.filter(({ dimension }) => dimension === need.dimension)
      const there = values.map(({ index: tag }): Term => [1, `z${tag}`])
      constraints.push(` n${index}: ${linear([...there, [-need.want, met]])} >= 0`)
      for (const { index: tag, pinned } of values) {
        binaries.add(`z${tag}`)
        constraints.push(` v${tag}: ${linear([[1, `z${tag}`], ...taken(problem, tag, -1)])} <= ${pinned}`)
      }
      continue
    }
    const pinned = problem.tags.find((entry) => entry.index === need.tag)?.pinned ?? 0
    const people = need.tag === null ? [] : taken(problem, need.tag, 1)
    constraints.push(` n${index}: ${linear([...people, [-need.want, met]])} >= ${-pinned}`)
    if (need.atMost === null) continue
    // Without y the constraint is void: there are no more people than places.
    const room = problem.places + pinned
    constraints.push(` m${index}: ${linear([...people, [room, met]])} <= ${need.atMost - pinned + room}`)
  }
  const lines = [
    'Maximize',
    ` met: ${linear(needs.map((_, need) => [1, `y${need}`]))}`,
    'Subject To',
    ...constraints,
    'Bounds',
    ' 0 <= none <= 0',
    ...cells.map(({ people }, cell) => ` 0 <= x${cell} <= ${people}`),
    ...(cells.length === 0 ? [] : ['General', ` ${cells.map((_, cell) => `x${cell}`).join(' ')}`]),
    ...(binaries.size === 0 ? [] : ['Binary', ` ${[...binaries].join(' ')}`]),
    'End',
  ]
  return `${lines.flatMap(folded).join('\n')}\n`
}

type Term = readonly [coefficient: number, variable: string]

function taken(problem: CoverageProblem, tag: number, coefficient: number): readonly Term[] {
  return problem.cells.flatMap(({ tags }, cell): readonly Term[] =>
    tags.includes(tag) ? [[coefficient, `x${cell}`]] : [],
  )
}

function linear(terms: readonly Term[]): string {
  if (terms.length === 0) return 'none'
  const text = terms.map(
    ([coefficient, variable]) => `${coefficient < 0 ? '-' : '+'} ${Math.abs(coefficient)} ${variable}`,
  )
  return text.join(' ').replace(/^\+ /, '')
}

/** A long line goes on in the next, broken between words. */
function folded(line: string): readonly string[] {
  if (line.length <= lineMax) return [line]
  const lines: string[] = []
  let current = ''
  for (const word of line.trim().split(' ')) {
    if (current.length + word.length + 1 > lineMax) {
      lines.push(current)
      current = ''
    }
    current += ` ${word}`
  }
  return [...lines, current]
}
