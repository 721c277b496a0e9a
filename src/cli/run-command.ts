// Runs one command of the command line: finds it, reads its options, turns what goes wrong into one sentence, the next step and an exit code.

import { parseArgs } from 'node:util'
import { AppError, errorCatalogue } from '#domain/shared/errors.ts'
import {
  type Command,
  type ExitCode,
  exitCodes,
  type OptionDeclarations,
  type OptionValues,
  type Surroundings,
} from './command.ts'
import { describeCommand, describeCommands } from './help.ts'
import { styled, type Terminal } from './terminal.ts'

/** Runs the arguments after `keywave`. Never throws for what is expected: it is told on the terminal. */
export async function runCommand(
  commands: readonly Command[],
  args: readonly string[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { terminal } = surroundings
  const [name, ...rest] = args
  if (name === '--version' || name === 'version') {
    terminal.print(surroundings.version)
    return exitCodes.ok
  }
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    const asked = commands.find((command) => command.name === rest[0])
    terminal.print(asked === undefined ? describeCommands(commands) : describeCommand(asked))
    return name === undefined ? exitCodes.wrongUse : exitCodes.ok
  }
  const command = commands.find((known) => known.name === name)
  try {
    if (command === undefined)
      throw new AppError('wrong-use', { public: `There is no command "${name}".${nearest(name, commands)}` })
    if (rest.includes('--help') || rest.includes('-h')) {
      terminal.print(describeCommand(command))
      return exitCodes.ok
    }
    const { options, operands } = readArguments(command, rest)
    return await command.run({ options, operands, surroundings })
  } catch (error) {
    if (surroundings.signal.aborted && !(error instanceof AppError && error.code === 'wrong-use')) {
      terminal.tell('Stopped. What was read so far is kept; the next sync goes on from there.')
      return exitCodes.couldNotTell
    }
    return tellError(terminal, error, command?.name ?? null)
  }
}

function readArguments(
  command: Command,
  args: readonly string[],
): { options: OptionValues<OptionDeclarations>; operands: readonly string[] } {
  const declared = Object.fromEntries(Object.entries(command.options).map(([name, { type }]) => [name, { type }]))
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: declared,
      allowPositionals: true,
      strict: true,
    })
    const options = Object.fromEntries(
      Object.entries(command.options).map(([name, { type, default: fallback }]) => [
        name,
        values[name] ?? (type === 'boolean' ? false : fallback),
      ]),
    )
    if (command.operands === '' && positionals.length > 0)
      throw new AppError('wrong-use', { public: `keywave ${command.name} takes no "${positionals[0]}".` })
    return { options: options as OptionValues<OptionDeclarations>, operands: positionals }
  } catch (error) {
    if (error instanceof AppError) throw error
    const said = error instanceof Error ? (error.message.split(/\. (?=To specify)/)[0] ?? error.message) : String(error)
    throw new AppError('wrong-use', { public: `${said.replace(/\.$/, '')}.`, cause: error })
  }
}

function nearest(name: string, commands: readonly Command[]): string {
  const found = commands.find((command) => command.name.startsWith(name.slice(0, 3)))
  return found === undefined ? '' : ` Did you mean ${found.name}?`
}

/** Tells an error in one sentence with its code and the next step. What nobody expected is told as our own mistake, with its stack. */
export function tellError(terminal: Terminal, error: unknown, command: string | null): ExitCode {
  terminal.progress('')
  if (error instanceof AppError) {
    const remedy =
      error.code === 'wrong-use' ? `See keywave ${command === null ? '' : `${command} `}--help.` : error.remedy
    terminal.tell(
      `${styled(terminal, 'red', 'error')} ${error.message} ${remedy} ${styled(terminal, 'dim', `[${error.code}]`)}`,
    )
    return errorCatalogue[error.code].owner === 'caller' ? exitCodes.wrongUse : exitCodes.couldNotTell
  }
  terminal.tell(
    `${styled(terminal, 'red', 'error')} This is a mistake in Keywave: please report it with the lines below.`,
  )
  terminal.tell(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return exitCodes.couldNotTell
}
