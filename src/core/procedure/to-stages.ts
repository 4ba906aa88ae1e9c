import { newStage } from '../edit/new-stage.ts'
import type { NewStage } from '../edit/workflow-edit.ts'
import type { ViewNote } from '../workflow/view-notes.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { Part } from './procedure.ts'
import { stageName } from './stage-name.ts'

/** What a procedure adds to a WorkChart. */
export interface ProcedureStages {
  readonly stages: readonly NewStage[]
  /** Its headings, each before the stage that follows it. */
  readonly notes: readonly ViewNote[]
}

const NO_IDS: ReadonlySet<string> = new Set()

/** Each step as a stage that asks a person and carries its text. `taken`: ids that are not free. */
export function toStages(parts: readonly Part[], taken: ReadonlySet<string>): ProcedureStages {
  const freeIdOf = idGiver(taken)
  const stages: NewStage[] = []
  const notes: ViewNote[] = []
  let waiting: readonly string[] = []
  for (const part of parts) {
    if (part.type === 'heading') waiting = [...waiting, part.text]
    if (part.type !== 'step') continue
    const stage = stageOf(part.text, freeIdOf)
    stages.push(stage)
    notes.push(...waiting.map((text) => ({ text, before: stage.id })))
    waiting = []
  }
  return { stages, notes }
}

function stageOf(text: string, freeIdOf: (wanted: StageId) => StageId): NewStage {
  const wish = { name: stageName(text), primary: 'human:anyone', kind: 'person' } as const
  const { id, name, ...rest } = newStage(wish, NO_IDS)
  return { id: freeIdOf(id), name: wish.name, instructions: text, ...rest }
}

/** Ten thousand stages may have one name: the number goes on where it was, instead of being looked for from the start. */
function idGiver(taken: ReadonlySet<string>): (wanted: StageId) => StageId {
  const given = new Set(taken)
  const numbers = new Map<string, number>()
  return (wanted) => {
    let number = numbers.get(wanted) ?? 1
    let id = number === 1 ? wanted : `${wanted}-${number}`
    while (given.has(id)) id = `${wanted}-${++number}`
    numbers.set(wanted, number)
    given.add(id)
    return id as StageId
  }
}
