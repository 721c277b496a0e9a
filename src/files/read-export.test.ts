import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { folderForTest, guid, readText, usersExport } from './exported-file.fixture.ts'

const users = (dates: readonly string[]) =>
  `userPrincipalName,displayName,createdDateTime\n${dates.map((date, index) => `ada${index}@contoso.com,Ada,"${date}"`).join('\n')}\n`

describe('day and month', () => {
  test('are told apart by any date of the file, even the last', async () => {
    const many = Array.from({ length: 20_000 }, () => '05/06/2026')
    const dayFirst = await readText(users([...many, '22/11/2026']), 'people')
    expect(dayFirst.rows[0]?.createdDateTime).toBe('2026-06-05T00:00:00Z')
    const monthFirst = await readText(users([...many, '11/22/2026']), 'people')
    expect(monthFirst.rows[0]?.createdDateTime).toBe('2026-05-06T00:00:00Z')
    expect([...dayFirst.rejected, ...monthFirst.rejected]).toEqual([])
  })

  test('that no date tells apart leave the field unknown, keep the row, and are told once', async () => {
    const { rows, rejected } = await readText(users(['05/06/2026', '06/07/2026', '7/7/2026']), 'people')
    expect(rows).toHaveLength(3)
    expect(rows[0]).not.toHaveProperty('createdDateTime')
    expect(rows[2]?.createdDateTime).toBe('2026-07-07T00:00:00Z')
    expect(rejected).toMatchObject([
      { position: null, field: 'createdDateTime', problem: /cannot be told apart.*2 rows; kept/ },
    ])
  })

  test('are not told apart by a file that contradicts itself', async () => {
    const { rows } = await readText(users(['05/06/2026', '22/11/2026', '11/22/2026']), 'people')
    expect(rows[0]).not.toHaveProperty('createdDateTime')
    expect(rows[1]?.createdDateTime).toBe('2026-11-22T00:00:00Z')
  })
})

describe('rows that cannot be cut', () => {
  const text = `userPrincipalName,displayName,city
ada0@contoso.com,"Ada
Zero",Bonn
ada1@contoso.com,Ada
ada2@contoso.com,Ada,Bonn,Rome
ada3@contoso.com,Ada,Bonn,,
ada4@contoso.com,"Ada,Bonn
ada5@contoso.com,Ada,Bonn
`

  test('are told with line, column and remedy; the others are kept', async () => {
    const { rows, rejected } = await readText(text, 'people')
    expect(rows.map(({ userPrincipalName }) => userPrincipalName)).toEqual([
      'ada0@contoso.com',
      'ada3@contoso.com',
      'ada5@contoso.com',
    ])
    expect(rejected).toMatchObject([
      { position: 4, field: 'city', problem: 'The row has 2 cells, the header 3.', remedy: /Fill in/ },
      { position: 5, field: 'column 4', problem: 'The row has 4 cells, the header 3.', remedy: /quotation marks/ },
      { position: 7, field: '', problem: /never closed/, remedy: /Close it/ },
    ])
  })

  test('a rejected row of several lines says where it ends', async () => {
    const { rejected } = await readText('userPrincipalName,displayName\nSales,"A\nB"\n', 'people')
    expect(rejected).toMatchObject([{ position: 2, problem: /goes on to line 3/ }])
  })
})

describe('a column twice', () => {
  test('with the same values is read', async () => {
    const { rows, rejected } = await readText(
      'userPrincipalName,displayName,displayName\na@contoso.com,Ada,Ada\n',
      'people',
    )
    expect([rows[0]?.displayName, rejected]).toEqual(['Ada', []])
  })

  test('with different values rejects the row', async () => {
    const { rows, rejected } = await readText(
      'userPrincipalName,displayName,displayName\na@contoso.com,Ada,Bob\n',
      'people',
    )
    expect(rows).toEqual([])
    expect(rejected).toMatchObject([{ position: 2, field: 'displayName', problem: /twice/ }])
  })
})

test('a file with a mark, CRLF, blank lines at the end and an empty last column is read whole', async () => {
  const { rows, rejected } = await readText(
    `\uFEFF${usersExport([{}, {}])}\r\n\r\n , \r\n`.replace(' , \r\n', ''),
    'people',
  )
  expect([rows.length, rejected]).toEqual([2, []])
})

test('UTF-16 with tabs, as Excel saves "Unicode text", is read', async () => {
  const { rows } = await readText(
    Buffer.from('\uFEFFuserPrincipalName\tdisplayName\r\nada@contoso.com\t山田 太郎\r\n', 'utf16le'),
    'people',
  )
  expect(rows[0]?.displayName).toBe('山田 太郎')
})

test('Windows-1252 is read and said', async () => {
  const { rows, rejected } = await readText(
    Buffer.from('userPrincipalName,city,displayName\nada@contoso.com,K\xf6ln,Ada\n', 'latin1'),
    'people',
  )
  expect(rows[0]?.city).toBe('Köln')
  expect(rejected).toMatchObject([{ position: null, problem: /not UTF-8/, remedy: /CSV UTF-8/ }])
})

test('an export with a header and no rows has no rows and no error', async () => {
  expect(await readText('userPrincipalName,displayName\n', 'people')).toEqual({ rows: [], rejected: [] })
})

const rowsInLargeFile = 200_000

/** Heap in which a file of 200,000 rows is read, in MB. All its rows at once need several times as much. */
const heapMb = 32

describe(`${rowsInLargeFile} rows`, () => {
  async function largeFile(): Promise<string> {
    const path = join(await folderForTest(), 'users.csv')
    const stream = createWriteStream(path)
    const [header = '', row = ''] = usersExport([{ createdDateTime: '2021-08-19T13:25:31Z' }]).split('\r\n')
    stream.write(`${header}\r\n`)
    for (let index = 0; index < rowsInLargeFile; index += 1) {
      const line = row.replaceAll('ada0@', `ada${index}@`).replace(guid(0), guid(index))
      if (!stream.write(`${line}\r\n`)) await once(stream, 'drain')
    }
    stream.end()
    await once(stream, 'close')
    return path
  }

  async function readIn(path: string, keep: boolean): Promise<string> {
    const reader = join(import.meta.dirname, 'read-export.ts')
    const code = `const { readExport } = await import(${JSON.stringify(reader)})
      let rows = 0; const kept = []
      for await (const page of readExport(${JSON.stringify(path)})) { rows += page.rows.length; if (${keep}) kept.push(page) }
      console.log(rows, kept.length > 0)`
    const options = [`--max-old-space-size=${heapMb}`, '--input-type=module', '-e', code]
    const { stdout } = await promisify(execFile)(process.execPath, options, {
      cwd: join(import.meta.dirname, '..', '..'),
    })
    return stdout.trim()
  }

  test('are read in a heap that could not hold them', async () => {
    const path = await largeFile()
    expect(await readIn(path, false)).toBe(`${rowsInLargeFile} false`)
    await expect(readIn(path, true)).rejects.toThrow()
  }, 120_000)
})
