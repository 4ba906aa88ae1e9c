import { Button } from '@mantine/core'
import type { Copying } from './use-copying.ts'

export interface StageGesturesProps {
  readonly copying: Copying
  readonly onConnect: () => void
}

/** What can be done with the chosen stages, for those who do not use keys. */
export function StageGestures({ copying, onConnect }: StageGesturesProps) {
  return (
    <div className="row row-wrap row-tight builder-gestures">
      <Button size="compact-xs" onClick={onConnect}>
        Connect to…
      </Button>
      <Button size="compact-xs" onClick={copying.duplicate}>
        Duplicate
      </Button>
    </div>
  )
}
