import { canonicalJson } from '../core/basics/json.ts'
import { plannedAt, stageIndex } from '../core/run/plan-index.ts'
import { stageInputs } from '../core/run/scope.ts'
import type { Work } from '../core/run/work-due.ts'
import { workDue } from '../core/run/work-due.ts'
import type { StageId } from '../core/workflow/workflow.ts'
import type { Deciding, Draft } from './draft.ts'
import { decideInDraft } from './draft.ts'

/** What one turn may spend beside its decisions. */
export interface Turn extends Deciding {
  /** Uniform in [0, 1). */
  readonly random: () => number
  /** Attempts that may still begin in this turn. */
  slots: number
  /** A stage was left waiting because no slot was free. */
  starved: boolean
}

/**
 * Decides everything about a run that needs nobody's wish: attempts whose process is gone, times that have come, stages
 * that a free slot may begin. Asked after every change, so that a commit also begins what it made possible.
 */
export function attend(draft: Draft, turn: Turn): void {
  const before = draft.events.length
  let works = due(draft, turn)
  for (const work of works) catchUp(draft, work, turn)
  if (draft.events.length > before) works = due(draft, turn)
  // A stage whose inputs can not be made settles or asks a person at once, which may make others ready.
  while (beginSome(draft, works, turn)) works = due(draft, turn)
}

function due(draft: Draft, { now, owner }: Turn): readonly Work[] {
  return workDue(draft.live.run, now, owner)
}

function catchUp(draft: Draft, work: Work, turn: Turn): void {
  if (work.type === 'lost') {
    decideInDraft(draft, { type: 'lose-attempt', stage: work.stage, fence: work.fence, jitter: turn.random() }, turn)
  } else if (work.type === 'time-passed') {
    decideInDraft(draft, { type: 'time-passed', jitter: turn.random() }, turn)
  }
}

/** Begins what may begin. True when that changed more than it began, so that it is worth looking again. */
function beginSome(draft: Draft, works: readonly Work[], turn: Turn): boolean {
  let again = false
  for (const work of works) {
    if (work.type !== 'begin') continue
    if (turn.slots === 0) {
      turn.starved = true
      return false
    }
    again = begin(draft, work.stage, turn) || again
  }
  return again
}

/** Takes a slot where an attempt began. True when something else came of it; a refusal is nothing. */
function begin(draft: Draft, stage: StageId, turn: Turn): boolean {
  const { run } = draft.live
  const inputs = stageInputs(run, plannedAt(run.plan, stageIndex(run.plan, stage)))
  // Inputs that can not be made have no digest: the decision finds that out itself.
  const inputsDigest = inputs.ok ? turn.sha256(canonicalJson(inputs.value)) : ''
  const before = draft.events.length
  decideInDraft(draft, { type: 'begin-attempt', stage, inputsDigest, owner: turn.owner }, turn)
  const first = draft.events[before]
  if (first?.type !== 'attempt-begun' || !inputs.ok) return first !== undefined
  turn.slots -= 1
  draft.begun.push({ ...first, fence: draft.expected + before + 1, inputs: inputs.value })
  return false
}
