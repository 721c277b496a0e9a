// Preloaded by the tests of the domain and the catalogues: clock, dice and wire are absent, so a use of one fails the test that met it.

const absent = (what: string) => () => {
  throw new Error(`${what} is absent in pure code: take it as an argument`)
}

const RealDate = Date
class DateWithoutClock extends RealDate {
  constructor(...given: [] | [string | number | Date]) {
    if (given.length === 0) absent('new Date()')()
    super(...(given as [string]))
  }
  static override now = absent('Date.now')
}

globalThis.fetch = absent('fetch')
globalThis.Math.random = absent('Math.random')
Object.defineProperty(globalThis, 'Date', { value: DateWithoutClock, configurable: true, writable: true })
for (const name of [
  'instant',
  'plainDateISO',
  'plainDateTimeISO',
  'plainTimeISO',
  'zonedDateTimeISO',
  'timeZoneId',
] as const) {
  Object.defineProperty(Temporal.Now, name, { value: absent(`Temporal.Now.${name}`), configurable: true })
}
