import { defineConfig } from 'vitest/config'
import { FailedTests } from './failed-tests.ts'
import { PagesFirst } from './pages-first.ts'

const slow = 120_000
/** A window on a busy machine draws late, and is waited for within a test. */
const slower = 240_000

const cacheDir = 'node_modules/.cache/cowscope/vitest'
const setupFiles = ['test/setup.ts']

// Projects do not extend the rest: how many workers they had would hide `--maxWorkers` of a command.
export default defineConfig({
  cacheDir,
  test: {
    globalSetup: ['test/run-folder.ts'],
    passWithNoTests: false,
    reporters: ['default', new FailedTests()],
    // One a processor: by itself Vitest leaves one to its own process, which has little to do.
    maxWorkers: '100%',
    sequence: { sequencer: PagesFirst },
    projects: [
      {
        cacheDir,
        test: {
          setupFiles,
          name: 'unit',
          // To load jsdom, React and Mantine takes as long as the tests of most files (setup.ts, pages-first.ts).
          isolate: false,
          include: ['test/{shared,electron,renderer,lint,build}/**/*.test.{ts,tsx}'],
          // Some start processes or make images, which takes its time on a busy machine.
          testTimeout: 60_000,
          hookTimeout: slow,
        },
      },
      {
        cacheDir,
        test: {
          setupFiles,
          name: 'differential',
          include: ['test/differential/**/*.test.ts'],
          testTimeout: slow,
          hookTimeout: slow,
        },
      },
      {
        cacheDir,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          // A display for each worker. After everything else, which would slow the windows down.
          globalSetup: ['test/e2e/displays.ts'],
          setupFiles: [...setupFiles, 'test/e2e/own-display.ts'],
          sequence: { groupOrder: 1 },
          testTimeout: slower,
          hookTimeout: slower,
          // By itself Vitest polls for a second.
          expect: { poll: { timeout: 60_000 } },
        },
      },
      {
        cacheDir,
        test: {
          setupFiles,
          name: 'fuzz',
          include: ['test/fuzz/**/*.test.ts'],
          testTimeout: 3_600_000,
        },
      },
    ],
  },
})
