import type { JsonObject } from '../core/basics/json.ts'
import type { PlannedCapability, PlannedPerformer, PlannedStage } from '../core/plan/plan.ts'
import type { AttemptResult } from '../core/run/answer.ts'
import { keyOrigin } from '../core/run/key-origin.ts'
import { plannedAt, stageIndex } from '../core/run/plan-index.ts'
import type { Run } from '../core/run/run.ts'
import type { AttemptStep } from '../core/run/run-event.ts'
import { getAnswer } from '../core/run/stage-run.ts'
import { stageAt } from '../core/run/stage-table.ts'
import type { StageId } from '../core/workflow/workflow.ts'
import type { EngineParts } from './engine.ts'
import { givenText } from './given-text.ts'
import { performSamples } from './perform-samples.ts'
import type { Assignment, Blobs, Performer } from './ports.ts'

/** An attempt that this process's own commit has begun. */
export interface Begun {
  readonly stage: StageId
  readonly step: AttemptStep
  readonly attempt: number
  readonly fence: number
  /** Of the stage, as they were when it began. */
  readonly inputs: JsonObject
}

export interface Performance {
  readonly run: Run
  readonly begun: Begun
  readonly record: Assignment['record']
  readonly reserve: Assignment['reserve']
}

type PerformParts = Pick<EngineParts, 'blobs' | 'findPerformer' | 'ids'>

/** Performs one attempt. Resolves with what came of it, whatever the performer did. */
export async function performAttempt(
  parts: PerformParts,
  { run, begun, record, reserve }: Performance,
  signal: AbortSignal,
): Promise<AttemptResult> {
  const stage = plannedAt(run.plan, stageIndex(run.plan, begun.stage))
  const capability = capabilityFor(stage, begun.step)
  const performer = parts.findPerformer(capability)
  if (performer === undefined) return notBegun('no-performer', `Nothing here can do ${capability.name} any more.`)
  return await assignmentFor(parts, { run, stage, begun, capability, record, reserve }).then(
    (assignment) => {
      const perform = (each: Assignment) => performWith(performer, each, signal)
      return performSamples(assignment, { stage, step: begun.step, sha256: parts.ids.sha256, perform })
    },
    (error: unknown) => notBegun('not-prepared', messageOf(error)),
  )
}

async function performWith(performer: Performer, assignment: Assignment, signal: AbortSignal): Promise<AttemptResult> {
  try {
    return await performer.perform(assignment, signal)
  } catch (error) {
    const message = `${assignment.performer.name} broke: ${messageOf(error)}`
    return { type: 'failed', error: { code: 'performer-broke', message, reach: 'unknown', cost: null } }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function notBegun(code: string, message: string): AttemptResult {
  return { type: 'failed', error: { code, message, reach: 'not-begun', cost: { basis: 'free' } } }
}

/** Throws for performers that no machine performs: the core never begins those. */
function capabilityFor(stage: PlannedStage, step: AttemptStep): PlannedCapability {
  const performer: PlannedPerformer | undefined = step === 'primary' ? stage.primary : stage.reviewer
  if (performer?.kind !== 'capability') throw new Error(`Stage ${stage.id} has no capability for its ${step} step`)
  return performer
}

interface Assigning {
  readonly run: Run
  readonly stage: PlannedStage
  readonly begun: Begun
  readonly capability: PlannedCapability
  readonly record: Assignment['record']
  readonly reserve: Assignment['reserve']
}

async function assignmentFor(
  parts: PerformParts,
  { run, stage, begun, capability, record, reserve }: Assigning,
): Promise<Assignment> {
  const stageRun = stageAt(run.stages, stageIndex(run.plan, stage.id))
  const { inputs } = begun
  const reviewed = begun.step === 'review' ? { inputs, answer: getAnswer(stageRun).answer.outputs } : inputs
  return {
    run: run.id,
    stage: stage.id,
    stageName: stage.name,
    performer: capability,
    ...(stage.instructions === undefined ? {} : { instructions: stage.instructions }),
    inputs: reviewed,
    ...(begun.step === 'review' || stage.outputs === undefined ? {} : { outputs: stage.outputs }),
    tools: begun.step === 'review' ? [] : stage.tools.filter((tool) => tool.kind === 'capability'),
    context: await contextOf(parts.blobs, stage),
    idempotencyKey: parts.ids.sha256(
      `${keyOrigin(run, stage.id, stageRun.generation)} ${stage.id} ${stageRun.generation} ${begun.step}`,
    ),
    attempt: begun.attempt,
    ...(stageRun.note === null ? {} : { note: stageRun.note }),
    record,
    reserve,
  }
}

async function contextOf(blobs: Blobs, { context }: PlannedStage): Promise<Assignment['context']> {
  const given = context.modules.map(async (module) => {
    const { ref, title } = module
    return { ref, title, text: await givenText(blobs, module) }
  })
  return await Promise.all(given)
}
