import { known } from '../../core/basics/known.ts'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import { timestamp } from '../../core/basics/timestamp.ts'
import { withChange } from '../../core/receipt/gate-evidence.ts'
import type { RunId } from '../../core/run/ids.ts'
import type { GateAnswerRow, GateAppend, GateLine, GateReader } from '../../engine/gate-row.ts'
import type { KeptGateLine, Tables } from './tables.ts'

/** Chance makes nothing better where everything is forgotten when the process ends. */
const AUDIT_SECRET = '00'.repeat(32)

export function createGateReader({ gateLines, runs }: Tables): GateReader {
  const answersOf = (key: number): readonly GateAnswerRow[] =>
    [...known(gateLines[key - 1]).answers.values()].toSorted((one, other) => one.change - other.change)
  return {
    listGateLines: async (workflow, stage) =>
      gateLines
        .filter((line) => line.workflow === workflow && line.stage === stage)
        .map(({ answers: _, changes: __, ...line }) => line)
        .sort((one, other) => other.lastAt - one.lastAt || other.key - one.key),
    gateAnswers: async (line, after) => answersOf(line).filter(({ change }) => change > after),
    turnedAnswers: async ({ line, from, to, most }) =>
      answersOf(line)
        .filter(({ answer: { score } }) => score !== null && score >= from && score < to)
        .toReversed()
        .slice(0, most)
        .map(({ answer }) => {
          const run = answer.run as RunId
          return { answer, run, title: known(runs.get(run)).title }
        }),
    auditSecret: async () => AUDIT_SECRET,
  }
}

export function writeGateAppend({ gateLines }: Tables, run: RunId, append: GateAppend): void {
  if ('line' in append) {
    const { answer } = append.change
    const line = lineFor(gateLines, append.line, answer.at)
    line.lastAt = timestamp(Math.max(line.lastAt, answer.at))
    if (!line.answers.has(run)) write(line, answer)
    return
  }
  for (const line of gateLines.filter((each) => each.stage === append.stage)) {
    const row = line.answers.get(run)
    if (row !== undefined) write(line, withChange(row.answer, append.change))
  }
}

function write(line: KeptGateLine, answer: GateAnswerRow['answer']): void {
  line.changes += 1
  line.answers.set(answer.run, { change: line.changes, answer })
}

function lineFor(lines: KeptGateLine[], line: GateLine, at: Timestamp): KeptGateLine {
  const found = lines.find((each) => isSame(each, line))
  if (found !== undefined) return found
  const kept = { ...line, key: lines.length + 1, lastAt: at, answers: new Map(), changes: 0 }
  lines.push(kept)
  return kept
}

function isSame(one: GateLine, other: GateLine): boolean {
  return (
    one.workflow === other.workflow &&
    one.stage === other.stage &&
    one.segment === other.segment &&
    one.digest === other.digest
  )
}
