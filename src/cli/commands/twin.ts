// keywave twin: runs the simulated tenant alone, for development, rehearsal and other tools that speak Microsoft Graph.

import { writeFile } from 'node:fs/promises'
import { AppError } from '#domain/shared/errors.ts'
import { defineCommand, exitCodes } from '../command.ts'

export default defineCommand({
  name: 'twin',
  summary: 'Run the simulated tenant alone: an HTTP server that speaks Microsoft Graph.',
  operands: '',
  options: {
    people: { type: 'string', value: 'N', default: '1200', help: 'How many people the tenant has, 1 to 5,000,000.' },
    seed: { type: 'string', value: 'N', default: '7', help: 'The same seed gives the same tenant.' },
    port: { type: 'string', value: 'PORT', default: '4100', help: 'Port on this machine; 0 takes a free one.' },
    tls: { type: 'boolean', help: 'Serve https with a certificate authority made for this run.' },
    'ca-file': {
      type: 'string',
      value: 'FILE',
      help: "Where to write that authority's certificate, for NODE_EXTRA_CA_CERTS.",
    },
    faults: {
      type: 'string',
      value: 'LIST',
      help: 'Faults to order, for example "429@users:0.1,latency:50"; docs/twin.md lists them.',
    },
    speed: {
      type: 'string',
      value: 'N',
      default: '1',
      help: "Throttling windows pass this many times faster than Microsoft's.",
    },
  },
  notes: ['Any client id with the secret twin-secret signs in. The calls it answers are listed at /.'],
  async run({ options, surroundings }) {
    const { terminal, signal } = surroundings
    const twin = await surroundings.startTwin({
      people: wholeNumber('people', options.people, 1, 5_000_000),
      seed: wholeNumber('seed', options.seed, 0, 4_294_967_295),
      port: wholeNumber('port', options.port, 0, 65535),
      tls: options.tls,
      faults: options.faults ?? null,
      speed: wholeNumber('speed', options.speed, 1, 10_000),
    })
    if (options['ca-file'] !== undefined && twin.caPem !== null) await writeFile(options['ca-file'], twin.caPem)
    terminal.print(`The simulated tenant answers at ${twin.url}`)
    terminal.tell('Stop it with Ctrl+C.')
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve()
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
    await twin.stop()
    return exitCodes.ok
  },
})

function wholeNumber(name: string, text: string, min: number, max: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new AppError('wrong-use', {
      public: `--${name} must be a whole number from ${min.toLocaleString('en')} to ${max.toLocaleString('en')}, not "${text}".`,
    })
  }
  return value
}
