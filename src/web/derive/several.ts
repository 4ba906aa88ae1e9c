import type { TaskDetail } from '../../api/contract/task-detail.ts'
import type { AnswerType, TaskRow } from '../../api/contract/tasks.ts'
import { answerLook } from '../words/answers.ts'
import { valueWords } from './form-fields.ts'
import { taskTitle } from './task-words.ts'

/** Nobody has looked at more than this before they decide. */
export const SEVERAL_MAX = 100

/** All tasks of one stage of one WorkChart. */
export interface StageOfTasks {
  readonly key: string
  readonly name: string
  readonly ids: readonly string[]
}

/** The stages that have more than one task, in the list's order. */
export function stagesOf(tasks: readonly TaskRow[]): readonly StageOfTasks[] {
  const groups = Map.groupBy(tasks, ({ workflow, stage }) => `${workflow.id} ${stage.id}`)
  return [...groups.entries()].flatMap(([key, rows]) => {
    const [first] = rows
    if (first === undefined || rows.length === 1) return []
    return [{ key, name: `${first.stage.name} · ${first.workflow.name}`, ids: rows.map(({ id }) => id) }]
  })
}

/** What a row shows of a case once it is chosen: what is decided on. */
export function caseWords({ answered, row }: Pick<TaskDetail, 'answered' | 'row'>): string {
  if (answered === null) return row.because
  const said = answered.outputs.map(({ label, value }) => `${label}: ${valueWords(value)}`)
  return `${answered.by.name} answered ${said.length === 0 ? 'nothing' : said.join(', ')}.`
}

/** An answer that can be given to several tasks with one note. */
export type SharedAnswerType = Extract<AnswerType, 'approve' | 'reject'>

export interface SharedAnswer {
  readonly type: SharedAnswerType
  readonly label: string
  /** What it does, each sentence once. */
  readonly effects: readonly string[]
  /** The titles of those that do not offer it; none: it can be given. */
  readonly missing: readonly string[]
}

/** To approve and to reject are for all of the cases or for none of them. */
export function sharedAnswers(cases: readonly TaskDetail[]): readonly SharedAnswer[] {
  return SHARED.map((type) => {
    const offers = cases.map(({ row, answers }) => ({ row, offer: answers.find((answer) => answer.type === type) }))
    const labels = new Set(offers.map(({ row }) => answerLook(row.reason, type).label))
    const [label] = labels
    return {
      type,
      label: labels.size === 1 && label !== undefined ? label : SHARED_LABELS[type],
      effects: [...new Set(offers.flatMap(({ offer }) => (offer === undefined ? [] : [offer.effect])))],
      missing: offers.filter(({ offer }) => offer === undefined).map(({ row }) => taskTitle(row)),
    }
  })
}

const SHARED = ['approve', 'reject'] as const satisfies readonly SharedAnswerType[]

const SHARED_LABELS = { approve: 'Approve', reject: 'Reject' } as const satisfies Record<SharedAnswerType, string>
