import type { DatabaseSync } from 'node:sqlite'
import { known } from '../../core/basics/known.ts'
import type { Timestamp } from '../../core/basics/timestamp.ts'
import type { Verdict } from '../../core/gate/certification/gate-event.ts'
import type { GateAnswer, LaterChange, Look } from '../../core/receipt/gate-evidence.ts'
import type { RunId } from '../../core/run/ids.ts'
import type { WorkflowId } from '../../core/workflow/workflow.ts'
import type { GateAppend, GateLine, GateLineRow, GateReader } from '../../engine/gate-row.ts'
import type { GateAnswerColumns, GateLineColumns } from './gate-columns.ts'
import { fromJsonText, toJsonText } from './json-text.ts'
import { allRows, oneRow } from './statements.ts'
import type { RunKey } from './tables.ts'

/** Only ever added to: rows out there say places in it. */
const LOOKS = ['not-due', 'open', 'lost', 'right', 'wrong'] as const
const VERDICTS: readonly (Verdict | null)[] = [null, 'right', 'wrong']

/** Writes what became known of a gate's answers. */
export function createGateWriter(
  database: DatabaseSync,
): (run: RunKey, workflow: WorkflowId, append: GateAppend) => void {
  const lineKey = createLineKeys(database)
  const insert = database.prepare(
    `insert into gate_answers (run, line, change, at, score, chance, least_chance, went, looked, looked_at, second)
     values (?1, ?2, ${nextChange('?2')}, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0) on conflict do nothing`,
  )
  const change = createChanger(database)
  return (run, workflow, append) => {
    if (!('line' in append)) {
      change(run, { workflow, stage: append.stage }, append.change)
      return
    }
    const { at, score, chance, leastChance, went, look } = append.change.answer
    const goes = went === 'through' ? 1 : 0
    insert.run(run, lineKey(append.line, at), at, score, chance, leastChance, goes, placeOf(look), timeOf(look))
  }
}

function placeOf(look: Look): number {
  return LOOKS.indexOf(look.type === 'done' ? look.verdict : look.type)
}

function timeOf(look: Look): Timestamp | null {
  return 'at' in look ? look.at : null
}

/** Whatever is written of a line has a higher number than all before. */
function nextChange(line: string): string {
  return `(select ifnull(max(change), 0) + 1 from gate_answers where line = ${line})`
}

function createChanger(database: DatabaseSync) {
  const find = database.prepare(
    `select line from gate_answers join gate_lines on gate_lines.key = line where run = ? and workflow = ? and stage = ?`,
  )
  const look = database.prepare(
    `update gate_answers set looked = ?3, looked_at = ?4, change = ${nextChange('?2')}
     where run = ?1 and line = ?2 and looked = ${LOOKS.indexOf('open')}`,
  )
  const second = database.prepare(
    `update gate_answers set second = ?3, change = ${nextChange('?2')} where run = ?1 and line = ?2`,
  )
  return (run: RunKey, { workflow, stage }: Pick<GateLine, 'workflow' | 'stage'>, change: LaterChange): void => {
    for (const { line } of allRows<Pick<GateAnswerColumns, 'line'>>(find, run, workflow, stage)) {
      if (change.type === 'second') second.run(run, line, VERDICTS.indexOf(change.verdict))
      else look.run(run, line, placeOf(change.look), timeOf(change.look))
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

const SELECT = `select runs.id as run, runs.title, line, change, at, score, chance, least_chance, went, looked, looked_at,
  second from gate_answers join runs on runs.key = gate_answers.run where line = ?`

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
  const { run, at, score, chance, least_chance: leastChance, went, second } = row
  return {
    run,
    at,
    score,
    chance,
    leastChance,
    went: went === 1 ? 'through' : 'to-people',
    look: toLook(row),
    second: VERDICTS[second] ?? null,
  }
}

function toLook({ looked, looked_at: lookedAt }: AnswerRow): Look {
  const type = known(LOOKS[looked])
  if (type === 'not-due' || type === 'open') return { type }
  const at = known(lookedAt ?? undefined)
  return type === 'lost' ? { type, at } : { type: 'done', at, verdict: type }
}
