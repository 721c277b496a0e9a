// The help of the command line, made from the commands' own declarations.

import type { Command } from './command.ts'

/** All commands with a line each. */
export function describeCommands(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return [
    'Usage: keywave COMMAND [options]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'keywave COMMAND --help tells more. Exit codes: 0 all is well, 1 findings, 2 could not tell, 3 wrong use.',
  ].join('\n')
}

/** One command: usage, options, notes. */
export function describeCommand(command: Command): string {
  const options = Object.entries(command.options).map(([name, option]) => ({
    flag: `--${name}${option.type === 'string' ? ` ${option.value ?? 'VALUE'}` : ''}`,
    help: `${option.help}${option.default === undefined ? '' : ` Default: ${option.default}.`}`,
  }))
  const width = Math.max(0, ...options.map(({ flag }) => flag.length))
  return [
    `Usage: keywave ${[command.name, command.operands, options.length > 0 ? '[options]' : ''].filter((part) => part !== '').join(' ')}`,
    '',
    command.summary,
    ...(options.length > 0 ? ['', ...options.map(({ flag, help }) => `  ${flag.padEnd(width)}  ${help}`)] : []),
    ...(command.notes === undefined ? [] : ['', ...command.notes]),
  ].join('\n')
}
