// Numbers in sentences.

/** The number with the right form of the noun: `1 person`, `3 people`. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

/** People, counted. */
export const people = (count: number): string => counted(count, 'person', 'people')
