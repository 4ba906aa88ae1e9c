import type { WorkflowDetail } from '../../../api/contract/workflows.ts'
import { useSamples } from '../../data/templates.ts'
import type { FormDraft } from '../../derive/form-draft.ts'
import { filledWith } from '../../derive/sample-fill.ts'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { SampleSelect } from '../../parts/sample-select.tsx'

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
  return <SampleSelect rows={data?.rows ?? []} onPick={(row) => onPick(filledWith(inputs, row))} />
}
