// How values of the database become values of JavaScript, the same on both engines: counts are numbers, moments stay text (a Date would cut
// their microseconds), everything else is as the drivers have it.

/** Type ids of PostgreSQL. Source: pg_type.dat. */
const int8 = 20
const timestamptz = 1184
const uuid = 2950

/** Counts stay far below 2^53: a number is exact. */
export const parsers: { [type: number]: (text: string) => unknown } = {
  [int8]: Number,
  [timestamptz]: (text) => text,
  [uuid]: (text) => text,
}
