import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { readDraft } from '../../data/drafts.ts'
import { forgetHistory } from '../../data/kept-history.ts'
import { KEYS } from '../../data/keys.ts'
import { Note } from '../../parts/note.tsx'
import type { Builder } from './use-builder.ts'

/** Two have changed the same draft, or its file was edited by hand: a person chooses, and nothing is lost before that. */
export function RivalNote({ builder }: { readonly builder: Builder }) {
  const { saving, opened, autosave } = builder
  const client = useQueryClient()
  const keepMine = async () => {
    const theirs = await readDraft(opened.id)
    await autosave.overrule(theirs.revision)
  }
  const takeTheirs = async () => {
    forgetHistory(opened.id)
    await client.resetQueries({ queryKey: KEYS.draft(opened.id) })
  }
  if (saving.type === 'rival') {
    return (
      <Note icon="warn" tone="warm">
        <p>
          <b>This draft was changed somewhere else.</b> What you did here is kept in this browser and not saved.
        </p>
        <div className="row">
          <Button size="compact-xs" onClick={() => void keepMine()}>
            Keep mine, over theirs
          </Button>
          <Button size="compact-xs" onClick={() => void takeTheirs()}>
            Take theirs
          </Button>
        </div>
      </Note>
    )
  }
  return opened.fileChanged ? (
    <Note icon="warn" tone="warm">
      The file {opened.file} was edited since the work on this draft began. This draft can not be published over it.
    </Note>
  ) : null
}
