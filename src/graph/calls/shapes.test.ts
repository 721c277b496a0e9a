// Compares every schema and every sample with Microsoft's own types, and with bodies that a tenant really sent. Both
// are in the folder beside the repository; where it is absent only the samples are decoded.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { graphTypesPresent, shapeProblems } from '../../../test/graph-shapes.ts'
import type { Call } from '../call.ts'
import { decode } from '../decode.ts'
import { graphCalls } from '../graph-calls.ts'
import { methodConfigurationSchema } from './authentication-methods-policy.ts'
import { auditEventsCall } from './audit-events.ts'
import { authenticationMethodsPolicyCall } from './authentication-methods-policy.ts'
import { authenticationStrengthsCall } from './authentication-strengths.ts'
import { conditionalAccessPoliciesCall } from './conditional-access-policies.ts'
import { registrationsCall } from './registrations.ts'
import { signInsCall } from './sign-ins.ts'

const here = new URL('./', import.meta.url)
const shared = new URL('../../../../shared/graph/', import.meta.url)

const files = readdirSync(here).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))

/** A type of principals that is outside the subset of Microsoft's metadata that we compare with. */
const outsideSubset = 'no type microsoft.graph.servicePrincipal'

/** The call whose declaration is in a file, found by the name that the file exports. */
async function callIn(file: string): Promise<Call> {
  const exported = Object.values((await import(new URL(file, here).href)) as Record<string, unknown>)
  const call = graphCalls.find((known) => exported.includes(known))
  if (call === undefined) throw new Error(`${file} declares no call of graph-calls.ts`)
  return call
}

function itemsOf(body: unknown): readonly unknown[] {
  const { value } = body as { value?: unknown }
  return Array.isArray(value) ? (value as unknown[]) : [body]
}

function readJson(file: URL): unknown {
  return JSON.parse(readFileSync(file, 'utf8')) as unknown
}

function expectWhole(schema: z.ZodType, item: unknown) {
  const decoded = decode(schema, item)
  expect(decoded).toEqual({ ok: true, value: item })
}

describe.each(files)('%s', (file) => {
  test('its sample decodes whole', async () => {
    const call = await callIn(file)
    const sample = readJson(new URL(file.replace(/\.ts$/, '.sample.json'), here))
    const items = itemsOf(sample)
    expect(items.length).toBeGreaterThan(0)
    for (const item of items) expectWhole(call.schema, item)
  })

  test.skipIf(!graphTypesPresent)("its sample has no property and no value outside Microsoft's types", async () => {
    const { graphType, version } = await callIn(file)
    const sample = readJson(new URL(file.replace(/\.ts$/, '.sample.json'), here))
    expect(
      itemsOf(sample)
        .flatMap((item) => shapeProblems(item, graphType, version))
        .filter((problem) => !problem.endsWith(outsideSubset)),
    ).toEqual([])
  })

  test.skipIf(!graphTypesPresent)("its schema names no property and no value outside Microsoft's types", async () => {
    const { schema, graphType, version } = await callIn(file)
    expect(schemaProblems(schema, `microsoft.graph.${graphType}`, version, graphType)).toEqual([])
  })

  test('its sample loses its decoding when a required member is taken away', async () => {
    const call = await callIn(file)
    for (const name of requiredOf(call.schema)) {
      const [item] = itemsOf(readJson(new URL(file.replace(/\.ts$/, '.sample.json'), here)))
      const { [name]: _taken, ...rest } = item as Record<string, unknown>
      expect(decode(call.schema, rest), name).toMatchObject({ ok: false })
    }
  })
})

test.skipIf(!graphTypesPresent)(
  "the schema of a method's configuration names nothing outside Microsoft's types",
  () => {
    const found = schemaProblems(
      methodConfigurationSchema,
      'microsoft.graph.authenticationMethodConfiguration',
      'v1.0',
      'method',
    )
    expect(found).toEqual([])
  },
)

test.skipIf(!graphTypesPresent)('a property that Microsoft does not have is found', () => {
  const found = schemaProblems(registrationsCall.schema, 'microsoft.graph.device', 'v1.0', 'device')
  expect(found).toContain('device.methodsRegistered: not a member of microsoft.graph.device')
})

const liveShapes: readonly (readonly [string, Call])[] = [
  ['authenticationMethodsPolicy.v1.json', authenticationMethodsPolicyCall],
  ['authenticationStrengthPolicies.v1.json', authenticationStrengthsCall],
  ['conditionalAccessPolicies.v1.json', conditionalAccessPoliciesCall],
  ['directoryAudit-device.v1.json', auditEventsCall],
  ['signIn-interactive.v1.json', signInsCall],
  ['userRegistrationDetails.v1.json', registrationsCall],
]
const live = new URL('live-shapes/', shared)

describe.skipIf(!existsSync(live))('bodies that a tenant really sent', () => {
  test.each(liveShapes)('%s decodes without loss', (file, call) => {
    const items = itemsOf(readJson(new URL(file, live)))
    expect(items.length).toBeGreaterThan(0)
    for (const item of items) expectWhole(call.schema, item)
  })

  test('each method of the live policy decodes without loss', () => {
    const policy = readJson(new URL('authenticationMethodsPolicy.v1.json', live)) as {
      authenticationMethodConfigurations: unknown[]
    }
    for (const method of policy.authenticationMethodConfigurations) expectWhole(methodConfigurationSchema, method)
  })

  test('none is left out of this test', () => {
    const bodies = readdirSync(live).filter((name) => name.endsWith('.json'))
    expect(bodies.sort()).toEqual(liveShapes.map(([file]) => file).sort())
  })
})

type Definition = {
  readonly type: string
  readonly shape?: Readonly<Record<string, z.ZodType>>
  readonly innerType?: z.ZodType
  readonly element?: z.ZodType
  readonly entries?: Readonly<Record<string, string>>
}

function definitionOf(schema: z.ZodType): Definition {
  return schema.def
}

function requiredOf(schema: z.ZodType): readonly string[] {
  const { shape = {} } = definitionOf(schema)
  return Object.keys(shape).filter((name) => !shape[name]?.safeParse(undefined).success)
}

/** Below this type a schema may name members of the types derived from it. */
type Declared = {
  readonly kind: string
  readonly baseType?: string
  readonly members?: readonly string[]
  readonly properties?: Readonly<Record<string, { readonly type: string }>>
  readonly navigationProperties?: Readonly<Record<string, { readonly type: string }>>
}
type Metadata = {
  readonly types: Readonly<Record<string, Declared>>
  readonly documentedButNotInMetadata?: Readonly<Record<string, Declared['properties']>>
}

function schemaProblems(schema: z.ZodType, typeName: string, version: string, path: string): string[] {
  const definition = definitionOf(schema)
  const metadata = readJson(new URL(`${version}-subset.json`, shared)) as Metadata
  if (definition.innerType !== undefined) return schemaProblems(definition.innerType, typeName, version, path)
  if (definition.element !== undefined) return schemaProblems(definition.element, typeName, version, path)
  const declared = metadata.types[typeName]
  // Microsoft types some closed lists as text (grantControls.operator); the documentation closes them.
  if (definition.type === 'enum' && typeName.startsWith('Edm.')) return []
  if (definition.type === 'enum') {
    const known = declared?.members ?? []
    return Object.keys(definition.entries ?? {})
      .filter((value) => !known.includes(value))
      .map((value) => `${path}: ${value} is no ${typeName}`)
  }
  return Object.entries(definition.shape ?? {}).flatMap(([name, member]) => {
    if (name.startsWith('@')) return []
    const type = memberType(metadata, typeName, name)
    return type === null
      ? [`${path}.${name}: not a member of ${typeName}`]
      : schemaProblems(member, type, version, `${path}.${name}`)
  })
}

/** The type of a member: of the type, its bases, or a type derived from it. */
function memberType(metadata: Metadata, typeName: string, name: string): string | null {
  const candidates = [typeName, ...basesOf(metadata, typeName), ...derivedFrom(metadata, typeName)]
  for (const candidate of candidates) {
    const declared = metadata.types[candidate]
    const documented = metadata.documentedButNotInMetadata?.[candidate]
    const found = declared?.properties?.[name] ?? declared?.navigationProperties?.[name] ?? documented?.[name]
    if (found !== undefined) return found.type
  }
  return null
}

function basesOf(metadata: Metadata, typeName: string): readonly string[] {
  const base = metadata.types[typeName]?.baseType
  return base === undefined ? [] : [base, ...basesOf(metadata, base)]
}

function derivedFrom(metadata: Metadata, typeName: string): readonly string[] {
  const direct = Object.keys(metadata.types).filter((name) => metadata.types[name]?.baseType === typeName)
  return direct.flatMap((name) => [name, ...derivedFrom(metadata, name)])
}
