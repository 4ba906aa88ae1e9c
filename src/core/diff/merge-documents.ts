import type { Json, JsonObject } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import type { Chart } from './chart.ts'
import { readCharts } from './chart.ts'
import type { Conflict, Merge } from './conflict.ts'
import { inMergedOrder } from './merge-order.ts'
import { mergeSettings, mergeTriggers } from './merge-settings.ts'
import { mergeStages } from './merge-stages.ts'
import { valueWith } from './settings.ts'
import type { Choices, ThreeWay } from './three-way.ts'
import { mapThree } from './three-way.ts'

export interface MergedDocument {
  /** Where nothing is chosen yet, mine. */
  readonly document: Json
  /** What has to be chosen, or was. */
  readonly conflicts: readonly Conflict[]
}

/** What two people have made of one document, together. */
export function mergeDocuments(three: ThreeWay<Json>, choices: Choices): MergedDocument {
  const charts = chartsOf(three)
  const merge: Merge = { choices, conflicts: [] }
  const whole = valueWith(
    mergeSettings(
      merge,
      null,
      mapThree(charts, ({ settings }) => settings),
    ),
  )
  const document = isJsonObject(whole) ? withLists(merge, whole, charts) : whole
  return { document, conflicts: merge.conflicts }
}

function chartsOf({ base, mine, theirs }: ThreeWay<Json>): ThreeWay<Chart> {
  const [first, second, third] = readCharts([base, mine, theirs]) as readonly [Chart, Chart, Chart]
  return { base: first, mine: second, theirs: third }
}

function withLists(merge: Merge, document: JsonObject, charts: ThreeWay<Chart>): Json {
  const lists = { triggers: mergedTriggers(merge, charts), stages: mergedStages(merge, charts) }
  return { ...document, ...Object.fromEntries(Object.entries(lists).filter(([, items]) => items.length > 0)) }
}

function mergedTriggers(merge: Merge, charts: ThreeWay<Chart>): readonly Json[] {
  const three = mapThree(charts, ({ triggers }) => triggers ?? new Map<string, Json>())
  const kept = mergeTriggers(merge, three)
  return inMergedOrder(merge, three, { kept, name: 'triggers' }).map(([, trigger]) => trigger)
}

function mergedStages(merge: Merge, charts: ThreeWay<Chart>): readonly Json[] {
  return mergeStages(
    merge,
    mapThree(charts, ({ stages }) => stages ?? new Map()),
  )
}
