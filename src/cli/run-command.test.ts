import { expect, test } from 'vitest'
import { AppError } from '#domain/shared/errors.ts'
import { defineCommand, exitCodes, type Surroundings } from './command.ts'
import { runCommand } from './run-command.ts'
import { readMoment, readTenantName } from './open-tenant.ts'

const echo = defineCommand({
  name: 'echo',
  summary: 'Say it again.',
  operands: '[TEXT...]',
  options: { loud: { type: 'boolean', help: 'Louder.' }, as: { type: 'string', default: 'plain', help: 'How.' } },
  async run({ options, operands, surroundings }) {
    if (operands[0] === 'throw') throw new AppError('tenant-unknown')
    if (operands[0] === 'host') throw new AppError('disk-full')
    if (operands[0] === 'bug') throw new TypeError('x is not a function')
    surroundings.terminal.print(JSON.stringify({ options, operands }))
    return exitCodes.ok
  },
})
const bare = defineCommand({
  name: 'bare',
  summary: 'Nothing.',
  operands: '',
  options: {},
  run: () => Promise.resolve(exitCodes.ok),
})

async function run(args: readonly string[], signal = new AbortController().signal) {
  const printed: string[] = []
  const told: string[] = []
  const terminal = {
    print: (text: string) => printed.push(text),
    tell: (text: string) => told.push(text),
    progress: () => {},
    columns: 80,
    colour: false,
    interactive: false,
  }
  const surroundings = { terminal, signal, version: '1.2.3' } as unknown as Surroundings
  const code = await runCommand([echo, bare], args, surroundings)
  return { code, printed: printed.join('\n'), told: told.join('\n') }
}

test('options and operands reach the command, defaults filled in', async () => {
  const { code, printed } = await run(['echo', 'a', '--loud', 'b'])
  expect(code).toBe(0)
  expect(JSON.parse(printed)).toEqual({ options: { loud: true, as: 'plain' }, operands: ['a', 'b'] })
})

test('an unknown option is wrong use, with one line that points to the help', async () => {
  const { code, told, printed } = await run(['echo', '--nope'])
  expect(code).toBe(3)
  expect(told).toMatch(/^error Unknown option '--nope'\. See keywave echo --help\. \[wrong-use\]$/)
  expect(printed).toBe('')
})

test('an operand where none is taken is wrong use', async () => {
  expect(await run(['bare', 'x'])).toMatchObject({ code: 3, told: expect.stringContaining('takes no "x"') })
})

test('an unknown command is wrong use and the nearest is named', async () => {
  expect(await run(['echoes'])).toMatchObject({ code: 3, told: expect.stringContaining('Did you mean echo?') })
})

test("an expected error is one sentence, its remedy and its code; the caller's are 3, the others 2", async () => {
  expect(await run(['echo', 'throw'])).toMatchObject({
    code: 3,
    told: expect.stringMatching(/^error No tenant .*\[tenant-unknown\]$/),
  })
  expect(await run(['echo', 'host'])).toMatchObject({
    code: 2,
    told: expect.stringMatching(/^error The disk is full\. Free some space.*\[disk-full\]$/),
  })
})

test('a mistake of ours is told as one, with its stack', async () => {
  expect(await run(['echo', 'bug'])).toMatchObject({
    code: 2,
    told: expect.stringMatching(/mistake in Keywave[\s\S]*TypeError: x is not a function/),
  })
})

test('help is printed, not told, and names every command', async () => {
  const { code, printed } = await run(['--help'])
  expect(code).toBe(0)
  expect(printed).toContain('echo')
  expect((await run(['echo', '--help'])).printed).toContain('--loud')
  expect((await run([])).code).toBe(3)
})

test('being stopped is told kindly and is no success', async () => {
  const stopped = AbortSignal.abort()
  expect(await run(['echo', 'bug'], stopped)).toMatchObject({
    code: 2,
    told: expect.stringContaining('goes on from there'),
  })
})

test('the version is printed', async () => {
  expect((await run(['--version'])).printed).toBe('1.2.3')
})

const now = Temporal.Instant.from('2026-11-23T09:00:00Z')

test.each([
  ['7d', '2026-11-16T09:00:00Z'],
  ['36h', '2026-11-21T21:00:00Z'],
  ['90m', '2026-11-23T07:30:00Z'],
  ['2026-11-20T10:00:00+01:00', '2026-11-20T09:00:00Z'],
  ['2026-11-20', '2026-11-21T00:00:00Z'],
])('the moment %s is %s', (text, instant) => {
  expect(readMoment(text, now).toString()).toBe(instant)
})

test('what is no moment or no tenant name is refused by name', () => {
  expect(() => readMoment('yesterday', now)).toThrow(/"yesterday" is not a moment/)
  expect(() => readTenantName('Contoso Ltd')).toThrow(/"Contoso Ltd" is not a tenant name/)
})
