import type { SQLInputValue } from 'node:sqlite'
import { looksBack, TASK_REASONS } from '../../core/run/task.ts'
import type { RunQuestion } from '../../engine/run-finder.ts'

/** A part of SQL that a run must fulfil, and its values. */
export interface Part {
  readonly sql: string
  readonly values: readonly SQLInputValue[]
}

/** What is asked of each run that is looked at. */
export function conditionsOf(question: RunQuestion): Part {
  const parts = [...CONDITIONS.flatMap((condition) => condition(question)), ...ofPeople(question)]
  return { sql: ['1', ...parts.map(({ sql }) => sql)].join(' and '), values: parts.flatMap(({ values }) => values) }
}

/** Whether runs may be left out that the indexes do not leave out. */
export function narrows({ workflow: _w, statuses: _s, before: _b, limit: _l, ...others }: RunQuestion): boolean {
  return Object.values(others).some((value) => value !== undefined)
}

const CONDITIONS: readonly ((question: RunQuestion) => readonly Part[])[] = [
  ({ workflow }) => equal('workflow', workflow),
  ({ statuses }) => oneOf('status', statuses),
  ({ ventures }) => oneOf('venture', ventures),
  ({ workflowDigest }) => equal('workflow_digest', workflowDigest),
  ({ startedBy }) => equal('started_by', startedBy),
  ({ trigger }) => equal('trigger', trigger),
  ({ cause }) => (cause === undefined ? [] : [{ sql: `json_extract(runs.cause, '$.type') = ?`, values: [cause] }]),
  ({ from }) => (from === undefined ? [] : [{ sql: 'runs.started_at >= ?', values: [from] }]),
  ({ to }) => (to === undefined ? [] : [{ sql: 'runs.started_at < ?', values: [to] }]),
  ({ tookLongerMs: ms }) => (ms === undefined ? [] : [{ sql: 'runs.finished_at - runs.started_at > ?', values: [ms] }]),
  ({ failedStage }) => (failedStage === undefined ? [] : [{ sql: FAILED_STAGE, values: [failedStage] }]),
]

/** Most runs have no failed stage, and then their receipts are not read. */
const FAILED_STAGE = `case when json_extract(runs.counts, '$.failed') = 0 then 0 else exists (
  select 1 from job_outcomes where run = runs.key and kind = 'stage' and stage = ? and outcome = 'failed') end`

const BACK = TASK_REASONS.filter(looksBack)
  .map((reason) => `'${reason}'`)
  .join(', ')

function ofPeople({ waits }: RunQuestion): readonly Part[] {
  if (waits === undefined) return []
  const late = waits === 'overdue' ? ' and overdue = 1' : ''
  const asked = `select 1 from tasks where run = runs.key and status = 'open' and reason not in (${BACK})${late}`
  return [{ sql: `exists (${asked})`, values: [] }]
}

function equal(column: string, value: string | undefined): readonly Part[] {
  return value === undefined ? [] : [{ sql: `runs."${column}" = ?`, values: [value] }]
}

function oneOf(column: string, values: readonly string[] | undefined): readonly Part[] {
  if (values === undefined) return []
  return [{ sql: `runs."${column}" in (${values.map(() => '?').join(', ')})`, values }]
}
