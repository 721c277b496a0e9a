// One config, two projects: pure tests (domain and catalogues) share a process where clock, dice and wire are absent;
// the rest run in their own files' isolation because they open servers and databases.
import { defineConfig } from 'vitest/config'

const pure = ['src/domain/**/*.test.ts', 'src/checks/**/*.test.ts']

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'pure', include: pure, pool: 'threads', isolate: false, setupFiles: ['./test/pure.ts'] } },
      {
        test: {
          name: 'edges',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'tools/**/*.test.ts'],
          exclude: [...pure, 'test/peers/**'],
          pool: 'forks',
          setupFiles: ['./test/strict.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
