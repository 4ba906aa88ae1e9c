import { join } from 'node:path'
import { assertNever } from '../../core/basics/assert-never.ts'
import type { AttemptError, AttemptResult } from '../../core/run/answer.ts'
import type { Assignment, Blobs, Performer } from '../../engine/ports.ts'
import type { Refusal } from './attempt-results.ts'
import type { Room } from './command/bubblewrap.ts'
import type { Containment } from './command/containment.ts'
import { contain } from './command/containment.ts'
import type { Environment } from './command/environment.ts'
import { environmentFor } from './command/environment.ts'
import { withErrors } from './command/last-words.ts'
import { parseReport } from './command/parse-report.ts'
import type { Ending } from './command/run-program.ts'
import { runProgram } from './command/run-program.ts'
import type { Workspace } from './command/workspace.ts'
import { openWorkspace, removeWorkspace } from './command/workspace.ts'

export interface CommandOptions {
  readonly blobs: Blobs
  /** Where attempts get their private folders. */
  readonly scratch: string
  /** The environment of this program, from which commands get what they may see. */
  readonly environment: Environment
  /** Found once, before the first command. */
  readonly containment: () => Promise<Containment>
}

/**
 * Runs a skill's program: its argument list comes from the contract alone, the assignment goes to its standard input as
 * one JSON object, its answer comes from its standard output. A file of the skill is named relative to its folder.
 */
export function createCommand(options: CommandOptions): Performer {
  return {
    perform: async (assignment, signal) => {
      if (signal.aborted) return failed(NOT_BEGUN, 'not-begun')
      const workspace = await openWorkspace(options.scratch, assignment.performer.files, options.blobs)
      try {
        return await performIn(workspace, { assignment, options, signal })
      } finally {
        await removeWorkspace(workspace)
      }
    },
  }
}

const NOT_BEGUN: Refusal = { code: 'interrupted', message: 'The command was stopped before it began.' }

interface Job {
  readonly assignment: Assignment
  readonly options: CommandOptions
  readonly signal: AbortSignal
}

async function performIn(workspace: Workspace, { assignment, options, signal }: Job): Promise<AttemptResult> {
  const { run } = assignment.performer
  if (run.type !== 'command') throw new Error(`${assignment.performer.ref} is not run by a command.`)
  const environment = environmentFor(run.env, options.environment, workspace)
  if (!environment.ok) return failed(environment.error, 'not-begun')
  const argv = resolveProgram(run.argv, workspace)
  const room: Room = { folder: workspace.skill, writable: [workspace.root], readable: [], network: 'off' }
  const contained = await contain(argv, room, {
    containment: await options.containment(),
    path: options.environment['PATH'],
  })
  if (!contained.ok) return toResult(contained.error, run.argv[0] ?? '')
  const program = { ...contained.value, folder: workspace.skill, environment: environment.value, mark: workspace.root }
  const ending = await runProgram({ ...program, input: inputFor(assignment) }, signal)
  return toResult(ending, run.argv[0] ?? '')
}

/** `./scripts/run.sh` stands in the skill's folder; a bare name such as `python3` is looked up on the PATH. */
function resolveProgram([program = '', ...args]: readonly string[], workspace: Workspace): readonly string[] {
  return [program.includes('/') && !program.startsWith('/') ? join(workspace.skill, program) : program, ...args]
}

function inputFor({ inputs, context, instructions, idempotencyKey, note }: Assignment): string {
  return `${JSON.stringify({ inputs, context, instructions, idempotencyKey, note })}\n`
}

function toResult(ending: Ending, program: string): AttemptResult {
  switch (ending.type) {
    case 'not-started':
      return failed(
        { code: 'command-not-started', message: `"${program}" could not be started: ${ending.reason}.` },
        'not-begun',
      )
    case 'killed':
      return failed(withErrors(KILLED[ending.by], ending.errors), 'unknown')
    case 'exited':
      return ending.code === 0 ? readAnswer(ending.output) : failed(exitRefusal(program, ending), 'answered')
    default:
      return assertNever(ending)
  }
}

const KILLED = {
  signal: {
    code: 'command-killed',
    message: 'The command was ended by a signal. Look at what it had done before trying again.',
  },
  abort: { code: 'interrupted', message: 'The command was stopped while it ran.' },
  flood: {
    code: 'output-too-large',
    message: 'The command wrote more than 10 MiB and was stopped. Write large results to a file.',
  },
} as const satisfies Record<Extract<Ending, { type: 'killed' }>['by'], Refusal>

function readAnswer(output: string): AttemptResult {
  const answer = parseReport(output)
  return answer.ok ? { type: 'answered', answer: answer.value } : failed(answer.error, 'answered')
}

function exitRefusal(program: string, { code, errors }: Extract<Ending, { type: 'exited' }>): Refusal {
  return withErrors({ code: 'command-failed', message: `"${program}" ended with exit code ${code}.` }, errors)
}

/** What a command costs is unknown unless it says so. */
function failed({ code, message }: Refusal, reach: AttemptError['reach']): AttemptResult {
  return { type: 'failed', error: { code, message, reach, cost: null } }
}
