import type { Json } from '../../core/basics/json.ts'
import { isJsonObject } from '../../core/basics/json.ts'
import { compareTexts } from '../../core/diff/compare.ts'
import type { WorkflowChange } from '../../core/diff/workflow-change.ts'
import { isNote } from '../../core/diff/workflow-change.ts'
import { readJson } from '../../core/workflow/edit-document.ts'
import type { WorkflowSource } from '../../core/workflow/read-workflow.ts'
import type { ChangeNames, ChangeSentence } from '../words/changes.ts'
import { changeSentence } from '../words/changes.ts'
import { counted } from './number-words.ts'

/** What is different between two texts, in sentences. */
export type ChangesView =
  | { readonly type: 'unreadable'; readonly which: 'before' | 'after' }
  | {
      readonly type: 'changes'
      readonly changes: readonly WorkflowChange[]
      readonly sentences: readonly ChangeSentence[]
      readonly notes: number
    }

export function changesView(before: WorkflowSource, after: WorkflowSource, refName: ChangeNames['ref']): ChangesView {
  const changes = compareTexts(before, after)
  if (!changes.ok) return { type: 'unreadable', which: changes.error }
  const names = namesIn([after, before], refName)
  return { type: 'changes', changes: changes.value, ...sentencesOf(changes.value, names) }
}

/** What only readers see is counted, not told. */
function sentencesOf(changes: readonly WorkflowChange[], names: ChangeNames) {
  const told = changes.filter((change) => !isNote(change))
  return { sentences: told.map((change) => changeSentence(change, names)), notes: changes.length - told.length }
}

/** A stage is called as the first of the texts that knows it calls it. */
export function namesIn(sources: readonly WorkflowSource[], refName: ChangeNames['ref']): ChangeNames {
  const names = new Map<string, string>()
  for (const [id, name] of sources.flatMap(stageNames)) if (!names.has(id)) names.set(id, name)
  return { stage: (id) => names.get(id) ?? id, ref: refName }
}

function stageNames(source: WorkflowSource): readonly (readonly [string, string])[] {
  const json = readJson(source)
  const stages = json.ok && isJsonObject(json.value) ? json.value['stages'] : undefined
  return Array.isArray(stages) ? stages.flatMap(nameOf) : []
}

function nameOf(stage: Json): readonly (readonly [string, string])[] {
  if (!isJsonObject(stage) || typeof stage['id'] !== 'string') return []
  const { id, name } = stage
  return [[id, typeof name === 'string' && name !== '' ? name : id]]
}

/** The same in one line: `Decide now asks a person below 90 %. And 2 more changes.` */
export function summaryWords(view: ChangesView): string {
  if (view.type === 'unreadable') return 'It can not be compared: a text can not be read.'
  const [first, ...more] = view.sentences
  if (first === undefined) return view.notes === 0 ? 'The same.' : 'Only layout and notes.'
  const rest = more.length === 0 ? '' : ` And ${counted(more.length, 'more change')}.`
  return `${first.subject} ${first.words}${rest}`
}
