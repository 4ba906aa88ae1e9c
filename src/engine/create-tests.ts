import type { JsonObject } from '../core/basics/json.ts'
import type { Result } from '../core/basics/result.ts'
import { err, ok } from '../core/basics/result.ts'
import { capabilityAlone, STAGE_ALONE } from '../core/plan/capability-alone.ts'
import { exampleInputs } from '../core/plan/example-inputs.ts'
import { toPerformer } from '../core/plan/performer.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { TestPlan } from '../core/plan/plan-for-test.ts'
import { planForTest } from '../core/plan/plan-for-test.ts'
import { stageAlone } from '../core/plan/stage-alone.ts'
import { inputProblems, withDefaults } from '../core/run/check-inputs.ts'
import type { RunId } from '../core/run/ids.ts'
import { SAMPLES_MAX } from '../core/run/samples-max.ts'
import type { StageId, WorkflowId } from '../core/workflow/workflow.ts'
import type { Delivery } from './delivery.ts'
import type { Engine, EngineParts } from './engine.ts'
import { holdBack } from './hold-back.ts'
import type { KeptTests } from './kept-tests.ts'
import { createKeptTests } from './kept-tests.ts'
import type { DraftPlanning } from './plan-draft.ts'
import { planDraft } from './plan-draft.ts'
import type { Clock, Ids, Library } from './ports.ts'
import type { RunReader } from './store.ts'
import type { Test, TestAloneOrder, TestForm, TestOrder, TestProblem, TestSubject, Tests } from './tests.ts'
import { TEST_STAGES_MAX } from './tests.ts'

export interface TestsParts extends DraftPlanning {
  /** Where real runs are: the last one says what to begin with. */
  readonly engine: Pick<Engine, 'findRun'>
  readonly reader: Pick<RunReader, 'listRuns'>
  readonly library: Pick<Library, 'resolve'>
  readonly clock: Clock
  readonly ids: Pick<Ids, 'next'>
  readonly findPerformer: EngineParts['findPerformer']
  /** An engine over a store of its own that nobody else sees and that is forgotten with it. */
  readonly openScratch: (findPerformer: EngineParts['findPerformer']) => Scratch
  readonly wakeAt: Delivery['wakeAt']
}

export type Scratch = Pick<Test, 'engine' | 'reader'>

export function createTests(parts: TestsParts): Tests {
  const kept = createKeptTests(parts)
  return {
    prepare: (subject) => prepare(parts, subject),
    begin: (order) => begin(parts, kept, order),
    beginAlone: (order) => beginTestAlone(parts, kept, order),
    find: kept.find,
    close: kept.end,
    closeAll: kept.endAll,
  }
}

/** The draft's plan as it would be made now. */
async function planOf(parts: TestsParts, subject: TestSubject): Promise<Result<Plan, TestProblem>> {
  const report = await planDraft(parts, subject)
  if (!report.ok) return report
  const { plan } = report.value
  return plan === undefined ? err({ code: 'plan-incomplete', report: report.value }) : ok(plan)
}

/** What is tested of a plan. `given`: the names of the inputs that there are values for. */
function partOf(plan: Plan, { stage }: TestSubject, given: readonly string[]): Plan | undefined {
  return stage === undefined ? plan : stageAlone(plan, stage as StageId, given)
}

function stageUnknown({ stage = '' }: TestSubject): Result<never, TestProblem> {
  return err({ code: 'stage-unknown', stage })
}

async function prepare(parts: TestsParts, subject: TestSubject): Promise<Result<TestForm, TestProblem>> {
  const planned = await planOf(parts, subject)
  if (!planned.ok) return planned
  const part = partOf(planned.value, subject, [])
  if (part === undefined) return stageUnknown(subject)
  const { heldBack } = planForTest(part)
  const last = await lastInputs(parts, part.workflow.id)
  return ok({
    inputs: part.inputs,
    values: { ...exampleInputs(part), ...fitting(part, last) },
    heldBack: part.stages.filter(({ id }) => heldBack.includes(id)),
  })
}

async function lastInputs({ reader, engine }: TestsParts, workflow: WorkflowId): Promise<JsonObject> {
  const [row] = await reader.listRuns({ workflow, limit: 1 })
  return (row === undefined ? undefined : (await engine.findRun(row.id))?.inputs) ?? {}
}

/** The WorkChart may have changed since. */
function fitting(plan: Plan, last: JsonObject): JsonObject {
  const bad = new Set(inputProblems(plan, last).map(({ pointer }) => pointer.split('/')[1]))
  return Object.fromEntries(Object.entries(last).filter(([name]) => !bad.has(name)))
}

async function begin(parts: TestsParts, kept: KeptTests, order: TestOrder): Promise<Result<Test, TestProblem>> {
  const planned = await planOf(parts, order)
  if (!planned.ok) return planned
  const large = tooLarge(planned.value, order)
  if (large !== undefined) return err(large)
  const samples = samplesOf(parts, planned.value, order)
  if (samples === undefined) return stageUnknown(order)
  const { id, by, stage = null } = order
  return beginSamples(parts, kept, {
    id,
    by,
    samples,
    workflow: planned.value.workflow.id,
    stage: stage as StageId | null,
  })
}

async function beginTestAlone(
  parts: TestsParts,
  kept: KeptTests,
  { id, capability, inputs, by }: TestAloneOrder,
): Promise<Result<Test, TestProblem>> {
  const ref = `${capability.kind}:${capability.name}`
  const entry = await parts.library.resolve(capability)
  if (entry?.type !== 'capability') return err({ code: 'capability-unknown', ref })
  const performer = toPerformer(capability, entry)
  if (performer.kind !== 'capability')
    return err({ code: 'capability-unavailable', reason: entry.unavailable ?? `${ref} can not be carried out here.` })
  const plan = capabilityAlone(performer, Object.keys(inputs))
  const sample = { ...planForTest(plan), run: parts.ids.next() as RunId, inputs }
  return beginSamples(parts, kept, { id, by, samples: [sample], workflow: plan.workflow.id, stage: STAGE_ALONE })
}

async function beginSamples(parts: TestsParts, kept: KeptTests, opening: Opening): Promise<Result<Test, TestProblem>> {
  const refused = refusedSamples(opening.samples)
  if (refused !== undefined) return err(refused)
  const known = kept.find(opening.id)
  if (known !== undefined) return ok(known)
  const test = openTest(parts, opening)
  await kept.put(test)
  await startEach(test, opening)
  return ok(test)
}

function tooLarge(plan: Plan, { stage, samples }: TestOrder): TestProblem | undefined {
  if (samples.length > SAMPLES_MAX) return { code: 'too-many-runs', runs: samples.length, runsMax: SAMPLES_MAX }
  const stages = samples.length * (stage === undefined ? plan.stages.length : 1)
  return stages > TEST_STAGES_MAX ? { code: 'test-too-large', stages, stagesMax: TEST_STAGES_MAX } : undefined
}

interface Sample extends TestPlan {
  readonly run: RunId
  readonly inputs: JsonObject
}

/** Each with a plan: a stage alone reads only what it is given. Undefined: there is no such stage. */
function samplesOf({ ids }: TestsParts, plan: Plan, order: TestOrder): readonly Sample[] | undefined {
  const whole = order.stage === undefined ? planForTest(plan) : undefined
  const samples = order.samples.flatMap((inputs): Sample[] => {
    const part = whole === undefined ? partOf(plan, order, Object.keys(inputs)) : plan
    if (part === undefined) return []
    return [{ ...(whole ?? planForTest(part)), run: ids.next() as RunId, inputs }]
  })
  return samples.length < order.samples.length ? undefined : samples
}

function refusedSamples(samples: readonly Sample[]): TestProblem | undefined {
  const refused = samples.flatMap(({ plan, inputs }, index) => {
    const problems = inputProblems(plan, withDefaults(plan, inputs))
    return problems.length === 0 ? [] : [{ index, problems }]
  })
  return refused.length === 0 ? undefined : { code: 'samples-refused', refused }
}

interface Opening extends Pick<TestOrder, 'id' | 'by'> {
  readonly samples: readonly Sample[]
  readonly workflow: WorkflowId
  readonly stage: StageId | null
}

function openTest(parts: TestsParts, { id, stage, samples, workflow }: Opening): Test {
  return {
    id,
    workflow,
    stage,
    heldBack: [...new Set(samples.flatMap(({ heldBack }) => heldBack))],
    runs: samples.map(({ run }) => run),
    ...parts.openScratch(holdBack(parts.findPerformer)),
  }
}

async function startEach({ engine }: Test, { by, samples }: Opening): Promise<void> {
  const started = await Promise.all(
    samples.map(({ run: id, plan, inputs }) => engine.start({ id, plan, inputs, by, cause: { type: 'manual' } })),
  )
  // All of them were checked before the first began.
  for (const result of started) if (!result.ok) throw new Error(`A sample was refused: ${result.error.code}`)
}
