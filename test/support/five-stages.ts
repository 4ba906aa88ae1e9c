import type { RunId } from '../../src/core/run/ids.ts'
import type { RunEvent } from '../../src/core/run/run-event.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'
import type { ReceiptRow, RunRow, Transition } from '../../src/engine/store.ts'
import { aChange, aNewRun, aReceiptRow, aStart, aTaskRow, LENA, minute, OWNER, sha256, taskId } from './rows.ts'

const STAGES = ['classify', 'look-up', 'draft', 'check', 'send'].map((stage) => stage as StageId)
const SALT = 'c0ffee00c0ffee00c0ffee00c0ffee00'

/**
 * The transitions of a run of five stages in a row, one of them awaiting a person, as the engine writes them: the commit
 * that settles a stage begins the next one.
 */
export function fiveStageRun(id: RunId): readonly Transition[] {
  let version = 0
  const transitions: Transition[] = []
  const add = (
    events: readonly RunEvent[],
    row: Partial<RunRow>,
    given: Partial<Parameters<typeof aChange>[2]> = {},
  ) => {
    const whole = { id, version: version + events.length, title: 'Order 48213', ...row }
    transitions.push(
      version === 0 ? aNewRun(whole, { ...given, events }) : aChange(version, whole, { ...given, events }),
    )
    version += events.length
  }
  add([aStart(id), ready('classify'), begun('classify')], { owner: OWNER, nextWakeAt: minute(5) })
  for (const [index, stage] of STAGES.entries()) {
    const receipts = [stageReceipt(id, stage, index + 1)]
    const next = STAGES[index + 1]
    if (stage === 'check') {
      add(
        [opened(id, stage)],
        { status: 'waiting', nextWakeAt: minute(241) },
        { tasks: [aTaskRow({ run: id, id: taskId(id, stage), stage, runTitle: 'Order 48213' })] },
      )
      const answered = aTaskRow({
        run: id,
        id: taskId(id, stage),
        stage,
        runTitle: 'Order 48213',
        status: 'answered',
        answer: 'approve',
        decidedBy: LENA,
        decidedAt: minute(30),
      })
      add(
        [decided(id, stage), settled(stage), ready('send'), begun('send')],
        { owner: OWNER },
        { tasks: [answered], receipts },
      )
    } else if (next === undefined) {
      const end = [
        answeredBy(stage),
        settled(stage),
        { at: minute(40), type: 'run-finished', outcome: 'succeeded', outputs: {} } as const,
      ]
      add(end, { status: 'succeeded', finishedAt: minute(40), active: [] }, { receipts: [...receipts, runReceipt(id)] })
    } else {
      const follow = next === 'check' ? [ready(next)] : [ready(next), begun(next)]
      add([answeredBy(stage), settled(stage), ...follow], { owner: OWNER, nextWakeAt: minute(5) }, { receipts })
    }
  }
  return transitions
}

/** Bytes of what the run has to say: the bodies of its facts and its lines of proof. */
export function dataBytes(transitions: readonly Transition[]): number {
  const runs = transitions.flatMap(({ run }) => (run === undefined ? [] : [run]))
  const bodies = runs.flatMap(({ events }) => events.map(({ at: _at, type: _type, ...body }) => JSON.stringify(body)))
  const lines = runs.flatMap(({ receipts }) => receipts.map(({ line }) => line))
  return [...bodies, ...lines].reduce((sum, text) => sum + Buffer.byteLength(text), 0)
}

function ready(stage: string): RunEvent {
  return { at: minute(1), type: 'stage-ready', stage: stage as StageId }
}

function begun(stage: string): RunEvent {
  return {
    at: minute(1),
    type: 'attempt-begun',
    stage: stage as StageId,
    step: 'primary',
    attempt: 1,
    inputsDigest: sha256(stage),
    owner: OWNER,
    deadline: minute(5),
  }
}

function answeredBy(stage: StageId): RunEvent {
  const outputs = {
    label: 'delivery',
    reply: 'Dear Ms Novak, your parcel left our house on Monday and will be with you tomorrow.',
  }
  return {
    at: minute(2),
    type: 'attempt-answered',
    stage,
    salt: SALT,
    answer: { outputs, confidence: 0.93, cost: { basis: 'free' }, artifacts: [] },
  }
}

function settled(stage: StageId): RunEvent {
  return {
    at: minute(2),
    type: 'stage-settled',
    stage,
    settlement: { outcome: 'succeeded', output: 4, confidence: 0.93, source: 'reported', decision: null },
  }
}

function opened(run: RunId, stage: StageId): RunEvent {
  return {
    at: minute(3),
    type: 'task-opened',
    stage,
    task: taskId(run, stage),
    reason: 'human-stage',
    because: 'A person does this stage.',
    to: [LENA],
    due: minute(243),
  }
}

function decided(run: RunId, stage: StageId): RunEvent {
  const command = 'a-command' as Extract<RunEvent, { readonly type: 'task-answered' }>['command']
  return {
    at: minute(30),
    type: 'task-answered',
    stage,
    task: taskId(run, stage),
    by: LENA,
    command,
    salt: SALT,
    answer: { type: 'approve', note: '' },
  }
}

function stageReceipt(run: RunId, stage: StageId, number: number): ReceiptRow {
  return aReceiptRow({ run, stage, number, line: aLine(run, stage) })
}

function runReceipt(run: RunId): ReceiptRow {
  return aReceiptRow({ run, kind: 'run', stage: null, number: 6, line: aLine(run, 'the run') })
}

/** As long as a receipt of a stage with a gate. */
function aLine(run: RunId, what: string): string {
  return JSON.stringify({
    run,
    what,
    previous: sha256(what),
    inputs_sha256: sha256(run),
    outputs_sha256: sha256(what),
    rest: 'x'.repeat(560),
  })
}
