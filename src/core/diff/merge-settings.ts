import type { Json } from '../basics/json.ts'
import type { StageId } from '../workflow/workflow.ts'
import { isPlace, settingChange, triggerChange } from './compare.ts'
import type { Merge } from './conflict.ts'
import { sideToTake } from './conflict.ts'
import type { Setting, Settings } from './settings.ts'
import { isAlike } from './settings.ts'
import type { Side, ThreeWay } from './three-way.ts'
import { mapThree, sideThatChanged } from './three-way.ts'

/** The settings of the whole (`stage` null) or of a stage that both have. */
export function mergeSettings(merge: Merge, stage: StageId | null, three: ThreeWay<Settings>): readonly Setting[] {
  return keysOf(three).flatMap((pointer) => {
    const values = mapThree(three, (settings) => settings.get(pointer))
    const setting = values[sideOfSetting(merge, { stage, pointer }, values)]
    return setting === undefined ? [] : [setting]
  })
}

interface SettingPlace {
  readonly stage: StageId | null
  readonly pointer: string
}

/** Where both have moved a stage on the canvas, the picture of whoever merges stays: that is no reason to ask. */
function sideOfSetting(merge: Merge, { stage, pointer }: SettingPlace, values: ThreeWay<Setting | undefined>): Side {
  const isSame = (left: Setting | undefined, right: Setting | undefined) => isAlike(left?.value, right?.value)
  if (isPlace(stage, pointer.split('/').slice(1))) {
    return sideThatChanged(values, isSame) === 'theirs' ? 'theirs' : 'mine'
  }
  const changes = (before: Setting | undefined, after: Setting | undefined) => settingChange(stage, before, after)
  return sideToTake(merge, values, { key: `${stage ?? ''} ${pointer}`, isSame, changes })
}

/** What starts a run, each as a whole. */
export function mergeTriggers(merge: Merge, three: ThreeWay<ReadonlyMap<string, Json>>): ReadonlyMap<string, Json> {
  const entries = keysOf(three).flatMap((id): readonly [string, Json][] => {
    const values = mapThree(three, (triggers) => triggers.get(id))
    const changes = (before: Json | undefined, after: Json | undefined) => triggerChange(id, before, after)
    const trigger = values[sideToTake(merge, values, { key: `trigger ${id}`, isSame: isAlike, changes })]
    return trigger === undefined ? [] : [[id, trigger]]
  })
  return new Map(entries)
}

export function keysOf<K>({ base, mine, theirs }: ThreeWay<ReadonlyMap<K, unknown>>): readonly K[] {
  return [...new Set([...mine.keys(), ...theirs.keys(), ...base.keys()])]
}
