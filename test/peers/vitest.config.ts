// The tests with other people's programs, run on request: `npm run test:peers` with KEYWAVE_PEERS. See CONTRIBUTING.md.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    pool: 'forks',
    setupFiles: ['../strict.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
