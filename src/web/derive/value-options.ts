import type { JsonObject } from '../../core/basics/json.ts'
import { misfitOf } from '../../core/wiring/misfit.ts'
import type { OfferedValue } from '../../core/wiring/offered-values.ts'
import type { ValueKind } from '../../core/wiring/tests-for.ts'
import { valueKind } from '../../core/wiring/tests-for.ts'
import { readText } from '../../core/wiring/value-ref.ts'
import type { Wiring } from '../../core/wiring/wiring.ts'
import { stageLabel, valueLabel } from './wiring-view.ts'

/** A list to choose a value from, as a select takes it: under where each comes from, what does not fit at the end. */
export interface ValueGroup {
  readonly group: string
  readonly items: readonly ValueOption[]
}

interface ValueOption {
  /** The CEL text that reads it. */
  readonly value: string
  readonly label: string
  readonly disabled: boolean
}

/** `misfit`: why a value can not be chosen; null: it can. */
export function valueGroups(
  offered: readonly OfferedValue[],
  wiring: Wiring,
  misfit: (value: OfferedValue) => string | null,
): readonly ValueGroup[] {
  const groups = new Map<string, ValueOption[]>()
  for (const one of offered) {
    const { value } = one
    const group = value.type === 'input' ? 'From the start' : `From ${stageLabel(value.stage, wiring)}`
    const reason = misfit(one)
    const label = valueLabel(value, wiring) + (reason === null ? '' : ` (${reason})`)
    groups.set(group, [...(groups.get(group) ?? []), { value: readText(value), label, disabled: reason !== null }])
  }
  return [...groups].map(([group, items]) => ({ group, items: items.toSorted(byFit) }))
}

function byFit(left: ValueOption, right: ValueOption): number {
  return Number(left.disabled) - Number(right.disabled)
}

const KIND_WORDS: Readonly<Record<ValueKind, string>> = {
  text: 'a text',
  number: 'a number',
  'yes-no': 'a yes or no',
  list: 'a list',
  other: 'something else',
}

/** Why a value can not be given to an input of this schema. */
export function misfitFor(wanted: JsonObject): (value: OfferedValue) => string | null {
  return (offered) => {
    switch (misfitOf(offered, wanted)) {
      case 'kind':
        return `${KIND_WORDS[valueKind(offered.schema)]}, not ${KIND_WORDS[valueKind(wanted)]}`
      case 'absence':
        return 'may be missing'
      case null:
        return null
    }
  }
}
