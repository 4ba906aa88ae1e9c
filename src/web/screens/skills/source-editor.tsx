import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useEffect, useRef, useState } from 'react'
import type { CapabilitySource } from '../../../api/contract/capability-source.ts'
import type { Failure } from '../../data/http.ts'
import { useChangeSource } from '../../data/skills.ts'
import type { SourceDraft } from '../../derive/source-draft.ts'
import { hasChanges, isChanged, openedDraft, textOf, withSaved, withTyped } from '../../derive/source-draft.ts'
import { Card } from '../../parts/card.tsx'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { HiddenNote } from '../../parts/plain-text.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { SegmentButtons } from '../../parts/segment-links.tsx'
import { SourceArea } from '../../parts/source-area.tsx'
import { LeaveGuard } from './leave-guard.tsx'

type SourceFile = CapabilitySource['files'][number]

export interface SourceEditorProps {
  readonly skill: string
  /** As they are now; what was opened stays what it was until it is saved. */
  readonly files: readonly SourceFile[]
  readonly onClose: () => void
}

/** The own files of a skill as text. What is typed is nobody's until it is saved, and is not lost by leaving. */
export function SourceEditor({ skill, files, onClose }: SourceEditorProps) {
  const [draft, setDraft] = useState<SourceDraft>(() => openedDraft(files))
  const [name, setName] = useState(files[0]?.name ?? '')
  const { send, isPending, error, reset } = useChangeSource(skill, (source) => {
    const next = withSaved(draft, source.files, name)
    setDraft(next)
    if (!hasChanges(next)) onClose()
  })
  const file = draft.files.find((each) => each.name === name)
  if (file === undefined) return null
  const text = textOf(draft, file)
  const choose = (chosen: string) => {
    reset()
    setName(chosen)
  }
  const reopen = () => {
    reset()
    setDraft(openedDraft(files))
  }
  return (
    <Card title="Edit source" aside={<Files draft={draft} chosen={name} onChoose={choose} />}>
      <EditorBody>
        <SourceArea
          key={name}
          label={file.file}
          text={text}
          onChange={(typed) => setDraft((before) => withTyped(before, name, typed))}
        />
        <HiddenNote texts={[text]} />
        {error === null ? null : <Refused failure={error.failure} onReopen={reopen} />}
        <p className="tiny soft">Stages that begin from now on use the saved text. Runs that go on keep theirs.</p>
        <div className="row row-wrap">
          <Button
            variant="filled"
            disabled={!isChanged(draft, file)}
            loading={isPending}
            onClick={() => send({ name, text, seen: file.digest })}
          >
            Save
          </Button>
          <CancelButton isChanged={hasChanges(draft)} onCancel={onClose} />
        </div>
      </EditorBody>
      <LeaveGuard isChanged={hasChanges(draft)} />
    </Card>
  )
}

/** Whoever opened it by keyboard goes on in it. */
function EditorBody({ children }: { readonly children: ReactNode }) {
  const body = useRef<HTMLDivElement>(null)
  useEffect(() => body.current?.querySelector('textarea')?.focus(), [])
  return (
    <div className="card-body skill-source" ref={body}>
      {children}
    </div>
  )
}

interface FilesProps {
  readonly draft: SourceDraft
  readonly chosen: string
  readonly onChoose: (name: string) => void
}

function Files({ draft, chosen, onChoose }: FilesProps) {
  if (draft.files.length === 1) return null
  const options = draft.files.map((file) => {
    return { name: file.name, words: isChanged(draft, file) ? `${file.name}, changed` : file.name }
  })
  return <SegmentButtons label="Files" options={options} chosen={chosen} onChoose={onChoose} />
}

/** What was typed stays; only who asks for it begins again from what stands there now. */
function Refused({ failure, onReopen }: { readonly failure: Failure; readonly onReopen: () => void }) {
  const isStale = failure.type === 'refused' && failure.problem.code === 'source-changed'
  return (
    <>
      <ProblemNote failure={failure} safe="What you typed is kept here." />
      {isStale ? (
        <div>
          <Button size="compact-sm" onClick={onReopen}>
            Drop my text and show what it says now
          </Button>
        </div>
      ) : null}
    </>
  )
}

interface CancelButtonProps {
  readonly isChanged: boolean
  readonly onCancel: () => void
}

function CancelButton({ isChanged: isTyped, onCancel }: CancelButtonProps) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button onClick={() => (isTyped ? setAsking(true) : onCancel())}>Cancel</Button>
      {isAsking ? (
        <ConfirmDialog
          title="Drop what you typed?"
          confirm="Drop it"
          refuse="Go on editing"
          onConfirm={onCancel}
          onClose={() => setAsking(false)}
        >
          It is not saved. The file stays as it is.
        </ConfirmDialog>
      ) : null}
    </>
  )
}
