// Reads the text of a $filter into a tree. Grammar: OData 4.01 ABNF, the part named in odata-filter.ts.
import { badRequest, unsupportedQuery, type GraphProblem } from './problem.ts'

/** A value in a filter; instants are milliseconds since 1970. */
export type Literal =
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null'; readonly value: null }
  | { readonly kind: 'instant'; readonly value: number }

export type Filter =
  | { readonly kind: 'and' | 'or'; readonly left: Filter; readonly right: Filter }
  | { readonly kind: 'not'; readonly inner: Filter }
  | { readonly kind: 'compare'; readonly path: readonly string[]; readonly operator: string; readonly literal: Literal }
  | { readonly kind: 'in'; readonly path: readonly string[]; readonly literals: readonly Literal[] }
  | { readonly kind: 'text'; readonly name: string; readonly path: readonly string[]; readonly part: string }
  | { readonly kind: 'any'; readonly path: readonly string[]; readonly inner: Filter | undefined }

type Token = { readonly kind: 'text' | 'word' | 'mark'; readonly text: string }

const tokenPattern = /\s*(?:'((?:[^']|'')*)'|([(),:])|([^\s(),:']+(?::[^\s(),']+)*))/y

function tokens(text: string): readonly Token[] {
  const found: Token[] = []
  tokenPattern.lastIndex = 0
  const end = text.trimEnd().length
  while (tokenPattern.lastIndex < end) {
    const at = tokenPattern.lastIndex
    const match = tokenPattern.exec(text)
    if (match === null)
      throw badRequest(`Invalid filter clause: Syntax error at position ${at} in '${text}'.`, 'BadRequest')
    if (match[1] !== undefined) found.push({ kind: 'text', text: match[1].replaceAll("''", "'") })
    else if (match[2] !== undefined) found.push({ kind: 'mark', text: match[2] })
    else found.push(...splitWord(match[3] ?? ''))
  }
  return found
}

/** `x:x` of a lambda is one run of characters; an instant holds colons too: only the latter starts with a digit. */
function splitWord(word: string): readonly Token[] {
  if (!word.includes(':') || /^\d/.test(word)) return [{ kind: 'word', text: word }]
  const [variable = '', ...rest] = word.split(':')
  return [
    { kind: 'word', text: variable },
    { kind: 'mark', text: ':' },
    { kind: 'word', text: rest.join(':') },
  ]
}

const operators = ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'has']
const textFunctions = ['startswith', 'endswith', 'contains']

/** Recursive descent over the tokens of one filter; `variable` is the name of the item inside any(). */
class FilterReader {
  readonly #text: string
  readonly #tokens: readonly Token[]
  #at = 0

  constructor(text: string) {
    this.#text = text
    this.#tokens = tokens(text)
  }

  /** The whole filter. */
  whole(): Filter {
    const filter = this.#either(undefined)
    if (this.#at < this.#tokens.length) throw this.#fault()
    return filter
  }

  #fault(): GraphProblem {
    return badRequest(`Invalid filter clause: Syntax error in '${this.#text}'.`, 'BadRequest')
  }

  #take(): Token {
    const token = this.#tokens[this.#at++]
    if (token === undefined) throw this.#fault()
    return token
  }

  #isNext(kind: Token['kind'], text: string): boolean {
    const token = this.#tokens[this.#at]
    return token?.kind === kind && token.text === text
  }

  #mark(text: string): void {
    if (!this.#isNext('mark', text)) throw this.#fault()
    this.#at++
  }

  #either(variable: string | undefined): Filter {
    let left = this.#both(variable)
    while (this.#isNext('word', 'or')) {
      this.#take()
      left = { kind: 'or', left, right: this.#both(variable) }
    }
    return left
  }

  #both(variable: string | undefined): Filter {
    let left = this.#primary(variable)
    while (this.#isNext('word', 'and')) {
      this.#take()
      left = { kind: 'and', left, right: this.#primary(variable) }
    }
    return left
  }

  #primary(variable: string | undefined): Filter {
    if (this.#isNext('mark', '(')) {
      this.#mark('(')
      const inner = this.#either(variable)
      this.#mark(')')
      return inner
    }
    const token = this.#take()
    if (token.kind !== 'word') throw this.#fault()
    if (token.text === 'not') return { kind: 'not', inner: this.#primary(variable) }
    if (this.#isNext('mark', '(')) return this.#called(token.text, variable)
    return this.#compared(pathOf(token.text, variable))
  }

  #compared(path: readonly string[]): Filter {
    const operator = this.#take().text
    if (operator === 'in') return { kind: 'in', path, literals: this.#literals() }
    if (!operators.includes(operator)) {
      throw unsupportedQuery(`Unsupported or invalid query filter clause: operator '${operator}'.`)
    }
    return { kind: 'compare', path, operator, literal: this.#literal() }
  }

  #literals(): readonly Literal[] {
    this.#mark('(')
    const literals = [this.#literal()]
    while (this.#isNext('mark', ',')) {
      this.#mark(',')
      literals.push(this.#literal())
    }
    this.#mark(')')
    return literals
  }

  #literal(): Literal {
    const token = this.#take()
    if (token.kind === 'text') return { kind: 'text', value: token.text }
    const literal = token.kind === 'word' ? wordLiteral(token.text) : undefined
    if (literal === undefined) throw this.#fault()
    return literal
  }

  #called(name: string, variable: string | undefined): Filter {
    this.#mark('(')
    if (textFunctions.includes(name.toLowerCase())) {
      const path = pathOf(this.#take().text, variable)
      this.#mark(',')
      const part = this.#literal()
      this.#mark(')')
      if (part.kind !== 'text') throw this.#fault()
      return { kind: 'text', name: name.toLowerCase(), path, part: part.value }
    }
    if (!name.endsWith('/any'))
      throw unsupportedQuery(`Unsupported or invalid query filter clause: function '${name}'.`)
    const path = pathOf(name.slice(0, -'/any'.length), variable)
    if (this.#isNext('mark', ')')) {
      this.#mark(')')
      return { kind: 'any', path, inner: undefined }
    }
    const item = this.#take().text
    this.#mark(':')
    const inner = this.#either(item)
    this.#mark(')')
    return { kind: 'any', path, inner }
  }
}

/** The names of a path; inside any() without the item's own name. */
function pathOf(word: string, variable: string | undefined): readonly string[] {
  const names = word.split('/')
  return variable !== undefined && names[0] === variable ? names.slice(1) : names
}

/** Reads a $filter; 400 when it is no filter (BadRequest) or outside the subset (Request_UnsupportedQuery). */
export function readFilter(text: string): Filter {
  return new FilterReader(text).whole()
}

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function wordLiteral(word: string): Literal | undefined {
  if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' }
  if (word === 'null') return { kind: 'null', value: null }
  if (guidPattern.test(word)) return { kind: 'text', value: word }
  if (/^-?\d+(?:\.\d+)?$/.test(word)) return { kind: 'number', value: Number(word) }
  if (!/^\d{4}-\d\d-\d\d(?:T|$)/.test(word)) return undefined
  const value = instantMs(word.includes('T') ? word : `${word}T00:00Z`)
  return value === undefined ? undefined : { kind: 'instant', value }
}

/** Milliseconds since 1970 of an instant in ISO 8601; undefined when it is none. */
export function instantMs(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
