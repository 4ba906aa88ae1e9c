import type { PlannedStage } from '../../api/contract/planned-stage.ts'
import { afterWords } from '../derive/planned-stage-words.ts'
import './planned-when.css'

export interface PlannedWhenProps {
  readonly stage: PlannedStage
  /** Names of stages, by id. */
  readonly names: ReadonlyMap<string, string>
}

/** What a stage waits for, and its condition. */
export function PlannedWhen({ stage, names }: PlannedWhenProps) {
  const { when, optional } = stage
  return (
    <span className="two-lines">
      <span>{afterWords(stage, names)}</span>
      {when === null ? null : (
        <details className="planned-when tiny">
          <summary>only on a condition{optional ? ', else carry on' : ''}. Show formula</summary>
          <code>{when}</code>
        </details>
      )}
    </span>
  )
}
