import { Button } from '@mantine/core'
import { Note } from '../../parts/note.tsx'

export interface FileGoneProps {
  readonly file: string
  readonly isBusy: boolean
  readonly onKeep: () => void
}

/** There is nothing to merge with: the draft can be written again, or discarded as any other. */
export function FileGone({ file, isBusy, onKeep }: FileGoneProps) {
  return (
    <Note icon="warn" tone="warm">
      <p>
        <b>The file was deleted</b> since the work on this draft began. <span className="mono">{file}</span>
      </p>
      <Button size="compact-xs" loading={isBusy} onClick={onKeep}>
        Keep the draft, write the file again
      </Button>
    </Note>
  )
}
