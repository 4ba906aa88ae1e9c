import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { createGateReads } from '../../../src/adapters/sqlite/gate-answers.ts'
import { openDatabase } from '../../../src/adapters/sqlite/open-database.ts'
import { storeOn } from '../../../src/adapters/sqlite/store-on.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import type { TaskFilter } from '../../../src/engine/store.ts'
import type { WholeStore } from '../../../src/engine/whole-store.ts'
import { minute, OWNER, runId, SUPPORT_DESK, taskId } from '../../support/rows.ts'
import { aFolder } from './data-folder.ts'

const WAITING =
  /^(SEARCH|SCAN) \w+ USING (COVERING )?INDEX (runs_to_wake|runs_owned|runs_ready|runs_ready_later|runs_open_by_trigger|triggers_to_fire|sqlite_autoindex_workchart_triggers_1)\b/
const WHOLE_TABLE =
  /^SCAN (runs|tasks|run_events|job_outcomes|trigger_firings|skill_requests|memory_items|stalls|ended_runs|workchart_\w+)$/
const DECIDED = {
  workflow: SUPPORT_DESK,
  stage: 'classify' as StageId,
  until: minute(9),
  except: taskId(runId(1), 'classify'),
}
const SORT_OF_ALL = 'USE TEMP B-TREE FOR ORDER BY'

it('[SQ16] what is due is found without a look at runs and triggers that wait for nothing', async () => {
  const steps = await stepsOf((store) => store.due({ now: minute(0), owner: OWNER, limit: 10 }))
  expect(steps.filter((step) => / (runs|workchart_triggers)\b/.test(step)).every((step) => WAITING.test(step))).toBe(
    true,
  )
  expect(steps.filter((step) => WAITING.test(step))).toHaveLength(9)
})

it('[SQ17] a page is read from an index, not sorted out of all rows', async () => {
  const steps = await stepsOf(async (store) => {
    await store.listRuns({ limit: 10, before: runId(1) })
    await store.listRuns({ limit: 10, statuses: ['failed'] })
    await store.listRuns({ limit: 10, workflow: SUPPORT_DESK })
    await store.listTasks({ status: 'open', offset: 0, limit: 10 })
    await store.listTasks({ status: 'open', sort: 'priority', offset: 0, limit: 10 })
    await store.listTasks({ status: 'open', priority: 'high', offset: 0, limit: 10 })
    await store.listTasks({ offset: 0, limit: 10 })
    await store.listTasks({ run: runId(1), offset: 0, limit: 10 })
    await store.listDecided(DECIDED, 5)
    await store.listDecided({ ...DECIDED, to: ['human:mei'], ventures: ['north'] }, 5)
    await store.countDecided(DECIDED, minute(0))
    await store.listReceipts({ limit: 10, after: { run: runId(1), number: 1 } })
    await store.listReceipts({ limit: 10, workflow: SUPPORT_DESK })
    await store.latestReceipts({ limit: 10 })
    await store.latestReceipts({ limit: 10, kind: 'stage', before: { run: runId(1), number: 1 } })
    await store.latestReceipts({ limit: 10, workflow: SUPPORT_DESK })
    await store.listPlacedReceipts({ limit: 10, upTo: 9, after: { run: runId(1), number: 1 } })
    await store.lastReceiptOf(runId(1), 9)
    await store.findCheckpointOver(9)
    await store.latestCheckpoint()
    await store.history(runId(1), { after: 5, also: [2] })
    await store.eventsAfter(5, 10)
    await store.listFirings(null, 10)
    await store.listFirings('w/t', 10)
    await store.decidedInstants({ trigger: 'w/t', from: minute(0), to: minute(9) })
    await store.waitingInstants({ trigger: 'w/t', turn: 'at-once', limit: 1 })
    await store.openRunsOf('w/t', 1)
    await store.lastEnds('w/t', 3)
    await store.schedulesAfter('a', 20)
    await store.headPosition()
    await store.listSkillRequests('open', 10)
    await store.listMemory({ status: 'active', venture: null, offset: 0, limit: 10 })
    await store.findSameMemory(null, 'a')
  })
  expect(steps.length).toBeGreaterThan(11)
  expect(steps.filter((step) => WHOLE_TABLE.test(step))).toEqual([])
  expect(steps).not.toContain(SORT_OF_ALL)
})

it('[ST113] stalls and runs that ended are counted and listed from indexes', async () => {
  const steps = await stepsOf(async (store) => {
    await store.countStalls(SUPPORT_DESK, minute(0))
    await store.listStalls({ workflow: SUPPORT_DESK, before: 9, limit: 10 })
  })
  expect(steps.filter((step) => /\b(stalls|ended_runs)\b/.test(step))).toEqual([
    'SEARCH stalls USING COVERING INDEX stalls_open (workflow=?)',
    'SEARCH stalls USING COVERING INDEX stalls_ended (workflow=? AND at>?)',
    'SEARCH ended_runs USING INDEX sqlite_autoindex_ended_runs_1 (workflow=? AND day>?)',
    'SEARCH stalls USING INDEX stalls_by_number (workflow=? AND number<?)',
  ])
  expect(steps).not.toContain(SORT_OF_ALL)
})

it('[SQ17] what was decided about a stage is found without a look at other tasks', async () => {
  const steps = await stepsOf(async (store) => {
    await store.listDecided({ ...DECIDED, to: ['human:mei'], ventures: ['north'] }, 5)
    await store.countDecided(DECIDED, minute(0))
  })
  const looks = steps.filter((step) => step.startsWith('SEARCH tasks'))
  expect(looks.length).toBeGreaterThan(2)
  expect(looks.filter((step) => !step.includes('INDEX tasks_decided (workflow=? AND stage=? AND decided_at'))).toEqual(
    [],
  )
})

it('[ST135] what gates judged is found without a look at other lines', () => {
  const { database, asked } = spiedOn()
  createGateReads(database)
  const steps = stepsOfAll(asked)
  expect(steps.filter((step) => step.includes('gate_'))).toEqual([
    'SEARCH gate_lines USING INDEX gate_lines_once (workflow=? AND stage=?)',
    'SEARCH gate_answers USING INDEX gate_answers_by_change (line=? AND change>?)',
    'SEARCH gate_answers USING INDEX gate_answers_by_change (line=?)',
  ])
  // The lines of one stage are few.
  expect(steps.filter((step) => step === SORT_OF_ALL)).toHaveLength(1)
})

it('[ST82] open tasks by priority are read in the order of their index, those of one priority alone', async () => {
  const asked = { status: 'open', offset: 0, limit: 10, to: ['human:mei'], ventures: ['north'] } as const
  const steps = async (question: Partial<TaskFilter>) =>
    (await stepsOf((store) => store.listTasks({ ...asked, ...question }))).filter((step) => /^\w+ tasks\b/.test(step))
  expect(await steps({ sort: 'priority' })).toEqual(['SCAN tasks USING INDEX tasks_by_priority'])
  const ofOne = ['SEARCH tasks USING INDEX tasks_by_priority (<expr>=?)']
  expect(await steps({ priority: 'high' })).toEqual(ofOne)
  expect(await steps({ priority: 'high', sort: 'priority' })).toEqual(ofOne)
  expect(await steps({})).toEqual(['SCAN tasks USING INDEX tasks_open'])
})

/** How SQLite goes about what the store asks of it (https://sqlite.org/eqp.html). */
async function stepsOf(ask: (store: WholeStore) => Promise<unknown>): Promise<readonly string[]> {
  const { database, asked } = spiedOn()
  const store = storeOn(database)
  asked.clear()
  await ask(store)
  return stepsOfAll(asked)
}

function spiedOn() {
  const database = aDatabase()
  const asked = new Set<string>()
  const prepare = database.prepare.bind(database)
  const spied = (sql: string) => {
    asked.add(sql)
    return prepare(sql)
  }
  return { database: Object.assign(database, { prepare: spied }), asked }
}

function stepsOfAll(asked: ReadonlySet<string>): readonly string[] {
  const database = aDatabase()
  return [...asked].flatMap((sql) =>
    database
      .prepare(`explain query plan ${sql}`)
      .all()
      .map(({ detail }) => String(detail)),
  )
}

function aDatabase(): DatabaseSync {
  const opened = openDatabase(join(aFolder(), 'workcharts.db'))
  if (!opened.ok) throw new Error(opened.error.code)
  onTestFinished(() => opened.value.close())
  return opened.value
}
