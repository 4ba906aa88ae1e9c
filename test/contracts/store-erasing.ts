import { describe, expect, it } from 'vitest'
import { erasedFact } from '../../src/core/run/erased-fact.ts'
import type { RunId, TaskId } from '../../src/core/run/ids.ts'
import type { RunEvent } from '../../src/core/run/run-event.ts'
import { wordsOfFact } from '../../src/core/run/run-words.ts'
import type { StageId } from '../../src/core/workflow/workflow.ts'
import type { RunAppend, Transition } from '../../src/engine/store.ts'
import type { WholeStore } from '../../src/engine/whole-store.ts'
import {
  aChange,
  aNewRun,
  aReceiptRow,
  aSnapshot,
  aStart,
  aTaskRow,
  LENA,
  minute,
  PLAN,
  runId,
} from '../support/rows.ts'

const CLASSIFY = 'classify' as StageId
const TASK = `${runId(1)}.classify.1` as TaskId

/** What the word is that must be gone. */
export const CANARY = 'kestrelfeather'

const FAILED: RunEvent = {
  at: minute(2),
  type: 'attempt-failed',
  stage: CLASSIFY,
  error: { code: 'lost', message: `${CANARY} was not there.`, reach: 'unknown', cost: null },
}
const COMMENTED: RunEvent = {
  at: minute(3),
  type: 'task-commented',
  stage: CLASSIFY,
  task: TASK,
  by: LENA,
  text: `${CANARY} again`,
}
const ERASED: RunEvent = { at: minute(9), type: 'run-erased', by: LENA }

/** With the words that the engine gives. */
function found(transition: Transition & { readonly run: RunAppend }): Transition {
  const { expected, events } = transition.run
  const words = events.flatMap((event, index) => wordsOfFact({ plan: PLAN, version: expected + index + 1 }, event))
  return { ...transition, run: { ...transition.run, words: [...new Set(words)] } }
}

/** A run whose title, inputs, error and comment say the word, in three transitions; one task and one receipt. */
export function talkativeRun(id: RunId): readonly Transition[] {
  const title = `About ${CANARY}`
  const start = { ...aStart(id, `The ${CANARY} has not come.`), title } as RunEvent
  const task = aTaskRow({ run: id, id: TASK, because: `It said ${CANARY}.` })
  return [
    found(aNewRun({ id, title }, { events: [start], tasks: [task] })),
    found(
      aChange(
        1,
        { id, title },
        { events: [FAILED], snapshot: aSnapshot({ version: 2 }), receipts: [aReceiptRow({ run: id })] },
      ),
    ),
    found(aChange(2, { id, title }, { events: [COMMENTED] })),
  ]
}

/** As the engine writes it: the rows of the run's tasks with it. */
export function erasureOf(id: RunId): Transition {
  return aChange(
    3,
    { id, title: null, status: 'failed' },
    {
      events: [ERASED],
      tasks: [aTaskRow({ run: id, id: TASK, because: 'Erased.', status: 'withdrawn' })],
    },
  )
}

export function describeErasing(name: string, open: () => WholeStore): void {
  describe(`${name}, erasing a run`, () => {
    it('[ST125] rewrites its facts and forgets its title, its snapshot and what found it', async () => {
      const store = open()
      for (const transition of talkativeRun(runId(1))) await store.append([transition])
      const before = await store.history(runId(1), { after: 0, also: [] })
      const search = async (text: string) => (await store.findRuns({ search: text, limit: 9 })).rows.map(({ id }) => id)
      expect(await search(CANARY)).toEqual([runId(1)])
      expect(await store.append([erasureOf(runId(1))])).toEqual([{ type: 'appended', positions: [4] }])

      const after = await store.history(runId(1), { after: 0, also: [] })
      const kept = before.map(({ seq, event }) => ({ seq, event: erasedFact(event) }))
      expect(after).toEqual([...kept, { seq: 4, event: ERASED }])
      expect((await store.eventsAfter(0, 9)).events.map(({ event }) => event)).toEqual(after.map(({ event }) => event))
      expect(JSON.stringify(after)).not.toContain(CANARY)
      const record = await store.findRun(runId(1))
      expect(record).not.toHaveProperty('snapshot')
      expect(record?.row).toMatchObject({ title: null, version: 4 })
      expect(await store.findTask(TASK)).toMatchObject({ because: 'Erased.', runTitle: null })
      expect(await search(CANARY)).toEqual([])
      expect(await search('come')).toEqual([])
      expect(await search('desk')).toEqual([runId(1)])
      expect(await search('lost')).toEqual([runId(1)])
      expect(await search(runId(1))).toEqual([runId(1)])
    })

    it('[ST125] leaves receipts and every other run as they are, and is nothing where it is stale', async () => {
      const store = open()
      for (const transition of talkativeRun(runId(1))) await store.append([transition])
      const other = aNewRun({ id: runId(2), title: CANARY }, { events: [aStart(runId(2), CANARY)], words: [CANARY] })
      await store.append([other])
      const receipts = await store.listReceipts({ limit: 9 })
      const others = await store.history(runId(2), { after: 0, also: [] })
      const stale = erasureOf(runId(1))
      expect(await store.append([{ ...stale, run: { ...stale.run, expected: 2 } as RunAppend }])).toEqual([
        { type: 'stale' },
      ])
      expect(JSON.stringify(await store.history(runId(1), { after: 0, also: [] }))).toContain(CANARY)
      await store.append([erasureOf(runId(1))])
      expect(await store.listReceipts({ limit: 9 })).toEqual(receipts)
      expect(await store.history(runId(2), { after: 0, also: [] })).toEqual(others)
      expect((await store.findRuns({ search: CANARY, limit: 9 })).rows.map(({ id }) => id)).toEqual([runId(2)])
    })
  })
}
