import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startedRuns } from '../../src/api/contract/runs.ts'
import { COLLECTION } from '../support/customer-desk.ts'
import type { Home } from '../support/program.ts'
import { aHomeWith, startServer } from '../support/program.ts'
import { allRuns, apiOf } from '../support/server-api.ts'

/** Two starts of the real program on a busy machine. */
const STARTS_MS = 60_000
/** A UUID of version 7, as a client makes one. */
const KEY = '01936b5e-7c00-7f01-bf02-030405060708'

it('a key outlives the process: what is asked again after a kill starts nothing twice', {
  timeout: STARTS_MS,
}, async () => {
  await using home = await aHomeWith(COLLECTION)
  await using first = await startServer(home)
  const asked = await askForRuns(home)
  await first.kill()
  await using _second = await startServer(home)
  expect(await askForRuns(home)).toEqual(asked)
  expect((await allRuns(await apiOf(home))).map(({ id }) => id).toSorted()).toEqual(asked.toSorted())
})

/** The ids of the two runs that are answered. */
async function askForRuns({ folder }: Home): Promise<readonly string[]> {
  const { port, token } = JSON.parse(await readFile(join(folder, 'workcharts/server.json'), 'utf8'))
  const response = await fetch(`http://127.0.0.1:${port}/api/v1/workflows/three-seconds/runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': KEY },
    body: JSON.stringify({ each: [{ inputs: {} }, { inputs: {} }] }),
  })
  const { runs } = startedRuns.parse(await response.json())
  return runs.map(({ id }) => id)
}
