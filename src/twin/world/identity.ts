// How an account is called and addressed: display name, user principal name, mail. User principal names are ASCII and unique by make.

import { draw, drawBelow } from './chance.ts'
import { employeeFigures } from './figures.ts'
import type { People, Person } from './person.ts'
import { purpose } from './purposes.ts'

/** The domains of an organisation. */
export type Domains = {
  readonly slug: string
  readonly primary: string
  readonly initial: string
  /** Signs in elsewhere. */
  readonly federated: string
}

/** An account's names. Surname and given name are null where the account is nobody's. */
export type Identity = {
  readonly given: string | null
  readonly surname: string | null
  readonly display: string
  readonly localPart: string
  readonly userPrincipalName: string
  readonly mail: string | null
}

/** The domains that follow from an organisation's name; letters and digits of it only. */
export function domainsOf(organization: string): Domains {
  const slug = organization
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(0, 27)
  const name = slug === '' ? 'tenant' : slug
  return { slug: name, primary: `${name}.com`, initial: `${name}.onmicrosoft.com`, federated: `corp.${name}.com` }
}

const guestDomains = ['fabrikam.com', 'fabrikam.com', 'adventure-works.example', 'northwind.example', 'outlook.example']
const servicePurposes = ['scanner', 'backup', 'erp-interface', 'printing', 'monitoring', 'crm-sync', 'fax-gateway']
const mailboxPurposes = ['info', 'invoices', 'Meeting room', 'careers', 'Besprechungsraum', 'helpdesk', 'orders']

/** The identity of a person. */
export function identityOf(people: People, domains: Domains, person: Person): Identity {
  switch (person.kind) {
    case 'emergency':
      return emergencyIdentity(people, domains, person)
    case 'service':
      return serviceIdentity(people, domains, person)
    case 'shared': {
      const subject = mailboxPurposes[drawBelow(person.key, purpose.title, mailboxPurposes.length)] as string
      const number = person.rank - people.roster.firstShared + 1
      const local = `${subject.toLowerCase().replaceAll(' ', '-')}-${number}`
      const display = `${subject} ${person.city.name} ${number}`
      return nobody(display, local, `${local}@${domains.primary}`, `${local}@${domains.primary}`)
    }
    case 'guest': {
      const name = people.nameOf(person)
      const home = guestDomains[drawBelow(person.key, purpose.title, guestDomains.length)] as string
      const local = `${name.localPart}_${home}#EXT#`
      return {
        given: null,
        surname: null,
        display: name.display,
        localPart: local,
        userPrincipalName: `${local}@${domains.initial}`,
        mail: `${name.localPart}@${home}`,
      }
    }
    case 'employee':
    case 'internalGuest':
    case 'deleted':
      break
  }
  const name = people.nameOf(person)
  const federated = person.kind === 'employee' && draw(person.key, purpose.federated) < employeeFigures.federated
  const address = `${name.localPart}@${federated ? domains.federated : domains.primary}`
  return {
    given: name.given,
    surname: name.surname,
    display: person.kind === 'internalGuest' ? `${name.display} (Contractor)` : name.display,
    localPart: name.localPart,
    userPrincipalName: address,
    mail: address,
  }
}

function emergencyIdentity(people: People, domains: Domains, person: Person): Identity {
  const number = person.rank - people.roster.firstEmergency + 1
  const local = `emergency-access-${number}`
  return nobody(`Emergency Access ${number}`, local, `${local}@${domains.initial}`, null)
}

function serviceIdentity(people: People, domains: Domains, person: Person): Identity {
  const number = person.rank - people.roster.firstService
  if (number === 0) {
    const local = `Sync_DC01_${person.key.toString(16).padStart(8, '0')}`
    return nobody('On-Premises Directory Synchronization Service Account', local, `${local}@${domains.initial}`, null)
  }
  const subject = servicePurposes[(number - 1) % servicePurposes.length] as string
  const local = `svc-${subject}-${number}`
  return nobody(`svc ${subject} ${number}`, local, `${local}@${domains.primary}`, null)
}

function nobody(display: string, localPart: string, userPrincipalName: string, mail: string | null): Identity {
  return { given: null, surname: null, display, localPart, userPrincipalName, mail }
}

/** The rank that bears a user principal name (any case); undefined when nobody made does. Arithmetic: no walk, no map. */
export function rankOfPrincipalName(people: People, domains: Domains, userPrincipalName: string): number | undefined {
  const wanted = userPrincipalName.toLowerCase()
  const local = wanted.slice(0, wanted.lastIndexOf('@'))
  const { roster } = people
  const number = Number(/-(\d+)$/.exec(local)?.[1] ?? '0')
  const candidates = [
    people.rankOfName(local),
    people.rankOfName(/^(.*)_[^_]+#ext#$/.exec(local)?.[1] ?? ''),
    roster.firstEmergency + number - 1,
    roster.firstService + number,
    roster.firstShared + number - 1,
  ]
  return candidates.find((rank) => {
    if (rank === undefined || rank < 0 || rank >= roster.people) return false
    return identityOf(people, domains, people.personAt(rank)).userPrincipalName.toLowerCase() === wanted
  })
}
