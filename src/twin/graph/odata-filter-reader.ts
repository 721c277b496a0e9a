// Reads the text of a $filter into a tree. Grammar: OData 4.01 ABNF, the part named in odata-filter.ts.
import { badRequest, unsupportedQuery } from './problem.ts'

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

/** Reads a $filter; 400 when it is no filter (BadRequest) or outside the subset (Request_UnsupportedQuery). */
export function readFilter(text: string): Filter {
  const list = tokens(text)
  let at = 0
  const fault = () => badRequest(`Invalid filter clause: Syntax error in '${text}'.`, 'BadRequest')
  const peek = () => list[at]
  const take = (): Token => {
    const token = list[at++]
    if (token === undefined) throw fault()
    return token
  }
  const isMark = (mark: string) => peek()?.kind === 'mark' && peek()?.text === mark
  const expect = (mark: string) => {
    const token = take()
    if (token.kind !== 'mark' || token.text !== mark) throw fault()
  }
  const isWord = (word: string) => peek()?.kind === 'word' && peek()?.text === word

  const literal = (): Literal => {
    const token = take()
    if (token.kind === 'text') return { kind: 'text', value: token.text }
    if (token.kind === 'mark') throw fault()
    return wordLiteral(token.text, fault)
  }
  const pathOf = (word: string, variable: string | undefined): readonly string[] => {
    const names = word.split('/')
    return variable !== undefined && names[0] === variable ? names.slice(1) : names
  }

  const primary = (variable: string | undefined): Filter => {
    if (isMark('(')) {
      expect('(')
      const inner = either(variable)
      expect(')')
      return inner
    }
    const token = take()
    if (token.kind !== 'word') throw fault()
    if (token.text === 'not') return { kind: 'not', inner: primary(variable) }
    if (isMark('(')) return called(token.text, variable)
    const path = pathOf(token.text, variable)
    const operator = take().text
    if (operator === 'in') {
      expect('(')
      const literals = [literal()]
      while (isMark(',')) {
        expect(',')
        literals.push(literal())
      }
      expect(')')
      return { kind: 'in', path, literals }
    }
    if (!operators.includes(operator))
      throw unsupportedQuery(`Unsupported or invalid query filter clause: operator '${operator}'.`)
    return { kind: 'compare', path, operator, literal: literal() }
  }

  const called = (name: string, variable: string | undefined): Filter => {
    expect('(')
    if (textFunctions.includes(name.toLowerCase())) {
      const path = pathOf(take().text, variable)
      expect(',')
      const part = literal()
      expect(')')
      if (part.kind !== 'text') throw fault()
      return { kind: 'text', name: name.toLowerCase(), path, part: part.value }
    }
    if (name.endsWith('/any')) return lambda(pathOf(name.slice(0, -'/any'.length), variable))
    throw unsupportedQuery(`Unsupported or invalid query filter clause: function '${name}'.`)
  }

  const lambda = (path: readonly string[]): Filter => {
    if (isMark(')')) {
      expect(')')
      return { kind: 'any', path, inner: undefined }
    }
    const variable = take().text
    expect(':')
    const inner = either(variable)
    expect(')')
    return { kind: 'any', path, inner }
  }

  const both = (variable: string | undefined): Filter => {
    let left = primary(variable)
    while (isWord('and')) {
      take()
      left = { kind: 'and', left, right: primary(variable) }
    }
    return left
  }
  const either = (variable: string | undefined): Filter => {
    let left = both(variable)
    while (isWord('or')) {
      take()
      left = { kind: 'or', left, right: both(variable) }
    }
    return left
  }

  const filter = either(undefined)
  if (at < list.length) throw fault()
  return filter
}

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function wordLiteral(word: string, fault: () => Error): Literal {
  if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' }
  if (word === 'null') return { kind: 'null', value: null }
  if (guidPattern.test(word)) return { kind: 'text', value: word }
  if (/^-?\d+(?:\.\d+)?$/.test(word)) return { kind: 'number', value: Number(word) }
  if (/^\d{4}-\d\d-\d\d$/.test(word))
    return { kind: 'instant', value: Temporal.Instant.from(`${word}T00:00Z`).epochMilliseconds }
  if (!/^\d{4}-\d\d-\d\dT/.test(word)) throw fault()
  try {
    return { kind: 'instant', value: Temporal.Instant.from(word).epochMilliseconds }
  } catch (error) {
    if (error instanceof RangeError) throw fault()
    throw error
  }
}
