// keywave start: the server, its jobs and, on an empty machine, the simulated tenant.

import { demoName, ensureDemo } from '#app/ensure-demo.ts'
import { defineCommand, exitCodes } from '../command.ts'
import { showSyncProgress } from '../render/sync-progress.ts'
import { styled } from '../terminal.ts'

export default defineCommand({
  name: 'start',
  summary: 'Start the server; on an empty machine with a simulated tenant to look at.',
  operands: '',
  options: { 'no-demo': { type: 'boolean', help: 'Do not make the simulated tenant.' } },
  async run({ options, surroundings }) {
    const { terminal } = surroundings
    const { port } = surroundings.config
    const app = await surroundings.openApp({ what: 'keywave start', url: `http://localhost:${port}` })
    const server = await surroundings.serve(app, port)
    const isEmpty = (await app.store.tenants()).every(({ name }) => name === demoName())
    if (isEmpty && !options['no-demo']) {
      await ensureDemo(app, {
        emergencyAccounts: surroundings.demoEmergencyAccounts,
        signal: surroundings.signal,
        onProgress: (progress) => showSyncProgress(terminal, progress, app.clock.now()),
      })
    }
    const stopWorking = surroundings.work(app)
    terminal.print(`${styled(terminal, 'bold', 'Keywave')} is ready. Look at ${styled(terminal, 'blue', server.url)}`)
    await server.closed
    await stopWorking()
    return exitCodes.ok
  },
})
