import type { PlanLine, PlannedAndReal } from '../../api/contract/planned-and-real.ts'
import { plannedWords } from '../../core/compare/planned-words.ts'
import { counted } from './number-words.ts'

/** One thing that the plan said, and what happened. */
export interface PlannedRow {
  readonly key: string
  /** Empty: the run as a whole. */
  readonly stage: string
  readonly what: string
  readonly planned: string
  readonly real: string
  readonly differs: boolean
}

export interface PlannedView {
  readonly run: readonly PlannedRow[]
  /** Of the stages, what went another way. */
  readonly different: readonly PlannedRow[]
  /** And what did not, as far as it is told. */
  readonly same: readonly PlannedRow[]
  /** What could not be shown, in words; empty: everything is. */
  readonly more: string
}

export function plannedView({ run, status, stages, differing, omitted }: PlannedAndReal): PlannedView {
  const rows = stages.flatMap(({ stage, status: stands, lines }) =>
    lines.map((line) => rowOf(line, { id: stage.id, name: stage.name, status: stands })),
  )
  return {
    run: run.map((line) => rowOf(line, { id: '', name: '', status })),
    different: rows.filter((row) => row.differs),
    same: rows.filter((row) => !row.differs),
    more: moreWords(omitted, differing - stages.filter(({ lines }) => lines.some((line) => line.differs)).length),
  }
}

interface Subject {
  readonly id: string
  readonly name: string
  readonly status: Parameters<typeof plannedWords>[1]
}

function rowOf(line: PlanLine, { id, name, status }: Subject): PlannedRow {
  return { key: `${id} ${line.topic}`, stage: name, ...plannedWords(line, status), differs: line.differs }
}

function moreWords(omitted: number, differing: number): string {
  if (omitted === 0) return ''
  const ofThem = differing === 0 ? '' : `, ${counted(differing, 'stage')} of them another way than planned`
  return `${counted(omitted, 'more stage')} not shown here${ofThem}.`
}
