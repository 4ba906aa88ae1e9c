import type { Plan } from '../../../src/core/plan/plan.ts'
import type { RunId } from '../../../src/core/run/ids.ts'
import { runStatus } from '../../../src/core/run/run.ts'
import { answered, finished, startOf } from '../../support/engine.ts'
import { gaps, median, rounded } from './figures.ts'
import type { DataHome, RealEngine } from './open-engine.ts'
import { openEngine } from './open-engine.ts'
import type { Part } from './part.ts'

/** Steps whose middle is compared: around the hundredth and at the end. */
const STEPS_COMPARED = 100

export interface LargeRun extends Part {
  readonly run: RunId
}

/** What happened while a large run went on. */
interface Course {
  /** When each attempt was begun (`performance.now()`). */
  readonly begun: number[]
  /** When each commit was told. */
  readonly commits: number[]
}

/** Runs the plan to its end with one stop in the middle, and measures what a step costs early, late and after the stop. */
export async function runLarge(home: DataHome, shape: string, plan: Plan): Promise<LargeRun> {
  const course: Course = { begun: [], commits: [] }
  const half = Promise.withResolvers<void>()
  const script = () => {
    course.begun.push(performance.now())
    if (course.begun.length === Math.floor(plan.stages.length / 2)) half.resolve()
    return answered({ text: 'A result of the usual length, handed on to the next stage.' })
  }
  const startedAt = performance.now()
  const first = openEngine(home.data, { script })
  watch(first, course)
  const { id } = await startOf(first, plan)
  const startMs = performance.now() - startedAt
  await half.promise
  await first.close()

  const stoppedAt = performance.now()
  await using second = openEngine(home.data, { script })
  watch(second, course)
  const commitsBefore = course.commits.length
  await second.engine.recover()
  const run = await finished(second, id)
  const endedAt = performance.now()
  const resumedAt = course.commits[commitsBefore] ?? Number.NaN
  const wrong =
    runStatus(run) === 'succeeded' ? [] : [`The ${shape} of ${plan.stages.length} stages ended as ${runStatus(run)}`]
  const problems = [...first.problems, ...second.problems].map((problem) => `The ${shape}: ${String(problem)}`)
  return {
    run: id,
    faults: { 'stop in the middle of a large run': commitsBefore < course.commits.length ? 1 : 0 },
    violations: [...wrong, ...problems, ...missing(run.stages.counts.succeeded, plan)],
    figures: {
      [`${shape}: start, ms`]: rounded(startMs),
      [`${shape}: whole run, s`]: rounded((endedAt - startedAt) / 1_000),
      [`${shape}: resumed, ms (target <= 1000)`]: rounded(resumedAt - stoppedAt),
      ...stepFigures(shape, course, plan.stages.length),
      [`${shape}: memory, MB`]: Math.round(process.memoryUsage.rss() / 1_048_576),
    },
  }
}

function watch({ engine }: RealEngine, { commits }: Course): void {
  engine.onCommit(() => commits.push(performance.now()))
}

function missing(succeeded: number, { stages }: Plan): readonly string[] {
  return succeeded === stages.length ? [] : [`${stages.length - succeeded} of ${stages.length} stages did not succeed`]
}

/**
 * A commit of a chain is one step; one of a fan is as many as there are slots, so what counts is how fast attempts are
 * begun. The stop in the middle is in neither window.
 */
function stepFigures(shape: string, { begun, commits }: Course, stages: number): Part['figures'] {
  const isChain = commits.length >= stages
  const [early, late] = isChain
    ? [median(stepsAround(commits, STEPS_COMPARED)), median(gaps(commits.slice(-STEPS_COMPARED)))]
    : [paceOf(begun.slice(stages * 0.1, stages * 0.2)), paceOf(begun.slice(-stages * 0.1))]
  return {
    [`${shape}: early step, ms`]: rounded(early),
    [`${shape}: late step, ms`]: rounded(late),
    [`${shape}: late step / early step (target <= 1.5)`]: rounded(late / early),
  }
}

function stepsAround(times: readonly number[], middle: number): readonly number[] {
  return gaps(times.slice(middle - STEPS_COMPARED / 2, middle + STEPS_COMPARED / 2))
}

/** The mean time from one to the next. */
function paceOf(times: readonly number[]): number {
  return ((times.at(-1) ?? Number.NaN) - (times[0] ?? Number.NaN)) / (times.length - 1)
}
