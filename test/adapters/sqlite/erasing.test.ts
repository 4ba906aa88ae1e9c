import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { CANARY, erasureOf, talkativeRun } from '../../contracts/store-erasing.ts'
import { aNewRun, aStart, runId } from '../../support/rows.ts'
import { aFolder, openStore } from './data-folder.ts'

/** Enough that the words of runs fill pages that are merged. */
const OTHERS = 300

/** The files of a data folder in which the word stands. Nobody has them open. */
function filesWith(folder: string, word: string): readonly string[] {
  return readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(word))
}

function otherRuns(from: number) {
  return Array.from({ length: OTHERS }, (_, index) => {
    const id = runId(from + index)
    const message = `Order ${from + index} of somebody else has not come either.`
    return aNewRun({ id }, { events: [aStart(id, message)], words: message.toLowerCase().split(/\W+/) })
  })
}

it('[ST126] of what was erased no byte is left in any file, and the log is empty', async () => {
  const folder = aFolder()
  const store = openStore(folder)
  await store.append(otherRuns(1_000))
  for (const transition of talkativeRun(runId(1))) await store.append([transition])
  await store.append(otherRuns(2_000))
  await store.append([erasureOf(runId(1))])
  expect(statSync(join(folder, 'workcharts.db-wal')).size).toBe(0)
  store.close()
  expect(filesWith(folder, 'somebody else')).toEqual(['workcharts.db'])
  expect(filesWith(folder, CANARY)).toEqual([])
  expect(filesWith(folder, CANARY.slice(1))).toEqual([])
})

it('[ST126] a log that somebody reads from at the time is emptied with the next change', async () => {
  const folder = aFolder()
  const store = openStore(folder)
  for (const transition of talkativeRun(runId(1))) await store.append([transition])
  const reader = new DatabaseSync(join(folder, 'workcharts.db'))
  reader.exec('begin; select count(*) from runs')
  await store.append([erasureOf(runId(1))])
  const size = () => statSync(join(folder, 'workcharts.db-wal')).size
  expect(size()).toBeGreaterThan(0)
  reader.exec('rollback')
  await store.append([aNewRun({ id: runId(2) })])
  expect(size()).toBe(0)
  reader.close()
})

it('[ST126] a run from before its words were kept is erased as well', async () => {
  const folder = aFolder()
  const store = openStore(folder)
  const [first, ...others] = talkativeRun(runId(1))
  await store.append([{ ...first, run: { ...first?.run, words: [] } as never }])
  for (const transition of others) await store.append([transition])
  await store.append([erasureOf(runId(1))])
  await store.append(otherRuns(2_000))
  expect((await store.findRuns({ search: 'lost', limit: 9 })).rows.map(({ id }) => id)).toEqual([runId(1)])
})
