import type { ProgramConnection } from '../../core/connection/connection.ts'
import type { AttemptError, AttemptResult, ModelUse } from '../../core/run/answer.ts'
import { callSpending } from '../../core/run/call-spending.ts'
import type { Cost } from '../../core/run/cost.ts'
import type { Assignment, Blobs, Connections, Performer } from '../../engine/ports.ts'
import type { Refusal } from './attempt-results.ts'
import type { Containment } from './command/containment.ts'
import type { Environment } from './command/environment.ts'
import { runProgram } from './command/run-program.ts'
import type { Workspace } from './command/workspace.ts'
import { openWorkspace, removeWorkspace } from './command/workspace.ts'
import { captureChanges } from './program/capture.ts'
import { DIALECTS } from './program/dialects.ts'
import type { Launch } from './program/launch.ts'
import { planLaunch } from './program/launch.ts'
import type { Heard } from './program/listen.ts'
import { listenTo } from './program/listen.ts'
import { writePrompt } from './program/prompt.ts'
import type { Worked } from './program/read-ending.ts'
import { readEnding } from './program/read-ending.ts'
import { takeSnapshot } from './program/snapshot.ts'
import { loadText } from './skill-files.ts'

export interface ProgramOptions {
  readonly blobs: Blobs
  readonly connections: Pick<Connections, 'find'>
  /** Where attempts get their private folders. */
  readonly scratch: string
  /** The environment of this program, from which others get what they may see. */
  readonly environment: Environment
  readonly containment: () => Promise<Containment>
}

/**
 * Gives an assignment to a command line that works as an agent, as one text, and reads its answer from what it tells. It
 * works in its connection's folder, or in a private one; the files that it made or changed there go with the answer.
 */
export function createProgram(options: ProgramOptions): Performer {
  return {
    perform: async (assignment, signal) => {
      if (signal.aborted) return failed(NOT_BEGUN, 'not-begun')
      const { run, files, ref } = assignment.performer
      if (run.type !== 'program') throw new Error(`${ref} is not done by a program.`)
      const connection = (await options.connections.find(run.connection))?.connection
      if (connection?.type !== 'program') return failed(unknownConnection(run.connection), 'not-begun')
      const workspace = await openWorkspace(options.scratch, files, options.blobs)
      try {
        return await performIn(workspace, { assignment, connection, options, signal })
      } finally {
        await removeWorkspace(workspace)
      }
    },
  }
}

const NOT_BEGUN: Refusal = { code: 'interrupted', message: 'The program was stopped before it began.' }

function unknownConnection(name: string): Refusal {
  const mend = 'Connect it again under this name, or start the run anew to have another one do it.'
  return { code: 'connection-unknown', message: `No program is connected as "${name}" any more. ${mend}` }
}

interface Job {
  readonly assignment: Assignment
  readonly connection: ProgramConnection
  readonly options: ProgramOptions
  readonly signal: AbortSignal
}

async function performIn(workspace: Workspace, job: Job): Promise<AttemptResult> {
  const { connection, options } = job
  const launch = await planLaunch(connection, workspace, options)
  if (!launch.ok) return failed(launch.error, 'not-begun')
  const reserved = await job.assignment.reserve({ type: 'open' })
  if (!reserved.ok) return failed(reserved.error, 'not-begun', { cost: { basis: 'free' } })
  const before = await takeSnapshot(launch.value.folder)
  const worked = await work(launch.value, job)
  const use = useOf(connection, worked.heard)
  reserved.value.settle(callSpending(use.cost, use.model?.tokens ?? null))
  const report = readEnding(worked, job)
  if (!report.ok) return failed(report.error.refusal, report.error.reach, use)
  const { artifacts, leftOut } = await captureChanges(launch.value.folder, before, options.blobs)
  if (leftOut > 0)
    await job.assignment.record({ type: 'said', text: `${leftOut} changed files were not kept: ${BOUNDS}` })
  return { type: 'answered', answer: { ...report.value, ...use, artifacts } }
}

const BOUNDS = 'an answer takes up to 100 files of up to 10 MiB, and 50 MiB of them together.'

async function work(launch: Launch, { assignment, connection, options, signal }: Job): Promise<Worked> {
  const dialect = DIALECTS[connection.dialect]
  const prompt = writePrompt({ ...assignment, text: await loadAgentText(assignment, options.blobs) })
  const enough = new AbortController()
  const { performer, record } = assignment
  const listener = listenTo({ dialect, effect: performer.effect, record, stop: () => enough.abort() })
  const program = { ...launch, input: dialect.input(prompt, assignment), onLine: listener.hear }
  const ending = await runProgram(program, AbortSignal.any([signal, enough.signal]))
  return { ending, heard: await listener.settle() }
}

/** An agent is one Markdown file; a skill may bring others, which lie where the program works. */
async function loadAgentText({ performer: { files } }: Assignment, blobs: Blobs): Promise<string> {
  const isMain = ({ path }: { readonly path: string }) => /(?:^|\/)skill\.md$/i.test(path)
  const file = files.find(isMain) ?? files.find(({ path }) => /\.md$/i.test(path))
  return file === undefined ? '' : await loadText(blobs, file)
}

/** A program tells what it counted, and mostly the model too. Where it names none, it stands for it. */
function useOf({ name, dialect }: ProgramConnection, { model, end }: Heard): Use {
  const [cost, tokens] = [end?.cost ?? null, end?.tokens ?? null]
  if (model === null && tokens === null) return { cost }
  return { cost, model: { name: `${name}/${model ?? dialect}`, tokens } }
}

interface Use {
  readonly cost: Cost | null
  readonly model?: ModelUse
}

function failed(refusal: Refusal, reach: AttemptError['reach'], use: Use = { cost: null }): AttemptResult {
  return { type: 'failed', error: { ...refusal, reach, ...use } }
}
