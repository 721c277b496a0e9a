// Finds the call that a path means. Segments are compared without case and a key may stand in parentheses, as Graph allows:
// /Users/{id}, /users('{id}') and /users/{id} are one.
import type { Call, GraphVersion } from './call.ts'

/** A call and what its `{name}` parts stood for. */
export type Match = { readonly call: Call; readonly parameters: ReadonlyMap<string, string> }

/** No such path at all, a path that has other methods, or a call of the other version only. */
export type Mismatch = 'unknown' | 'method' | 'version'

export type CallMatcher = (method: string, version: GraphVersion, path: string) => Match | Mismatch

type Pattern = { readonly call: Call; readonly expression: RegExp; readonly names: readonly string[] }

function patternOf(call: Call): Pattern {
  const names: string[] = []
  const source = call.path.replace(/[$().]/g, '\\$&').replace(/\{(\w+)\}/g, (_whole, name: string) => {
    names.push(name)
    return call.path.includes(`={${name}}`) ? "'?([^'/]*)'?" : "([^/()']+)"
  })
  return { call, names, expression: new RegExp(`^${source}$`, 'i') }
}

/** `/users('x')/manager` as `/users/x/manager`; functions with named arguments stay. */
function plainKeys(path: string): string {
  return path.replace(/\('([^'=]*)'\)/g, '/$1').replace(/\/+$/, '')
}

/** Decodes one part of a path; a broken escape stands for itself. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** A matcher over all calls; the first that fits wins, so literal paths stand before `{id}` in the list. */
export function createCallMatcher(calls: readonly Call[]): CallMatcher {
  const patterns = calls.map(patternOf)
  return (method, version, path) => {
    const wanted = plainKeys(path)
    let mismatch: Mismatch = 'unknown'
    for (const { call, expression, names } of patterns) {
      const found = expression.exec(wanted)
      if (found === null) continue
      if (call.method !== method) {
        if (mismatch === 'unknown') mismatch = 'method'
        continue
      }
      if (!call.versions.includes(version)) {
        mismatch = 'version'
        continue
      }
      return { call, parameters: new Map(names.map((name, index) => [name, decode(found[index + 1] ?? '')])) }
    }
    return mismatch
  }
}
