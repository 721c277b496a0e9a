import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { fileForTest, folderForTest } from './exported-file.fixture.ts'
import { openTextFile, utf8Chunks } from './text-file.ts'

const text = 'userPrincipalName,city\r\nada@contoso.com,Köln 東京\r\n'

async function textOf(content: string | Uint8Array) {
  const file = await openTextFile(await fileForTest(content))
  const chunks: Buffer[] = []
  for await (const chunk of utf8Chunks(file)) chunks.push(chunk)
  return { encoding: file.encoding, text: Buffer.concat(chunks).toString('utf8'), head: file.head }
}

function utf16(content: string, order: 'le' | 'be'): Buffer {
  const bytes = Buffer.from(content, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}

describe('encodings', () => {
  test.each([
    ['utf-8', Buffer.from(text)],
    ['utf-8', Buffer.from(`\uFEFF${text}`)],
    ['utf-16le', utf16(`\uFEFF${text}`, 'le')],
    ['utf-16be', utf16(`\uFEFF${text}`, 'be')],
    ['utf-16le', utf16(text.replace(' 東京', ''), 'le')],
    ['utf-16be', utf16(text.replace(' 東京', ''), 'be')],
  ])('%s is read, its mark left out', async (encoding, content) => {
    const read = await textOf(content)
    expect(read.encoding).toBe(encoding)
    expect(read.text.replace(' 東京', '')).toBe(text.replace(' 東京', ''))
    expect(read.head).toBe(read.text)
  })

  test('bytes that are no UTF-8 are read as Windows-1252, however late in the file the first is', async () => {
    const far = 'x,y\r\n'.repeat(100_000)
    const read = await textOf(Buffer.concat([Buffer.from(far), Buffer.from('K\xf6ln \x80\r\n', 'latin1')]))
    expect(read.encoding).toBe('windows-1252')
    expect(read.text).toBe(`${far}Köln €\r\n`)
  })

  test('a letter of several bytes across two chunks stays whole', async () => {
    const long = 'ü'.repeat(200_001)
    expect((await textOf(`a${long}`)).text).toBe(`a${long}`)
    expect((await textOf(utf16(`\uFEFFa${long}`, 'be'))).text).toBe(`a${long}`)
  })
})

describe('what is no CSV file is refused with what it is', () => {
  test.each([
    ['a PDF', Buffer.from('%PDF-1.7\n…'), /PDF document/],
    [
      'a workbook',
      Buffer.concat([Buffer.from('504b030414000600', 'hex'), Buffer.from('[Content_Types].xml')]),
      /Excel workbook: save it as CSV/,
    ],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /Excel workbook of the old format/],
    [
      'a zip',
      Buffer.concat([Buffer.from('504b030414000600', 'hex'), Buffer.from('DevicesWithInventory.csv')]),
      /zip archive: unpack it/,
    ],
    ['a gzip', Buffer.from('1f8b0800', 'hex'), /gzip/],
    ['a binary file', Buffer.from([1, 0, 2, 0, 0, 3, 250, 0, 0, 0]), /binary/],
    ['a web page', Buffer.from('\r\n<!DOCTYPE html><html><body>Sign in'), /web page/],
    ['XML', Buffer.from('<?xml version="1.0"?>'), /XML/],
    ['JSON', Buffer.from('{"value": []}'), /JSON/],
    ['nothing', Buffer.alloc(0), /is empty/],
    ['blank lines', Buffer.from('\uFEFF\r\n \r\n'), /is empty/],
  ])('%s', async (_, content, message) => {
    await expect(openTextFile(await fileForTest(content))).rejects.toMatchObject({
      code: 'file-not-csv',
      message: expect.stringMatching(message),
    })
  })

  test('a folder and a file that is not there are missing files', async () => {
    const folder = await folderForTest()
    await mkdir(join(folder, 'exports'))
    await expect(openTextFile(join(folder, 'exports'))).rejects.toMatchObject({
      code: 'file-missing',
      message: /folder/,
    })
    await expect(openTextFile(join(folder, 'none.csv'))).rejects.toMatchObject({
      code: 'file-missing',
      message: 'There is no file "none.csv".',
    })
  })

  test.skipIf(process.getuid?.() === 0)('a file that this user may not read says so', async () => {
    const path = await fileForTest(text)
    await chmod(path, 0o000)
    await expect(openTextFile(path)).rejects.toMatchObject({ code: 'file-missing', message: /may not be read/ })
  })
})
