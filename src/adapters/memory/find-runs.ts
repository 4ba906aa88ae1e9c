import { searchedIdEnd, searchedWords } from '../../core/run/run-words.ts'
import { looksBack } from '../../core/run/task.ts'
import type { RunPage, RunQuestion } from '../../engine/run-finder.ts'
import type { RunRow } from '../../engine/store.ts'
import { isOf, runsBefore } from './list-rows.ts'
import type { Tables } from './tables.ts'

/** Few runs are in a store of this kind: all of them are looked through. */
export function findRuns(tables: Tables, question: RunQuestion): RunPage {
  const { before, limit } = question
  const older = runsBefore(tables, before)
  const rows = older
    .filter((row) => isAsked(row, question) && isFound(tables, row, question) && isHeldUp(tables, row, question))
    .slice(0, limit)
  const last = rows.length < limit ? undefined : rows.at(-1)
  return { rows, next: last?.id ?? null, looked: last === undefined ? older.length : older.indexOf(last) + 1 }
}

function isAsked(row: RunRow, question: RunQuestion): boolean {
  const { workflow, idEnd = '', statuses, ventures, workflowDigest, startedBy, cause, trigger } = question
  return (
    row.id.endsWith(idEnd) &&
    isOf(ventures, row.venture) &&
    (statuses === undefined || statuses.includes(row.status)) &&
    isSame(workflow, row.workflow) &&
    isSame(workflowDigest, row.workflowDigest) &&
    isSame(startedBy, row.startedBy) &&
    isSame(cause, row.cause.type) &&
    isSame(trigger, row.cause.type === 'manual' ? undefined : row.cause.trigger) &&
    isInTime(row, question)
  )
}

function isInTime({ startedAt, finishedAt }: RunRow, { from, to, tookLongerMs }: RunQuestion): boolean {
  return (
    (from === undefined || startedAt >= from) &&
    (to === undefined || startedAt < to) &&
    (tookLongerMs === undefined || (finishedAt !== null && finishedAt - startedAt > tookLongerMs))
  )
}

function isFound({ words }: Tables, { id }: RunRow, { search = '' }: RunQuestion): boolean {
  if (search.trim() === '') return true
  const [searched, known, end] = [searchedWords(search), [...(words.get(id) ?? [])], searchedIdEnd(search)]
  const isEndOfId = end !== undefined && id.endsWith(end)
  return isEndOfId || (searched.length > 0 && searched.every((word) => known.some((one) => one.startsWith(word))))
}

function isHeldUp({ tasks, receipts }: Tables, { id }: RunRow, { waits, failedStage }: RunQuestion): boolean {
  const open = [...tasks.values()].filter(
    (task) => task.run === id && task.status === 'open' && !looksBack(task.reason),
  )
  const waiting = waits === 'overdue' ? open.filter(({ overdue }) => overdue) : open
  const failed = receipts.filter(({ run, kind, outcome }) => run === id && kind === 'stage' && outcome === 'failed')
  return (
    (waits === undefined || waiting.length > 0) &&
    (failedStage === undefined || failed.some(({ stage }) => stage === failedStage))
  )
}

function isSame<T>(asked: T | undefined, value: T | undefined): boolean {
  return asked === undefined || asked === value
}
