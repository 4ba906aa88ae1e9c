import { ControlButton, Controls } from '@xyflow/react'
import { Icon } from '../../icons/icon.tsx'
import type { Tidy } from './use-tidy.ts'

export interface CanvasControlsProps {
  readonly onShowAll: () => void
  readonly tidy: Tidy
  readonly isEmpty: boolean
}

export function CanvasControls({ onShowAll, tidy, isEmpty }: CanvasControlsProps) {
  return (
    <Controls showInteractive={false} showFitView={false} position="bottom-left">
      <ControlButton aria-label="Show all" title="Show all" onClick={onShowAll}>
        <Icon name="fit" size="small" />
      </ControlButton>
      <ControlButton
        aria-label="Tidy up"
        title="Tidy up"
        disabled={isEmpty || tidy.state !== 'rest'}
        onClick={tidy.begin}
      >
        <Icon name="layers" size="small" />
      </ControlButton>
    </Controls>
  )
}
