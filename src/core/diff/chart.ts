import type { Json, JsonObject } from '../basics/json.ts'
import { isJsonObject } from '../basics/json.ts'
import { known } from '../basics/known.ts'
import { ownValue } from '../basics/own-value.ts'
import { dependenciesOf } from '../workflow/dependencies.ts'
import type { StageId } from '../workflow/workflow.ts'
import type { Settings, Splits } from './settings.ts'
import { settingsOf } from './settings.ts'

/** A document taken apart into what people change: nothing that it says is left out. */
export interface Chart {
  /** Of the whole. Where a list is kept apart, an empty list stands for it. */
  readonly settings: Settings
  /** In the list's order. Undefined: it is no list in one of the documents, and stands among the settings. */
  readonly stages: ReadonlyMap<StageId, ChartStage> | undefined
  readonly triggers: ReadonlyMap<string, Json> | undefined
}

export interface ChartStage {
  readonly value: Json
  /** Without what it waits for. */
  readonly settings: Settings
  /** What it waits for, written or by its place in the list. */
  readonly waits: readonly StageId[]
  /** `depends_on` as written; undefined: it says nothing. */
  readonly written: Json | undefined
}

const WHOLE: Splits = {
  inputs: {},
  outputs: {},
  roles: {},
  context_policy: {},
  defaults: { escalation: {}, retry: {} },
  view: { positions: {} },
}

const STAGE: Splits = { roles: {}, inputs: {}, outputs: {}, escalation: {}, context_policy: {}, retry: {} }

/** The documents, taken apart in the same places, whatever is right or wrong with them. */
export function readCharts(documents: readonly Json[]): readonly Chart[] {
  const [stages, triggers] = [listsIn(documents, 'stages'), listsIn(documents, 'triggers')]
  const apart = [...(stages === undefined ? [] : ['stages']), ...(triggers === undefined ? [] : ['triggers'])]
  const settings = settingsOf(
    documents.map((document) => withoutItems(document, apart)),
    WHOLE,
  )
  const charted = stages && chartStages(stages)
  return documents.map((_, index) => ({
    settings: known(settings[index]),
    stages: charted?.[index],
    triggers: triggers?.[index],
  }))
}

/** The items by id; undefined where one of the documents holds something else than a list, or nothing, there. */
function listsIn(documents: readonly Json[], key: string): readonly ReadonlyMap<string, Json>[] | undefined {
  const lists = documents.map((document) => (isJsonObject(document) ? (ownValue(document, key) ?? []) : null))
  return lists.every((list): list is readonly Json[] => Array.isArray(list)) ? lists.map(byId) : undefined
}

/** An item without an id, or with one that is taken, is known by its number in the list. */
function byId(items: readonly Json[]): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>()
  for (const [index, item] of items.entries()) {
    const id = isJsonObject(item) ? item['id'] : undefined
    found.set(typeof id === 'string' && id !== '' && !found.has(id) ? id : `#${index + 1}`, item)
  }
  return found
}

function withoutItems(document: Json, apart: readonly string[]): Json {
  if (!isJsonObject(document)) return document
  const entries = Object.entries(document)
  return Object.fromEntries(entries.map(([key, value]) => [key, value !== null && apart.includes(key) ? [] : value]))
}

function chartStages(lists: readonly ReadonlyMap<string, Json>[]): readonly ReadonlyMap<StageId, ChartStage>[] {
  const ids = new Set(lists.flatMap((list) => [...list.keys()]))
  const settings = new Map([...ids].map((id) => [id, settingsOf(lists.map(bodyOf(id)), STAGE)]))
  return lists.map((list, index) => {
    const waits = waitsIn(list)
    const entries = [...list].map(([id, value]): [StageId, ChartStage] => [
      id as StageId,
      {
        value,
        settings: known(settings.get(id)?.[index]),
        waits: known(waits.get(id as StageId)),
        written: writtenIn(value),
      },
    ])
    return new Map(entries)
  })
}

function bodyOf(id: string): (list: ReadonlyMap<string, Json>) => Json | undefined {
  return (list) => {
    const value = list.get(id)
    return isJsonObject(value) ? withoutWaits(value) : value
  }
}

function withoutWaits({ depends_on: _, ...rest }: JsonObject): JsonObject {
  return rest
}

function writtenIn(stage: Json): Json | undefined {
  return isJsonObject(stage) ? ownValue(stage, 'depends_on') : undefined
}

function waitsIn(list: ReadonlyMap<string, Json>): ReadonlyMap<StageId, readonly StageId[]> {
  const stages = [...list].map(([id, value]) => {
    const dependsOn = idsIn(writtenIn(value))
    return { id: id as StageId, ...(dependsOn === undefined ? {} : { dependsOn }) }
  })
  return dependenciesOf({ stages })
}

/** The ids in a list; undefined: it is no list. What is no text counts as not written. */
export function idsIn(written: Json | undefined): readonly StageId[] | undefined {
  return Array.isArray(written) ? written.filter((item): item is StageId => typeof item === 'string') : undefined
}
