import type { DatabaseSync } from 'node:sqlite'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { Check, Verdict } from '../../core/gate/certification/gate-event.ts'
import type { GateAnswer, GateChange } from '../../core/receipt/gate-evidence.ts'
import type { RunId } from '../../core/run/ids.ts'
import type { WorkflowId } from '../../core/workflow/workflow.ts'
import type { GateAppend, GateLine, GateLineRow, GateReader } from '../../engine/gate-row.ts'
import type { GateAnswerColumns, GateLineColumns } from './gate-columns.ts'
import { fromJsonText, toJsonText } from './json-text.ts'
import { allRows, oneRow } from './statements.ts'
import type { RunKey } from './tables.ts'

const CHECKS: readonly Check[] = [
  { type: 'not-due' },
  { type: 'open' },
  { type: 'lost' },
  { type: 'done', verdict: 'right' },
  { type: 'done', verdict: 'wrong' },
]
const VERDICTS: readonly (Verdict | null)[] = [null, 'right', 'wrong']

/** Writes what became known of a gate's answers. */
export function createGateWriter(
  database: DatabaseSync,
): (run: RunKey, workflow: WorkflowId, append: GateAppend) => void {
  const lineKey = createLineKeys(database)
  const insert = database.prepare(
    `insert into gate_answers (run, line, change, at, score, chance, least_chance, went, looked, later, second)
     values (?1, ?2, ${nextChange('?2')}, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0) on conflict do nothing`,
  )
  const change = createChanger(database)
  return (run, workflow, append) => {
    if (!('line' in append)) return change(run, { workflow, stage: append.stage }, append.change)
    const { at, score, chance, leastChance, went, check } = append.change.answer
    const looked = CHECKS.findIndex((each) => isSame(each, check))
    insert.run(run, lineKey(append.line, at), at, score, chance, leastChance, went === 'through' ? 1 : 0, looked)
  }
}

function isSame(one: Check, other: Check): boolean {
  return one.type === 'done' ? other.type === 'done' && one.verdict === other.verdict : one.type === other.type
}

/** Whatever is written of a line has a higher number than all before. */
function nextChange(line: string): string {
  return `(select ifnull(max(change), 0) + 1 from gate_answers where line = ${line})`
}

type Change = Exclude<GateChange, { readonly type: 'answer' }>

function createChanger(database: DatabaseSync) {
  const find = database.prepare(
    `select line from gate_answers join gate_lines on gate_lines.key = line where run = ? and workflow = ? and stage = ?`,
  )
  const look = database.prepare(
    `update gate_answers set later = ?3, later_at = ?4, change = ${nextChange('?2')}
     where run = ?1 and line = ?2 and later = 0`,
  )
  const second = database.prepare(
    `update gate_answers set second = ?3, change = ${nextChange('?2')} where run = ?1 and line = ?2`,
  )
  return (run: RunKey, { workflow, stage }: Pick<GateLine, 'workflow' | 'stage'>, change: Change): void => {
    const verdict = VERDICTS.indexOf(change.verdict)
    for (const { line } of allRows<Pick<GateAnswerColumns, 'line'>>(find, run, workflow, stage)) {
      if (change.type === 'second') second.run(run, line, verdict)
      else look.run(run, line, verdict, change.at)
    }
  }
}

/** The key of a line, which has an answer of that time now. */
function createLineKeys(database: DatabaseSync): (line: GateLine, at: Timestamp) => number {
  const touch = database.prepare(
    `update gate_lines set last_at = max(last_at, ?)
     where workflow = ? and stage = ? and digest = ? and segment is ? returning key`,
  )
  const insert = database.prepare(
    'insert into gate_lines (workflow, stage, segment, digest, basis, last_at) values (?, ?, ?, ?, ?, ?)',
  )
  return ({ workflow, stage, segment, digest, basis }, at) => {
    const [found] = allRows<Pick<GateLineColumns, 'key'>>(touch, at, workflow, stage, digest, segment)
    return found?.key ?? Number(insert.run(workflow, stage, segment, digest, toJsonText(basis), at).lastInsertRowid)
  }
}

type AnswerRow = Omit<GateAnswerColumns, 'run'> & { readonly run: RunId; readonly title: string | null }

const SELECT = `select runs.id as run, runs.title, line, change, at, score, chance, least_chance, went, looked, later,
  later_at, second from gate_answers join runs on runs.key = gate_answers.run where line = ?`

export function createGateReads(database: DatabaseSync): GateReader {
  const lines = database.prepare(
    'select * from gate_lines where workflow = ? and stage = ? order by last_at desc, key desc',
  )
  const answers = database.prepare(`${SELECT} and change > ? order by change`)
  const turned = database.prepare(`${SELECT} and score >= ? and score < ? order by change desc limit ?`)
  const secret = database.prepare('select secret from audit_secret')
  return {
    listGateLines: async (workflow, stage) => allRows<GateLineColumns>(lines, workflow, stage).map(toLine),
    gateAnswers: async (line, after) =>
      allRows<AnswerRow>(answers, line, after).map((row) => ({ change: row.change, answer: toAnswer(row) })),
    turnedAnswers: async ({ line, from, to, most }) =>
      allRows<AnswerRow>(turned, line, from, to, most).map((row) => ({
        answer: toAnswer(row),
        run: row.run,
        title: row.title,
      })),
    auditSecret: async () => oneRow<{ readonly secret: string }>(secret).secret,
  }
}

function toLine({ basis, last_at: lastAt, ...columns }: GateLineColumns): GateLineRow {
  return { ...columns, basis: fromJsonText(basis), lastAt }
}

function toAnswer(row: AnswerRow): GateAnswer {
  const { run, at, score, chance, least_chance: leastChance, went, looked, later, later_at: laterAt, second } = row
  const verdict = VERDICTS[later] ?? null
  return {
    run,
    at,
    score,
    chance,
    leastChance,
    went: went === 1 ? 'through' : 'to-people',
    check: CHECKS[looked] ?? { type: 'not-due' },
    later: verdict === null || laterAt === null ? null : { at: laterAt, verdict },
    second: VERDICTS[second] ?? null,
  }
}
