import { join } from 'node:path'
import { openDatabase } from '../../src/adapters/sqlite/open-database.ts'
import { storeOn } from '../../src/adapters/sqlite/store-on.ts'
import type { Got } from './orders.ts'

const FACTS_AT_ONCE = 5_000

/** When each fact of a data folder was decided, by position; there is none at 0. Read beside the server. */
export async function factTimes(data: string): Promise<readonly number[]> {
  const database = openDatabase(join(data, 'workcharts.db'))
  if (!database.ok) throw new Error(`The database can not be read: ${database.error.code}`)
  const { eventsAfter } = storeOn(database.value)
  const at: number[] = [Number.NaN]
  for (let events = await next(); events.length > 0; events = await next())
    for (const { position, event } of events) at[position] = event.at
  database.value.close()
  return at

  async function next() {
    return (await eventsAfter(at.length - 1, FACTS_AT_ONCE)).events
  }
}

/** Clients that did not get each fact from their first one to `until` exactly once, in order. */
export function wrongOnes(
  got: readonly Got[],
  { at, until }: { readonly at: readonly number[]; readonly until: number },
) {
  return got.filter(({ first, last, count, sum, disorder }) => {
    const expected = positionsBetween(at, first, until)
    return disorder > 0 || last !== until || count !== expected.count || sum !== expected.sum
  }).length
}

function positionsBetween(at: readonly number[], first: number, last: number) {
  let [count, sum] = [0, 0]
  for (let position = first; position <= last; position += 1)
    if (at[position] !== undefined) {
      count += 1
      sum += position
    }
  return { count, sum }
}

/** Of counts by millisecond, below which so many of all are. */
export function delayQuantile(delays: readonly number[], share: number): number {
  const total = delays.reduce((sum, count) => sum + count, 0)
  if (total === 0) throw new Error('Nothing was measured')
  let seen = 0
  return delays.findIndex((count) => {
    seen += count
    return seen >= total * share
  })
}
