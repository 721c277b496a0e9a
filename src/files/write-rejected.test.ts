import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fileForTest } from './exported-file.fixture.ts'
import { rejectedBeside, writeRejected } from './write-rejected.ts'

const item = {
  origin: 'users.csv',
  position: 3,
  field: 'id',
  problem: '"=x" is not an object id.',
  remedy: 'Correct it.',
}

describe('the file beside an export', () => {
  test('tells file, line, column, problem and remedy of each rejected row', async () => {
    const path = await fileForTest('', 'users.csv')
    await writeRejected(path, [item, { ...item, position: null }])
    expect(readFileSync(`${path}.rejected.csv`, 'utf8')).toBe(
      '\uFEFFfile,line,column,problem,remedy\nusers.csv,3,id,"""=x"" is not an object id.",Correct it.\n' +
        'users.csv,,id,"""=x"" is not an object id.",Correct it.\n',
    )
  })

  test('is not made when nothing is rejected, and one of an earlier import goes', async () => {
    const path = await fileForTest('', 'users.csv')
    await writeRejected(path, [item])
    expect(existsSync(`${path}.rejected.csv`)).toBe(true)
    await writeRejected(path, [])
    expect(existsSync(`${path}.rejected.csv`)).toBe(false)
  })

  test('replaces that of an earlier import', async () => {
    const path = await fileForTest('', 'users.csv')
    await writeRejected(path, [item, item, item])
    await writeRejected(path, [item])
    expect(readFileSync(`${path}.rejected.csv`, 'utf8').split('\n')).toHaveLength(3)
  })

  test('takes many thousands one by one', async () => {
    const path = await fileForTest('', 'users.csv')
    function* many() {
      for (let line = 2; line < 20_002; line += 1) yield { ...item, position: line }
    }
    await writeRejected(path, many())
    expect(readFileSync(`${path}.rejected.csv`, 'utf8').split('\n')).toHaveLength(20_002)
  })

  test('that cannot be written says so', async () => {
    const file = rejectedBeside('/nowhere/at/all/users.csv')
    await expect(file.add([item])).rejects.toMatchObject({ code: 'file-missing', message: /users\.csv\.rejected\.csv/ })
  })
})
