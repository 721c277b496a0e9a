// $filter: the subset of OData 4.01 (part 2, section 5.1.1) that readers of a tenant use: eq ne gt ge lt le, and or not, in, has,
// startswith, endswith, contains, and any() over collections. Text is compared without case, as the directory does.
import { instantMs, readFilter, type Filter, type Literal } from './odata-filter-reader.ts'
import { unsupportedQuery } from './problem.ts'

/** A filter that is ready to be used. */
export type CompiledFilter = {
  test(item: unknown): boolean
  /** Property paths in it, such as `userType` or `signInActivity/lastSignInDateTime`. */
  readonly paths: ReadonlySet<string>
  /** Whether the directory answers it only as an advanced query (ne, not, endswith). */
  readonly advanced: boolean
  /** Texts that a top-level `path eq 'x'` or `path in ('x', …)` demands; every match has one of them. */
  demanded(path: string): readonly string[] | undefined
  /** The lower bound that a top-level `path ge/gt instant` demands. */
  notBefore(path: string): Temporal.Instant | undefined
}

function valueAt(item: unknown, path: readonly string[]): unknown {
  let value = item
  for (const name of path) {
    if (typeof value !== 'object' || value === null) return null
    value = (value as Record<string, unknown>)[name]
  }
  return value ?? null
}

function compare(value: unknown, literal: Literal): number | undefined {
  if (value === null || literal.value === null) return value === literal.value ? 0 : undefined
  if (literal.kind === 'instant' && typeof value === 'string') {
    const at = instantMs(value)
    return at === undefined ? undefined : at - literal.value
  }
  if (typeof value === 'string' && typeof literal.value === 'string') {
    const [one, other] = [value.toLowerCase(), literal.value.toLowerCase()]
    return one === other ? 0 : one < other ? -1 : 1
  }
  if (typeof value === 'number' && typeof literal.value === 'number') return value - literal.value
  if (typeof value === 'boolean' && typeof literal.value === 'boolean') return Number(value) - Number(literal.value)
  return undefined
}

const orders: Readonly<Record<string, (difference: number) => boolean>> = {
  eq: (difference) => difference === 0,
  gt: (difference) => difference > 0,
  ge: (difference) => difference >= 0,
  lt: (difference) => difference < 0,
  le: (difference) => difference <= 0,
}

type Test = (item: unknown) => boolean

function comparison(filter: Extract<Filter, { kind: 'compare' }>): Test {
  const { path, operator, literal } = filter
  if (operator === 'ne') return (item) => compare(valueAt(item, path), literal) !== 0
  if (operator === 'has') {
    const wanted = String(literal.value)
      .split(',')
      .map((flag) => flag.trim())
    return (item) => {
      const value = valueAt(item, path)
      const flags = typeof value === 'string' ? value.split(',').map((flag) => flag.trim()) : []
      return wanted.every((flag) => flags.includes(flag))
    }
  }
  const holds = orders[operator]
  if (holds === undefined) throw unsupportedQuery(`The operator '${operator}' is not supported.`)
  return (item) => {
    const difference = compare(valueAt(item, path), literal)
    return difference !== undefined && holds(difference)
  }
}

function textTest(filter: Extract<Filter, { kind: 'text' }>): Test {
  const { path, name } = filter
  const part = filter.part.toLowerCase()
  return (item) => {
    const value = valueAt(item, path)
    if (typeof value !== 'string') return false
    const text = value.toLowerCase()
    if (name === 'startswith') return text.startsWith(part)
    return name === 'endswith' ? text.endsWith(part) : text.includes(part)
  }
}

// oxlint-disable-next-line typescript/consistent-return -- every kind returns; the compiler checks it
function compile(filter: Filter): Test {
  switch (filter.kind) {
    case 'and': {
      const [left, right] = [compile(filter.left), compile(filter.right)]
      return (item) => left(item) && right(item)
    }
    case 'or': {
      const [left, right] = [compile(filter.left), compile(filter.right)]
      return (item) => left(item) || right(item)
    }
    case 'not': {
      const inner = compile(filter.inner)
      return (item) => !inner(item)
    }
    case 'compare':
      return comparison(filter)
    case 'text':
      return textTest(filter)
    case 'in': {
      const tests = filter.literals.map((literal) =>
        comparison({ kind: 'compare', path: filter.path, operator: 'eq', literal }),
      )
      return (item) => tests.some((test) => test(item))
    }
    case 'any': {
      const { path, inner } = filter
      const test = inner === undefined ? () => true : compile(inner)
      return (item) => {
        const value = valueAt(item, path)
        return Array.isArray(value) && value.some(test)
      }
    }
  }
}

function conjuncts(filter: Filter): readonly Filter[] {
  return filter.kind === 'and' ? [...conjuncts(filter.left), ...conjuncts(filter.right)] : [filter]
}

function walk(filter: Filter, visit: (part: Filter) => void): void {
  visit(filter)
  if (filter.kind === 'and' || filter.kind === 'or') {
    walk(filter.left, visit)
    walk(filter.right, visit)
  } else if (filter.kind === 'not') walk(filter.inner, visit)
}

/** Reads and compiles a $filter; 400 Request_UnsupportedQuery when it is outside the subset. */
export function compileFilter(text: string): CompiledFilter {
  const filter = readFilter(text)
  const paths = new Set<string>()
  let advanced = false
  walk(filter, (part) => {
    if ('path' in part) paths.add(part.path.join('/'))
    if (part.kind === 'not' || (part.kind === 'compare' && part.operator === 'ne')) advanced = true
    if (part.kind === 'text' && part.name !== 'startswith') advanced = true
  })
  const demands = conjuncts(filter)
  return {
    test: compile(filter),
    paths,
    advanced,
    demanded(path) {
      for (const part of demands) {
        if (!('path' in part) || part.path.join('/') !== path) continue
        if (part.kind === 'compare' && part.operator === 'eq' && typeof part.literal.value === 'string')
          return [part.literal.value]
        if (part.kind === 'in') return part.literals.map((literal) => String(literal.value))
      }
      return undefined
    },
    notBefore(path) {
      for (const part of demands) {
        if (part.kind !== 'compare' || part.path.join('/') !== path || part.literal.kind !== 'instant') continue
        if (['ge', 'gt', 'eq'].includes(part.operator))
          return Temporal.Instant.fromEpochMilliseconds(part.literal.value)
      }
      return undefined
    },
  }
}
