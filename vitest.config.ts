import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

/** Speed is measured by the benchmarks; a test only must not hang. The longest takes 3 s alone, and 7 s on a busy machine. */
const TEST_MS = 20_000
/** A browser test starts a server and a browser; on a busy two-core machine that alone can take 30 s. */
const BROWSER_TEST_MS = 180_000
/** As long as a browser waits for what it is to click on. */
const BROWSER_POLL_MS = 30_000
/** Some of them wait for the clock, so three at a time keep two cores busy. */
const BROWSERS = 3
/** Thousands of cases drawn by chance. Counting what they cover would take longer than they do, and tell nothing new. */
const MANY = 'test/**/*.many.test.ts'
/** Each test makes the engine, the API or the command line anew, in memory: their modules need not be loaded for each file. */
const IN_MEMORY = 'test/{api,cli,engine}/**/*.test.ts'
/** Counts the timers of its process, and so must be alone in it. */
const ALONE = 'test/api/health.test.ts'

/** They wait for a minute of the clock to begin, or for what takes its time: begun last, they would keep cores idle. */
const WAITING = /\/e2e\/(schedule|live-run|webhooks)\.test\.ts$/

class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isWaiting = ({ moduleId }: TestSpecification): boolean => WAITING.test(moduleId)
    return [...sorted.filter(isWaiting), ...sorted.filter((file) => !isWaiting(file))]
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: WaitingFirst },
    // By itself one core would be left to the runner, which is idle most of the time; and some tests wait for processes.
    maxWorkers: availableParallelism() + 1,
    testTimeout: TEST_MS,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/{core,api,cli,engine,web,e2e}/**', MANY],
        },
      },
      {
        extends: true,
        test: {
          name: 'in-memory',
          environment: 'node',
          include: [IN_MEMORY],
          exclude: [ALONE, MANY],
          isolate: false,
          restoreMocks: true,
        },
      },
      {
        extends: true,
        // What has no state of its own need not be loaded anew for each file.
        test: {
          name: 'core',
          environment: 'node',
          include: ['test/core/**/*.test.ts'],
          exclude: [MANY],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'alone', environment: 'node', include: [ALONE] } },
      { extends: true, test: { name: 'many', environment: 'node', include: [MANY] } },
      {
        extends: true,
        test: { name: 'web', environment: 'happy-dom', include: ['test/web/**/*.test.{ts,tsx}'] },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: BROWSER_TEST_MS,
          hookTimeout: BROWSER_TEST_MS,
          expect: { poll: { timeout: BROWSER_POLL_MS } },
          maxWorkers: BROWSERS,
          // After the others, which have less time and should not wait for a browser.
          sequence: { groupOrder: 1 },
        },
      },
    ],
    coverage: {
      // Counters in the code are compiled with it; V8's own keep it from compiling what runs often.
      provider: 'istanbul',
      include: ['src/**/*.ts'],
      exclude: ['src/web/**'],
      reporter: ['text-summary', 'html', 'json-summary'],
      thresholds: {
        'src/core/**': { branches: 100, lines: 100, functions: 100, statements: 100 },
        'src/engine/**': { branches: 95, lines: 95, functions: 95, statements: 95 },
        'src/{adapters,api,cli}/**': { branches: 80, lines: 90, functions: 90, statements: 90 },
      },
    },
  },
})
