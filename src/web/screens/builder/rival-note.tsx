import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { DraftFile, OpenDraft } from '../../../api/contract/drafts.ts'
import { useNewestDraft } from '../../data/drafts.ts'
import { RequestFailed } from '../../data/http.ts'
import { keepSaved } from '../../data/kept-history.ts'
import { KEYS } from '../../data/keys.ts'
import { mergeDraft, useDraftFile } from '../../data/versions.ts'
import type { Card } from '../../derive/builder-view.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { FileGone } from './file-gone.tsx'
import { MergeChoice } from './merge-choice.tsx'
import type { Builder } from './use-builder.ts'

interface RivalProps {
  readonly builder: Builder
  readonly cards: readonly Card[]
}

/** Two have changed the same draft, or its file was edited by hand: they are merged, and nothing is lost before that. */
export function RivalNote({ builder, cards }: RivalProps) {
  if (builder.saving.type === 'rival') return <DraftRival builder={builder} cards={cards} />
  return builder.opened.fileChanged ? <FileRival builder={builder} cards={cards} /> : null
}

function DraftRival({ builder, cards }: RivalProps) {
  const newest = useNewestDraft(builder.opened.id)
  return (
    <Loaded query={newest} what="the other changes">
      {(theirs) => (
        <NewestRival builder={builder} cards={cards} theirs={theirs} onAgain={() => void newest.refetch()} />
      )}
    </Loaded>
  )
}

interface NewestRivalProps extends RivalProps {
  readonly theirs: OpenDraft
  /** Somebody was first once more. */
  readonly onAgain: () => void
}

function NewestRival({ builder, cards, theirs, onAgain }: NewestRivalProps) {
  const { text: mine, opened, autosave, take } = builder
  const [isBusy, setBusy] = useState(false)
  const texts = useMemo(
    () => ({ file: opened.file, base: autosave.known().text, mine, theirs: theirs.text }),
    [opened.file, autosave, mine, theirs.text],
  )
  const settle = async (text: string) => {
    if (!take(text)) return
    setBusy(true)
    const revision = await autosave.overrule(theirs)
    if (revision === undefined) onAgain()
    else keepSaved(opened.id, { revision, text })
    setBusy(false)
  }
  return (
    <MergeChoice
      texts={texts}
      cards={cards}
      theirTitle="They changed"
      isBusy={isBusy}
      onSettle={(text) => void settle(text)}
      headline={
        <p>
          <b>This draft was changed somewhere else.</b> What you did here is kept in this browser and not saved.
        </p>
      }
    />
  )
}

function FileRival({ builder, cards }: RivalProps) {
  const file = useDraftFile(builder.opened.id)
  return (
    <Loaded query={file} what="the file">
      {(now) => <FileNowRival builder={builder} cards={cards} now={now} onAgain={() => void file.refetch()} />}
    </Loaded>
  )
}

interface FileNowRivalProps extends RivalProps {
  readonly now: DraftFile
  readonly onAgain: () => void
}

function FileNowRival({ builder, cards, now, onAgain }: FileNowRivalProps) {
  const { text: mine, opened } = builder
  const { settle, isBusy, failed } = useFileMerge(builder, now, onAgain)
  const texts = useMemo(
    () => (now.text === null ? null : { file: opened.file, base: now.base, mine, theirs: now.text }),
    [opened.file, now, mine],
  )
  return (
    <>
      {failed === null ? null : <ProblemNote failure={failed.failure} safe="The draft is kept as it is." />}
      {texts === null ? (
        <FileGone file={opened.file} isBusy={isBusy} onKeep={() => void settle(mine)} />
      ) : (
        <MergeChoice
          texts={texts}
          cards={cards}
          theirTitle="Changed in the file"
          isBusy={isBusy}
          onSettle={(text) => void settle(text)}
          headline={
            <p>
              <b>The file was edited by hand</b> since the work on this draft began. Once the two are merged, it can be
              published. <span className="mono">{opened.file}</span>
            </p>
          }
        />
      )}
    </>
  )
}

/** Saves what the two became, as work that begins from the file as it is now. */
function useFileMerge({ opened, autosave, take }: Builder, now: DraftFile, onAgain: () => void) {
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const [failed, setFailed] = useState<RequestFailed | null>(null)
  const send = async (text: string) => {
    if (!take(text)) return
    const revision = await autosave.flush()
    if (revision === undefined) return
    await mergeDraft(opened.id, { text, revision, base: now.digest })
    await client.resetQueries({ queryKey: KEYS.draft(opened.id) })
  }
  const settle = async (text: string) => {
    setBusy(true)
    try {
      await send(text)
      setFailed(null)
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error
      setFailed(error)
      onAgain()
    }
    setBusy(false)
  }
  return { settle, isBusy, failed }
}
