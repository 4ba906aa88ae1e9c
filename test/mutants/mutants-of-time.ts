import type { Mutant } from './mutant.ts'

/** Faults in what is done at which time. */
export const MUTANTS_OF_TIME: readonly Mutant[] = [
  {
    id: 'cron-by-local-clock',
    broken: 'A schedule follows the zone of the machine instead of its own.',
    edits: [
      {
        file: 'src/core/schedule/wall-clock.ts',
        find: '{ ...TO_THE_SECOND, timeZone: timezone }',
        put: 'TO_THE_SECOND',
      },
    ],
    killer: { type: 'tests', file: 'test/core/schedule/cron.test.ts', name: '[SH4]' },
  },
  {
    id: 'next-fire-after-the-run',
    broken: 'The next instant is armed when the run has ended, not when it starts.',
    edits: [
      {
        file: 'src/engine/start-fired.ts',
        find: '  const started = await parts.engine.startFired(',
        put: `  const stop = parts.engine.onCommit(async () => {
    const run = await parts.engine.findRun(id)
    if (after === null || run === undefined || !isFinished(run)) return
    stop()
    await parts.engine.write({ triggers: [{ ...after, version: after.version + 1, lastRun: id }] })
  })
  const started = await parts.engine.startFired(`,
      },
      {
        file: 'src/engine/start-fired.ts',
        find: "import type { Run } from '../core/run/run.ts'",
        put: "import { isFinished, type Run } from '../core/run/run.ts'",
      },
      {
        file: 'src/engine/start-fired.ts',
        find: '[{ ...after, lastRun: id }]',
        put: '[{ ...after, nextFireAt: null, lastRun: id }]',
      },
    ],
    killer: { type: 'tests', file: 'test/engine/schedules.test.ts', name: '[SD1] arms the next instant' },
  },
  {
    id: 'time-limit-by-wall-clock',
    broken: 'A time limit is compared with the clock on the wall, not with the time of the decision.',
    edits: [
      {
        file: 'src/core/run/time-passed.ts',
        find: 'isReached(state.deadline, log.now)',
        put: 'isReached(state.deadline, Date.now() as Timestamp)',
      },
    ],
    killer: { type: 'tests', file: 'test/core/run/attempts.test.ts', name: '[AT9] an attempt before its deadline' },
  },
  {
    id: 'one-long-timer',
    broken: 'A wait of forty days is one timer, which Node rings after a millisecond.',
    edits: [
      {
        file: 'src/adapters/embedded/alarm.ts',
        find: 'Math.min(TIMER_MS_MAX, Math.max(0, at - clock.now()))',
        put: 'Math.max(0, at - clock.now())',
      },
      { file: 'src/adapters/embedded/alarm.ts', find: 'if (at > clock.now()) {', put: 'if (at < 0) {' },
    ],
    killer: { type: 'tests', file: 'test/adapters/embedded/delivery.test.ts', name: '[EN16] waits 40 days' },
  },
]
