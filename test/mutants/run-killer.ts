import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { judgeEnding } from '../../tools/prove/judge-ending.ts'
import type { Ending } from '../../tools/prove/run-program.ts'
import { runProgram } from '../../tools/prove/run-program.ts'
import type { HarnessKiller, Killer, TestKiller } from './mutant.ts'
import type { Workshop } from './workshop.ts'

/** A killer that takes longer says nothing in time. */
const KILLER_MS_MAX = 180_000

/** What a killer said about the project as it found it. */
export type Saying =
  | { readonly type: 'well' }
  /** It saw what it is there to see. */
  | { readonly type: 'seen'; readonly what: string }
  /** It failed, but not as it should: it crashed, hung, ran nothing, or saw something else. */
  | { readonly type: 'astray'; readonly why: string }

export async function runKiller(workshop: Workshop, killer: Killer, listener: Listener): Promise<Saying> {
  try {
    if (killer.type === 'tests') return await runTests(workshop, killer, listener)
    return await runHarness(workshop, killer, listener)
  } finally {
    await workshop.sweep()
  }
}

export interface Listener {
  /** Gets what the killer tells on the way, line by line. */
  readonly heard: (line: string) => void
  /** Ends the killer. */
  readonly signal: AbortSignal
}

async function runTests(workshop: Workshop, { file, name }: TestKiller, listener: Listener): Promise<Saying> {
  const report = join(workshop.folder, 'dist/killer.json')
  await rm(report, { force: true })
  const reporter = ['--reporter=json', `--outputFile=${report}`]
  const projects = ['--project', 'core', '--project', 'in-memory', '--project', 'node']
  const argv = ['node_modules/vitest/vitest.mjs', 'run', ...projects, ...reporter, file, '-t', toPattern(name)]
  const { stopped } = await run(workshop, argv, listener)
  if (stopped !== undefined) return { type: 'astray', why: `The tests were ended: ${stopped}.` }
  const text = await readFile(report, 'utf8').catch(() => '{}')
  return judgeTests(reportShape.parse(JSON.parse(text)))
}

function toPattern(name: string): string {
  return name.replaceAll(/[[\](){}.*+?^$|\\]/g, '\\$&')
}

const reportShape = z.object({
  testResults: z
    .array(
      z.object({
        message: z.string().default(''),
        assertionResults: z.array(
          z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).default([]) }),
        ),
      }),
    )
    .default([]),
})

/** A test file that can not be read has no tests in it, so it fails nothing. */
function judgeTests({ testResults }: z.output<typeof reportShape>): Saying {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults)
  const failed = tests.filter(({ status }) => status === 'failed')
  const seen = failed.find(({ failureMessages }) => failureMessages.some((message) => EXPECTATION.test(message)))
  if (seen !== undefined) return { type: 'seen', what: `the test "${seen.fullName}" fails` }
  const [first] = failed
  if (first !== undefined)
    return { type: 'astray', why: `${first.fullName}: ${first.failureMessages[0]?.split('\n')[0]}` }
  if (tests.some(({ status }) => status === 'passed')) return { type: 'well' }
  return { type: 'astray', why: `No test ran. ${testResults.map(({ message }) => message).join(' ')}` }
}

/** What a test says when something is not as it expects, or does not come; anything else is a crash. */
const EXPECTATION = /^(?:AssertionError|Error: (?:expected|promise resolved|promise rejected|Test timed out))/

async function runHarness(
  workshop: Workshop,
  { program, n, seed, sees }: HarnessKiller,
  listener: Listener,
): Promise<Saying> {
  const ending = await run(workshop, [program, '--n', `${n}`, '--seed', `${seed}`], listener)
  const verdict = judgeEnding(ending, { n, seed })
  if (verdict.type === 'held') return { type: 'well' }
  if (verdict.type === 'no-proof') return { type: 'astray', why: verdict.because }
  const seen = verdict.proof.violations.find((violation) => violation.includes(sees))
  if (seen !== undefined) return { type: 'seen', what: seen }
  return { type: 'astray', why: `It saw something else: ${verdict.because[0]}` }
}

/** Nothing of whoever runs the mutants reaches a killer, above all no setting of a test runner around it. */
function run({ folder, temporary }: Workshop, argv: readonly string[], { heard, signal }: Listener): Promise<Ending> {
  const { PATH, HOME } = process.env
  const environment = { PATH, HOME, TMPDIR: temporary, NO_COLOR: '1' }
  return runProgram({ argv, folder, environment, msMax: KILLER_MS_MAX, heard }, signal)
}
