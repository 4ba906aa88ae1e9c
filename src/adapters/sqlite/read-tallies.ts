import type { DatabaseSync } from 'node:sqlite'
import type { Kysely } from 'kysely'
import type { Stretch } from '../../core/insights/quarter.ts'
import { daysAndQuarters, quarterOf } from '../../core/insights/quarter.ts'
import type { TallyGroup, TallySum } from '../../core/insights/tally.ts'
import { MEASURES } from '../../core/insights/tally.ts'
import type { TalliesQuestion, TallyReader } from '../../engine/tally-row.ts'
import { toAssumptionsRow } from './assumptions-row.ts'
import { allRows } from './statements.ts'
import type { Tables } from './tables.ts'

/** Long times are read from the sums of days, what is left at their ends from those of quarters. */
export function createTallyReads(database: DatabaseSync, db: Kysely<Tables>): TallyReader {
  const days = createSums(database, 'insight_days')
  const quarters = createSums(database, 'insight_quarters')
  const groupOf = createGroups(database)
  const sumsIn = (measure: number, stretch: Stretch): readonly GroupSum[] => {
    const within = daysAndQuarters(stretch)
    return addUp([...days(measure, within.days), ...within.quarters.flatMap((each) => quarters(measure, each))])
  }
  return {
    sumTallies: async ({ measures, edges }) =>
      stretchesBetween(edges).map((stretch) =>
        measures.flatMap((measure) => sumsIn(MEASURES.indexOf(measure), stretch).map(groupOf)),
      ),
    findAssumptions: async (workflow) => {
      const [row] = await db.selectFrom('workchart_assumptions').selectAll().where('workflow', '=', workflow).execute()
      return row && toAssumptionsRow(row)
    },
    listAssumptions: async () => {
      const rows = await db.selectFrom('workchart_assumptions').selectAll().orderBy('workflow').execute()
      return rows.map(toAssumptionsRow)
    },
  }
}

function addUp(sums: readonly GroupSum[]): readonly GroupSum[] {
  const groups = new Map<number, GroupSum>()
  for (const { id, count, sum } of sums) {
    const known = groups.get(id)
    groups.set(id, { id, count: count + (known?.count ?? 0), sum: sum + (known?.sum ?? 0) })
  }
  return [...groups.values()]
}

function stretchesBetween(edges: TalliesQuestion['edges']): readonly Stretch[] {
  return edges.slice(1).map((to, index) => ({ from: quarterOf(edges[index] ?? to), to: quarterOf(to) }))
}

interface GroupSum {
  readonly id: number
  readonly count: number
  readonly sum: number
}

function createSums(database: DatabaseSync, table: string): (measure: number, stretch: Stretch) => readonly GroupSum[] {
  const sums = database.prepare(
    `select tally_group as id, sum(count) as count, sum(sum) as sum from ${table}
     where measure = ? and slot >= ? and slot < ? group by tally_group`,
  )
  return (measure, { from, to }) => (from < to ? allRows<GroupSum>(sums, measure, from, to) : [])
}

/** Groups never change, so each is read once. */
function createGroups(database: DatabaseSync): (sum: GroupSum) => TallySum {
  const known = new Map<number, TallyGroup>()
  const find = database.prepare('select body from insight_groups where id = ?')
  return ({ id, count, sum }) => {
    const group = known.get(id) ?? (JSON.parse(String(find.get(id)?.['body'])) as TallyGroup)
    known.set(id, group)
    return { group, count, sum }
  }
}
