// keywave person: one person, what is said of them and why, their devices and how it came to be.

import { presentPerson } from '#app/present/person.ts'
import { reasonWords, type ReasonWords } from '#app/reason-words.ts'
import { showPerson, type PersonView } from '#app/show-person.ts'
import { AppError } from '#domain/shared/errors.ts'
import type { RegistrationPath } from '#domain/people/judgement.ts'
import { defineCommand, exitCodes, tenantOption } from '../command.ts'
import { openTenant } from '../open-tenant.ts'
import { age } from '../render/time.ts'
import { styled, type Terminal, wrap } from '../terminal.ts'

export default defineCommand({
  name: 'person',
  summary: 'Show one person: exposure, tier, paths to registration, devices, history.',
  operands: 'UPN|ID',
  options: { ...tenantOption, json: { type: 'boolean', help: 'Print JSON.' } },
  async run({ options, operands, surroundings }) {
    const [upnOrId] = operands
    if (upnOrId === undefined || operands.length > 1)
      throw new AppError('wrong-use', { public: 'Name one person: keywave person UPN' })
    const { app, tenant } = await openTenant(surroundings, options.tenant)
    const view = await showPerson(app, tenant, upnOrId)
    const words = reasonWords(await app.store.inTenant(tenant, (unit) => unit.facts(null)))
    const { terminal } = surroundings
    terminal.print(
      options.json ? JSON.stringify(presentPerson(view), null, 2) : render(terminal, view, words, app.clock.now()),
    )
    return exitCodes.ok
  },
})

function render(terminal: Terminal, view: PersonView, words: ReasonWords, now: Temporal.Instant): string {
  const { person, judgement } = view
  const label = (text: string) => styled(terminal, 'dim', text.padEnd(15))
  const say = (text: string) => wrap(text, Math.min(terminal.columns, 110), ' '.repeat(15))
  const lines = [
    styled(terminal, 'bold', person.displayName ?? person.userPrincipalName),
    [person.userPrincipalName, person.jobTitle, person.department, person.city]
      .filter((part) => part != null && part !== '')
      .join(' · '),
    '',
  ]
  if (judgement === null) lines.push('Not judged yet: run keywave sync.')
  else {
    lines.push(`${label('Exposure')}${judgement.exposure}${judgement.date === null ? '' : ` on ${judgement.date}`}`)
    for (const reason of judgement.reasons) lines.push(`${label('')}${say(words(reason))}`)
    lines.push(`${label('Destination')}${judgement.destination}`)
    lines.push(`${label('Tier')}${judgement.tier}: ${say(words(judgement.nextAction))}`)
    lines.push(`${label('Path today')}${say(pathInWords(judgement.pathToday, words))}`)
    lines.push(`${label('When required')}${say(pathInWords(judgement.pathWhenRequired, words))}`)
  }
  const methods = view.methods === null ? 'unknown' : view.methods.length === 0 ? 'none' : view.methods.join(', ')
  lines.push(
    '',
    `${label('Methods')}${say(methods)}${view.methodsTakenAt === null ? '' : ` (${age(view.methodsTakenAt, now)})`}`,
  )
  lines.push(`${label('Last sign-in')}${view.lastSignInAt === null ? 'not known' : age(view.lastSignInAt, now)}`)
  for (const device of view.devices) {
    const name = [device.manufacturer, device.model].filter((part) => part != null && part !== '').join(' ')
    lines.push(
      `${label('Device')}${name === '' ? 'a device' : name}, ${device.operatingSystem ?? 'system unknown'} ${device.osVersion ?? ''} (${device.source})`,
    )
  }
  if (view.devices.length === 0) lines.push(`${label('Devices')}none known`)
  for (const { from, value } of view.history.judgements.slice(0, 10))
    lines.push(`${label('History')}${from.toString().slice(0, 16)}  ${value.exposure}, ${value.tier}`)
  return lines.join('\n')
}

/** A path in a sentence. */
export function pathInWords(path: RegistrationPath, words: ReasonWords): string {
  switch (path.state) {
    case 'open':
      return `open: ${path.bootstraps.join(' or ')}, then ${path.routes.join(' or ')}`
    case 'closed':
      return `closed: ${path.closedBy.map((code) => words(code)).join(' ')}`
    case 'unknown':
      return `unknown: ${path.because.map((code) => words(code)).join(' ')}`
  }
}
