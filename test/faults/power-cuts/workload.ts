/**
 * The process whose power is cut: a day at the desk (`desk-work.ts`) on the real store. It writes down what it has been
 * promised, into the same trace as its calls: a line in PROMISES_FILE for each thing that somebody may rely on from
 * there on.
 *
 * Arguments: the home folder, then options as JSON.
 */
import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { prepareDataFolder } from '../../../src/adapters/sqlite/data-folder.ts'
import { openDatabase } from '../../../src/adapters/sqlite/open-database.ts'
import { storeOn } from '../../../src/adapters/sqlite/store-on.ts'
import { writeFileWhole } from '../../../src/adapters/write-file-whole.ts'
import { addMs } from '../../../src/core/basics/timestamp.ts'
import type { Clock } from '../../../src/engine/ports.ts'
import { at } from '../../support/runs.ts'
import { workAtDesk } from '../shim/desk/desk-work.ts'
import type { Line } from '../shim/desk/lines.ts'
import { DATA_FOLDER, PROMISES_FILE } from '../shim/desk/lines.ts'
import { openDesk } from '../shim/desk/open-desk.ts'
import type { WorkloadOptions } from './workload-options.ts'

const DATABASE_FILE = 'workcharts.db'

const [home = '', given = ''] = process.argv.slice(2)
await work(home, JSON.parse(given) as WorkloadOptions)

async function work(folder: string, { seed, orders, synchronous, checkpointPages }: WorkloadOptions): Promise<void> {
  const data = join(folder, DATA_FOLDER)
  const lines = openSync(join(folder, PROMISES_FILE), 'a')
  const note = (line: Line): void => void writeSync(lines, `${JSON.stringify(line)}\n`)
  const database = openedDatabase(data)
  if (synchronous === 'normal') database.exec('pragma synchronous = normal')
  database.exec(`pragma wal_autocheckpoint = ${checkpointPages}`)
  const desk = await openDesk({
    data,
    store: storeOn(database),
    clock: aClockThatTicks(),
    note,
    prefix: 'id',
    onProblem: fail,
    onFatal: fail,
  })
  desk.engine.onCommit((position) => note({ type: 'position', position }))
  const writeFile = async (path: string, text: string): Promise<void> => {
    await writeFileWhole(join(folder, path), text)
    note({ type: 'file', path })
  }
  await workAtDesk({ ...desk, writeFile }, { seed, orders })
  await desk.engine.close()
  database.close()
}

function openedDatabase(data: string) {
  const prepared = prepareDataFolder(data, [DATABASE_FILE])
  if (!prepared.ok) throw new Error(prepared.error.code)
  const opened = openDatabase(join(data, DATABASE_FILE))
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}

/** A millisecond passes whenever somebody looks: the same in every recording. */
function aClockThatTicks(): Clock {
  let ticks = 0
  return {
    now: () => {
      ticks += 1
      return addMs(at(0), ticks)
    },
  }
}

function fail(error: unknown): never {
  console.error(error)
  process.exit(1)
}
