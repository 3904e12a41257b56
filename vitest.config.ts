import { defineConfig } from 'vitest/config'

const never = ['**/node_modules/**', '**/dist/**', '**/data/**']
const onServers = '**/*.servers.test.ts'
const faults = 'tests/faults/**/*.test.ts'
/** The services' own tests once more, on a database server. */
const databases = 'tests/databases/**/*.test.ts'
/** What needs a Docker Engine and our images in it. */
const containers = 'tests/containers/**/*.test.ts'

/** Two workers in all: the machines this runs on are small, and the services under test have threads of their own. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    maxWorkers: 2,
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: [
            'packages/{contracts,service-kit}/**/*.test.ts',
            'services/*/server/**/*.test.ts',
            'apps/**/*.test.ts',
            'bench/**/*.test.ts',
            'tools/**/*.test.ts',
          ],
          exclude: [...never, onServers],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          environment: 'jsdom',
          include: ['packages/ui-kit/**/*.test.{ts,tsx}', 'services/*/web/**/*.test.{ts,tsx}'],
          exclude: never,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'servers',
          environment: 'node',
          include: [onServers],
          exclude: [...never, faults, databases],
          // Each of these starts a database or a broker of its own, which takes its share of the machine.
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'faults',
          environment: 'node',
          include: [faults],
          exclude: never,
          maxWorkers: 1,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: 'databases',
          environment: 'node',
          include: [databases],
          exclude: never,
          maxWorkers: 1,
          testTimeout: 240_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 4 },
        },
      },
      {
        extends: true,
        test: {
          name: 'system',
          environment: 'node',
          include: ['tests/**/*.test.ts'],
          exclude: [...never, onServers, faults, databases, containers],
          // Each of these starts whole programs and kills some of them: one at a time, and after everything else.
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'docker',
          environment: 'node',
          include: [containers, 'tests/journeys/working-day.test.ts'],
          exclude: never,
          env: { POPUG_SYSTEM: 'docker' },
          maxWorkers: 1,
          testTimeout: 120_000,
          hookTimeout: 240_000,
          sequence: { groupOrder: 5 },
        },
      },
    ],
  },
})
