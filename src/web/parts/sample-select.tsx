import { NativeSelect } from '@mantine/core'
import type { SampleRows } from '../../api/contract/samples.ts'
import type { JsonObject } from '../../core/basics/json.ts'
import { counted } from '../derive/number-words.ts'
import { sampleLabel } from '../derive/sample-fill.ts'

export interface SampleSelectProps {
  readonly rows: SampleRows['rows']
  /** Nothing is started by it. */
  readonly onPick: (inputs: JsonObject) => void
}

/** Offers sample rows to fill a form with, where there are any. */
export function SampleSelect({ rows, onPick }: SampleSelectProps) {
  if (rows.length === 0) return null
  const pick = (place: string) => {
    const row = rows[Number(place)]
    if (place !== '' && row !== undefined) onPick(row.inputs)
  }
  return (
    <NativeSelect
      label="Fill in a sample"
      description={`${counted(rows.length, 'row')} to try it with. Choosing one starts nothing.`}
      data={[
        { value: '', label: 'Choose…' },
        ...rows.map(({ inputs }, index) => ({ value: String(index), label: sampleLabel(inputs, index) })),
      ]}
      onChange={(event) => pick(event.currentTarget.value)}
    />
  )
}
