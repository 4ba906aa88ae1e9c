import type { SampleRows } from '../../../api/contract/samples.ts'
import type { TestForm } from '../../../api/contract/tests.ts'
import type { JsonObject } from '../../../core/basics/json.ts'

/** What a way to give samples is handed. */
export interface SamplesProps {
  readonly inputs: TestForm['inputs']
  /** What to begin with. */
  readonly values: JsonObject
  /** The draft's own samples. */
  readonly rows: SampleRows['rows']
  readonly isSending: boolean
  readonly onTest: (samples: JsonObject[]) => void
}
