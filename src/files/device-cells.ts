// What the exports of devices share: the device's id, its owner, and how it is joined.

import { isGuid } from '#domain/shared/ids.ts'
import { personIdOf, UnusableRow, type RowCells } from './row-cells.ts'

/** Stands for "nobody" in Microsoft's exports. */
const emptyGuid = '00000000-0000-0000-0000-000000000000'

/** The first of the fields that is filled. Throws UnusableRow when none is: the device could not be told from others. */
export function deviceId<Field extends string>(cells: RowCells<Field>, fields: readonly [Field, ...Field[]]): string {
  for (const field of fields) {
    const text = cells.text(field)
    if (typeof text === 'string' && text !== emptyGuid) return isGuid(text) ? text.toLowerCase() : text
  }
  throw new UnusableRow(
    cells.columnOf(fields[0]),
    'The device has no id, so it cannot be told from others.',
    'Export again with the column of the device id.',
  )
}

/**
 * The first owner that the fields name, by UPN before object id; null when they name nobody for certain. A device of several people counts
 * for the first only: Entra itself keeps one registered owner.
 */
export function ownerId<Field extends string>(cells: RowCells<Field>, fields: readonly Field[]): string | null {
  const named = fields.flatMap((field) => (cells.text(field) ?? '').split(/[;,|\s]+/).filter((part) => part !== ''))
  const told = named.find((part) => /^upn:/i.test(part))
  if (told !== undefined) return told.toLowerCase()
  const principal = named.find((part) => /^[^@]+@[^@]+$/.test(part))
  if (principal !== undefined) return personIdOf(principal)
  return named.find((part) => isGuid(part) && part !== emptyGuid)?.toLowerCase() ?? null
}

/** Microsoft's trustType from what the portals show for it. Names that we do not know are kept as they are. */
export function trustType(text: string | null | undefined): string | null | undefined {
  if (text === null || text === undefined) return text
  const shown = text.toLowerCase()
  if (/hybrid/.test(shown)) return 'ServerAd'
  if (/regist/.test(shown)) return 'Workplace'
  if (/joined/.test(shown)) return 'AzureAd'
  return text
}
