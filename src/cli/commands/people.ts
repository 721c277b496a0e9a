// keywave people: the people with their tier and the next action for each.

import { listPeople, streamPeople } from '#app/list-people.ts'
import { presentPersonRow } from '#app/present/people.ts'
import { reasonWords } from '#app/reason-words.ts'
import type { PeopleFilter, PersonRow } from '#app/ports.ts'
import { AppError } from '#domain/shared/errors.ts'
import type { Destination, Exposure, Tier } from '#domain/people/judgement.ts'
import { defineCommand, exitCodes, formatOptions, tenantOption } from '../command.ts'
import { openTenant } from '../open-tenant.ts'
import { printCsv } from '../render/csv.ts'
import { printJsonWithList } from '../render/json-stream.ts'
import { table } from '../render/table.ts'
import { styled } from '../terminal.ts'

const tiers: readonly Tier[] = ['ready', 'capable', 'needs-step', 'blocked', 'excluded', 'unknown']
const exposures: readonly Exposure[] = ['stopped', 'nudged', 'not-affected', 'unknown']
const destinations: readonly Destination[] = ['reachable', 'key-only', 'none', 'unknown']

export default defineCommand({
  name: 'people',
  summary: 'List people with their tier, exposure and next action.',
  operands: '',
  options: {
    ...tenantOption,
    ...formatOptions,
    tier: { type: 'string', value: 'TIER', help: `Only one tier: ${tiers.join(', ')}.` },
    exposure: { type: 'string', value: 'EXPOSURE', help: `Only one exposure: ${exposures.join(', ')}.` },
    destination: { type: 'string', value: 'DESTINATION', help: `Only one destination: ${destinations.join(', ')}.` },
    search: {
      type: 'string',
      value: 'TEXT',
      help: 'Only people whose name, user principal name or department holds the text.',
    },
    limit: { type: 'string', value: 'N', default: '40', help: 'How many the terminal shows; JSON and CSV give all.' },
  },
  async run({ options, surroundings }) {
    const filter: PeopleFilter = {
      ...oneOf('tier', options.tier, tiers),
      ...oneOf('exposure', options.exposure, exposures),
      ...oneOf('destination', options.destination, destinations),
      ...(options.search === undefined ? {} : { search: options.search }),
    }
    const limit = Number(options.limit)
    if (!Number.isInteger(limit) || limit < 1 || limit > 10000)
      throw new AppError('wrong-use', { public: '--limit must be a whole number from 1 to 10000.' })
    const { app, tenant } = await openTenant(surroundings, options.tenant)
    const { terminal } = surroundings
    if (options.json)
      await printJsonWithList(terminal, { tenant }, 'people', presented(streamPeople(app, tenant, filter)))
    else if (options.csv) {
      const columns = [
        'id',
        'upn',
        'displayName',
        'department',
        'tier',
        'exposure',
        'date',
        'destination',
        'nextAction',
        'methods',
      ]
      await printCsv(surroundings, columns, rows(streamPeople(app, tenant, filter)))
    } else {
      const words = reasonWords(await app.store.inTenant(tenant, (unit) => unit.facts(null)))
      const page = await listPeople(app, tenant, filter, { afterUpn: null, limit })
      const cells = page.people.map(({ person, judgement }) => [
        person.userPrincipalName,
        person.department ?? '',
        judgement?.tier ?? 'unknown',
        judgement?.exposure ?? 'unknown',
        judgement === null ? 'Not judged yet.' : words(judgement.nextAction),
      ])
      terminal.print(
        table(
          terminal,
          [{ title: 'Person' }, { title: 'Department' }, { title: 'Tier' }, { title: 'Exposure' }, { title: 'Next' }],
          cells,
        ),
      )
      if (page.inAll > cells.length)
        terminal.print(
          styled(
            terminal,
            'dim',
            `\n${cells.length} of ${page.inAll.toLocaleString('en')}. More: --limit, or all with --csv or --json.`,
          ),
        )
    }
    return exitCodes.ok
  },
})

function oneOf<Name extends string, Value extends string>(
  name: Name,
  text: string | undefined,
  values: readonly Value[],
): { [Key in Name]?: Value } {
  if (text === undefined) return {}
  const value = values.find((known) => known === text)
  if (value === undefined)
    throw new AppError('wrong-use', { public: `--${name} must be one of ${values.join(', ')}, not "${text}".` })
  return { [name]: value } as { [Key in Name]?: Value }
}

async function* presented(people: AsyncIterable<PersonRow>) {
  for await (const row of people) yield presentPersonRow(row)
}

async function* rows(people: AsyncIterable<PersonRow>) {
  for await (const { person, judgement, methods } of people) {
    yield [
      person.id,
      person.userPrincipalName,
      person.displayName ?? '',
      person.department ?? '',
      judgement?.tier ?? 'unknown',
      judgement?.exposure ?? 'unknown',
      judgement?.date ?? '',
      judgement?.destination ?? 'unknown',
      judgement?.nextAction ?? '',
      methods === null ? '' : methods.join(' '),
    ]
  }
}
