import type { JsonObject } from '../../../core/basics/json.ts'
import { startWords } from '../../derive/schedule-view.ts'
import { Icon } from '../../icons/icon.tsx'

export interface StartsChipProps {
  readonly document: JsonObject
  /** Shows where it is set up. */
  readonly onOpen: () => void
}

/** Above the stages: how runs of them begin. */
export function StartsChip({ document, onOpen }: StartsChipProps) {
  return (
    <button type="button" className="builder-starts small" title="Set up how it starts" onClick={onOpen}>
      <Icon name="clock" size="small" />
      {startWords(document)}
    </button>
  )
}
