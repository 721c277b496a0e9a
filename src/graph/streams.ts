// The streams of a tenant's rows, by name: which call, in which forms, and how an item becomes a row.

import type { Membership, Page, PersonChange, StreamName, StreamOptions, StreamRows } from '#app/ports.ts'
import type { AuditEvent } from '#domain/people/audit-event.ts'
import {
  auditEventFrom,
  auditEventsCall,
  auditPath,
  auditWalks,
  isWanted,
  type AuditWalk,
} from './calls/audit-events.ts'
import {
  entraDeviceFrom,
  entraDevicesCall,
  entraDevicesCountPath,
  entraDevicesWithoutOwnersPath,
} from './calls/entra-devices.ts'
import { intuneDeviceFrom, intuneDevicesCall } from './calls/intune-devices.ts'
import { membershipsCall, personIdOf } from './calls/memberships.ts'
import { peopleCall, peopleCountPath, peopleWithoutManagersPath, personFrom } from './calls/people.ts'
import { personChangeFrom, personChangesCall } from './calls/person-changes.ts'
import { registrationFrom, registrationsCall, registrationsWithoutTopPath } from './calls/registrations.ts'
import { signInActivityCall, signInActivityFrom } from './calls/sign-in-activity.ts'
import { pathOf } from './call.ts'
import { cursorFrom, readCursor } from './cursor.ts'
import { decodeItems } from './decode.ts'
import { listStream, streamError } from './list-stream.ts'
import { walkPages } from './paging.ts'
import type { GraphContext } from './reading.ts'
import { walkSequence } from './walk-sequence.ts'

/** Marks cursors of lists that were asked for without $expand. */
const plain = 'plain'

/** How far back the audit log is read the first time: what Microsoft keeps. Source: Entra data retention, P1 and P2. */
const auditDays = 30

type Streams = {
  readonly [Name in StreamName]: (
    context: GraphContext,
    options: StreamOptions,
  ) => AsyncIterable<Page<StreamRows[Name]>>
}

/** Each stream's reader. */
export const streams: Streams = {
  people: (context, options) =>
    listStream(
      context,
      {
        call: peopleCall,
        forms: [
          { tag: '', path: peopleCall.path },
          { tag: plain, path: peopleWithoutManagersPath },
        ],
        plainerOn: ['rejected', 'refused'],
        rowFrom: (user, tag) => personFrom(user, tag !== plain),
        countPath: peopleCountPath,
      },
      options,
    ),
  'sign-in-activity': (context, options) =>
    listStream(
      context,
      {
        call: signInActivityCall,
        forms: [{ tag: '', path: signInActivityCall.path }],
        plainerOn: [],
        rowFrom: signInActivityFrom,
        countPath: peopleCountPath,
      },
      options,
    ),
  registrations: (context, options) =>
    listStream(
      context,
      {
        call: registrationsCall,
        forms: [
          { tag: '', path: registrationsCall.path },
          { tag: '', path: registrationsWithoutTopPath },
        ],
        plainerOn: ['rejected'],
        rowFrom: registrationFrom,
      },
      options,
    ),
  'intune-devices': (context, options) =>
    listStream(
      context,
      {
        call: intuneDevicesCall,
        forms: [{ tag: '', path: intuneDevicesCall.path }],
        plainerOn: [],
        rowFrom: intuneDeviceFrom,
      },
      options,
    ),
  'entra-devices': (context, options) =>
    listStream(
      context,
      {
        call: entraDevicesCall,
        forms: [
          { tag: '', path: entraDevicesCall.path },
          { tag: plain, path: entraDevicesWithoutOwnersPath },
        ],
        plainerOn: ['rejected', 'refused'],
        rowFrom: entraDeviceFrom,
        countPath: entraDevicesCountPath,
      },
      options,
    ),
  memberships: streamMemberships,
  'audit-events': streamAuditEvents,
  'person-changes': streamPersonChanges,
}

/** Group after group, in order of id, so that a resumed stream knows which are done. */
async function* streamMemberships(
  context: GraphContext,
  options: StreamOptions,
): AsyncGenerator<Page<Membership>, void, undefined> {
  const call = membershipsCall
  const groupIds = [...new Set((options.groupIds ?? []).map((id) => id.toLowerCase()))].sort()
  const walks = groupIds.map((id) => ({ tag: id, path: pathOf(call, { id }) }))
  try {
    for await (const page of walkSequence(context, walks, options.cursor, { ...call, signal: options.signal })) {
      const { values, rejected } = decodeItems(call.schema, page.items, call.call)
      const rows = values
        .map(personIdOf)
        .filter((personId) => personId !== null)
        .map((personId) => ({ groupId: page.tag, personId }))
      yield { rows, rejected, cursor: page.cursor }
    }
  } catch (error) {
    throw streamError(error, call, context.clock.now())
  }
}

/** First what was registered, then which policies changed. */
async function* streamAuditEvents(
  context: GraphContext,
  options: StreamOptions,
): AsyncGenerator<Page<AuditEvent>, void, undefined> {
  const call = auditEventsCall
  const since = options.since ?? context.clock.now().subtract({ hours: 24 * auditDays })
  const walks = auditWalks.map((walk) => ({ tag: walk, path: auditPath(walk, since) }))
  try {
    for await (const page of walkSequence(context, walks, options.cursor, { ...call, signal: options.signal })) {
      const { values, rejected } = decodeItems(call.schema, page.items, call.call)
      const rows = values.map(auditEventFrom).filter((event) => isWanted(event, page.tag as AuditWalk))
      yield { rows, rejected, cursor: page.cursor }
    }
  } catch (error) {
    throw streamError(error, call, context.clock.now())
  }
}

/** From a delta link on; without one everybody is told as changed, which mends a link that Microsoft has forgotten. */
async function* streamPersonChanges(
  context: GraphContext,
  options: StreamOptions,
): AsyncGenerator<Page<PersonChange>, void, undefined> {
  const call = personChangesCall
  const path = options.cursor === null ? call.path : readCursor(options.cursor).path
  try {
    for await (const page of walkPages(context.client, path, { ...call, signal: options.signal })) {
      const { values, rejected } = decodeItems(call.schema, page.items, call.call)
      yield {
        rows: values.map(personChangeFrom),
        rejected,
        cursor: page.next === null ? null : cursorFrom('', page.next),
      }
    }
  } catch (error) {
    throw streamError(error, call, context.clock.now())
  }
}
