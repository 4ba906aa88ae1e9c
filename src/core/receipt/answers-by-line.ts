import type { CertifiedLine } from '../gate/certification/certificate.ts'
import type { GateAnswer } from './gate-evidence.ts'
import { withChange } from './gate-evidence.ts'
import type { GateAnswerLine, GateLine } from './read-gate-line.ts'

export interface NamedReceipt {
  readonly run: string
  readonly number: number
}

/** An answer with all that became known of it later. */
export interface FoundAnswer extends Omit<GateAnswerLine, 'answer'> {
  answer: GateAnswer
}

/** The answers of one line, in the order of their runs. */
export interface FoundLine {
  readonly line: CertifiedLine
  readonly answers: FoundAnswer[]
}

export interface FoundLines {
  readonly lines: readonly FoundLine[]
  /** Receipts of which nobody can tell what they say, or of which WorkChart they are: a run says it when it ends. */
  readonly leftOut: readonly NamedReceipt[]
}

/** Sorts the answers that receipts tell of by who gave them to what; in which order the lines come does not matter. */
export function answersByLine(given: readonly GateLine[]): FoundLines {
  const ordered = given.toSorted(byPlace)
  const leftOut = ordered.flatMap(unreadable)
  const lines = new Map<string, FoundLine>()
  const answers = answersIn(ordered)
  const workflowOf = workflowsOf(ordered, answers)
  for (const found of answers) {
    const workflow = workflowOf(found)
    if (workflow === undefined) leftOut.push({ run: found.run, number: found.number })
    else add(lines, workflow, found)
  }
  return { lines: [...lines.values()], leftOut }
}

/** A run's own receipt has no number here: it only says of which WorkChart the others are. */
function byPlace(one: GateLine, other: GateLine): number {
  if (one.run !== other.run) return one.run < other.run ? -1 : 1
  return numberOf(one) - numberOf(other)
}

function numberOf(line: GateLine): number {
  return line.type === 'run' ? 0 : line.number
}

function unreadable(line: GateLine): NamedReceipt[] {
  return line.type === 'unreadable' ? [{ run: line.run, number: line.number }] : []
}

/** With what became known of each later. */
function answersIn(ordered: readonly GateLine[]): readonly FoundAnswer[] {
  const answers = new Map<string, FoundAnswer>()
  for (const line of ordered) {
    if (line.type !== 'answer' && line.type !== 'later') continue
    const name = JSON.stringify([line.run, line.stage])
    const before = answers.get(name)
    if (line.type === 'answer') answers.set(name, before ?? { ...line })
    else if (before !== undefined) before.answer = withChange(before.answer, line.change)
  }
  return [...answers.values()]
}

/** A run that has not ended is of the WorkChart whose ended runs had the same done by the same, if there is just one. */
function workflowsOf(
  ordered: readonly GateLine[],
  answers: readonly FoundAnswer[],
): (judged: FoundAnswer) => string | undefined {
  const ended = new Map(ordered.flatMap((line) => (line.type === 'run' ? [[line.run, line.workflow]] : [])))
  const alike = new Map<string, Set<string>>()
  for (const judged of answers) {
    const workflow = ended.get(judged.run)
    if (workflow === undefined) continue
    const key = keyOf(judged)
    alike.set(key, (alike.get(key) ?? new Set()).add(workflow))
  }
  return (judged) => {
    const [first, ...others] = alike.get(keyOf(judged)) ?? []
    return ended.get(judged.run) ?? (others.length === 0 ? first : undefined)
  }
}

function keyOf({ stage, gate }: FoundAnswer): string {
  return JSON.stringify([stage, gate.basis])
}

function add(lines: Map<string, FoundLine>, workflow: string, found: FoundAnswer): void {
  const { stage, gate } = found
  const line = { workflow, stage, segment: gate.segment, basis: gate.basis }
  const key = JSON.stringify([workflow, stage, gate.segment, gate.basis])
  const before = lines.get(key) ?? { line, answers: [] }
  before.answers.push(found)
  lines.set(key, before)
}
