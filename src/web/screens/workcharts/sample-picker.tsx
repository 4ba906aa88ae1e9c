import { NativeSelect } from '@mantine/core'
import type { WorkflowDetail } from '../../../api/contract/workflows.ts'
import { useSamples } from '../../data/templates.ts'
import type { FormDraft } from '../../derive/form-draft.ts'
import { counted } from '../../derive/number-words.ts'
import { filledWith, sampleLabel } from '../../derive/sample-fill.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'

export interface SamplePickerProps {
  readonly workChart: string
  readonly inputs: WorkflowDetail['inputs']
  /** Nothing is started by it. */
  readonly onPick: (filled: FormDraft) => void
}

/** Fills the form with a sample row, where somebody has written some. */
export function SamplePicker({ workChart, inputs, onPick }: SamplePickerProps) {
  const { data, error } = useSamples(workChart)
  if (error !== null) return <ProblemNote failure={error.failure} safe="You can still fill the form in by hand." />
  if (data === undefined || data.rows.length === 0) return null
  const pick = (place: string) => {
    const row = data.rows[Number(place)]
    if (place !== '' && row !== undefined) onPick(filledWith(inputs, row.inputs))
  }
  return (
    <NativeSelect
      label="Fill in a sample"
      description={`${counted(data.rows.length, 'row')} to try it with. Nothing starts until you run it.`}
      data={[
        { value: '', label: 'Choose…' },
        ...data.rows.map((row, index) => ({ value: String(index), label: sampleLabel(row.inputs, index) })),
      ]}
      onChange={(event) => pick(event.currentTarget.value)}
    />
  )
}
