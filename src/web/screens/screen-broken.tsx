import { Button } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { Screen } from '../layout/screen.tsx'
import { Note } from '../parts/note.tsx'

/** In the place of a screen that could not be drawn. What the server keeps is not touched by it. */
export function ScreenBroken({ error }: ErrorComponentProps) {
  return (
    <Screen title="This page could not be shown">
      <Note icon="failed" tone="bad">
        <p>
          <b>Something in this page is broken, not in your data.</b> Runs go on, and what you have sent is kept. Load
          the page again.
        </p>
        <p className="mono">{String(error)}</p>
        <Button size="compact-xs" onClick={() => location.reload()}>
          Load again
        </Button>
      </Note>
    </Screen>
  )
}
