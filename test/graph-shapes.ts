// Compares a resource with Microsoft's own Graph types, so that the simulated tenant invents no property and no enum value.
// The types are the subsets of the v1.0 and beta metadata in the folder beside the repository; tests skip where it is absent.

import { existsSync, readFileSync } from 'node:fs'

type Member = { readonly type: string; readonly collection: boolean; readonly nullable?: boolean }
type GraphType = {
  readonly kind: string
  readonly baseType?: string
  readonly isFlags?: boolean
  readonly members?: readonly string[]
  readonly properties?: Readonly<Record<string, Member>>
  readonly navigationProperties?: Readonly<Record<string, Member>>
}
type Metadata = {
  readonly types: Readonly<Record<string, GraphType>>
  readonly documentedButNotInMetadata?: Readonly<Record<string, Readonly<Record<string, Member>>>>
}

const folder = new URL('../../shared/graph/', import.meta.url)

/** Whether the metadata is there to compare with. */
export const graphTypesPresent = existsSync(new URL('v1.0-subset.json', folder))

// Types that Microsoft documents and that the subset left out: their members are those of the declared base type.
const outsideSubset: ReadonlySet<string> = new Set(['microsoft.graph.conditionalAccessAllExternalTenants'])

const loaded = new Map<string, Metadata>()

function metadataOf(version: 'v1.0' | 'beta'): Metadata {
  let metadata = loaded.get(version)
  if (metadata === undefined) {
    metadata = JSON.parse(readFileSync(new URL(`${version}-subset.json`, folder), 'utf8')) as Metadata
    loaded.set(version, metadata)
  }
  return metadata
}

/**
 * What Microsoft's types do not know in a resource: one sentence each with the path, empty when all is well. `typeName` is short
 * (`user`) or full (`microsoft.graph.user`); an `@odata.type` in the data wins over the declared type. Properties that start with or
 * contain `@` are OData's own and pass.
 */
export function shapeProblems(resource: unknown, typeName: string, version: 'v1.0' | 'beta'): string[] {
  const full = typeName.startsWith('microsoft.graph.') ? typeName : `microsoft.graph.${typeName}`
  const problems: string[] = []
  compare(resource, full, metadataOf(version), typeName, problems)
  return problems
}

function compare(value: unknown, typeName: string, metadata: Metadata, path: string, problems: string[]): void {
  if (value === null || value === undefined) return
  if (typeName.startsWith('Edm.')) return comparePrimitive(value, typeName, path, problems)
  const declared = metadata.types[typeName]
  // A type outside the subset can not be compared; the members that matter are all inside it.
  if (declared === undefined) return
  if (declared.kind === 'enum') return compareEnum(value, declared, path, problems)
  if (typeof value !== 'object' || Array.isArray(value)) {
    problems.push(`${path}: expected ${typeName}, found ${JSON.stringify(value)}`)
    return
  }
  const own = (value as Record<string, unknown>)['@odata.type']
  const named = typeof own === 'string' ? own.replace(/^#/, '') : typeName
  const actual = outsideSubset.has(named) ? typeName : named
  const members = membersOf(actual, metadata)
  if (members === undefined) {
    problems.push(`${path}: no type ${actual}`)
    return
  }
  for (const [name, item] of Object.entries(value)) {
    if (name.includes('@')) continue
    const member = members.get(name)
    if (member === undefined) problems.push(`${path}.${name}: not a member of ${actual}`)
    else compareMember(item, member, metadata, `${path}.${name}`, problems)
  }
}

function compareMember(value: unknown, member: Member, metadata: Metadata, path: string, problems: string[]): void {
  if (value === undefined) problems.push(`${path}: undefined is no JSON`)
  if (!member.collection) return compare(value, member.type, metadata, path, problems)
  if (value === null || value === undefined) return
  if (!Array.isArray(value)) {
    problems.push(`${path}: expected a list`)
    return
  }
  for (const [index, item] of value.entries()) compare(item, member.type, metadata, `${path}[${index}]`, problems)
}

function membersOf(typeName: string, metadata: Metadata): Map<string, Member> | undefined {
  const members = new Map<string, Member>()
  let name: string | undefined = typeName
  while (name !== undefined) {
    const type: GraphType | undefined = metadata.types[name]
    if (type === undefined) return name === typeName ? undefined : members
    const documented = metadata.documentedButNotInMetadata?.[name] ?? {}
    for (const group of [type.properties, type.navigationProperties, documented]) {
      for (const [key, member] of Object.entries(group ?? {})) if (!members.has(key)) members.set(key, member)
    }
    name = type.baseType
  }
  return members
}

function compareEnum(value: unknown, type: GraphType, path: string, problems: string[]): void {
  const parts = typeof value === 'string' ? (type.isFlags === true ? value.split(',') : [value]) : []
  const known = type.members ?? []
  // An empty text is what the report really carries for "no preferred method".
  if (parts.length > 0 && (value === '' || parts.every((part) => known.includes(part)))) return
  problems.push(`${path}: ${JSON.stringify(value)} is none of ${known.join(', ')}`)
}

const primitives: Readonly<Record<string, (value: unknown) => boolean>> = {
  'Edm.String': (value) => typeof value === 'string',
  'Edm.Boolean': (value) => typeof value === 'boolean',
  'Edm.Int32': (value) => Number.isInteger(value),
  'Edm.Int64': (value) => Number.isInteger(value),
  'Edm.Double': (value) => typeof value === 'number',
  'Edm.Guid': (value) => typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value),
  'Edm.DateTimeOffset': (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z$/.test(value),
}

function comparePrimitive(value: unknown, typeName: string, path: string, problems: string[]): void {
  const isOne = primitives[typeName]
  if (isOne !== undefined && !isOne(value))
    problems.push(`${path}: expected ${typeName}, found ${JSON.stringify(value)}`)
}
