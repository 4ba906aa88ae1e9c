import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useDiscardDraft, usePublishDraft } from '../../data/drafts.ts'
import { forgetHistory } from '../../data/kept-history.ts'
import { counted } from '../../derive/number-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { Moment } from '../../parts/moment.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Tag } from '../../parts/tag.tsx'
import type { Builder } from './use-builder.ts'

/** Whether it is a draft, of what, and whether the server has it. */
export function DraftState({ builder }: { readonly builder: Builder }) {
  const { publishedVersion, file } = builder.opened
  return (
    <>
      {isUntouched(builder) ? null : <Tag icon="edit">Draft</Tag>}
      <span className="small soft clip" title={file}>
        {publishedVersion === null ? 'not published' : `version ${publishedVersion} is live`}
      </span>
      <span className="small soft num" role="status">
        <Saved builder={builder} />
      </span>
    </>
  )
}

function Saved({ builder: { saving } }: { readonly builder: Builder }) {
  switch (saving.type) {
    case 'saved':
      return saving.at === null ? null : (
        <>
          Saved <Moment at={saving.at} />
        </>
      )
    case 'unsaved':
      return 'Saving…'
    case 'unreachable':
      return 'Not saved: the server does not answer. Your work is kept in this browser.'
    case 'rival':
      return 'Not saved'
    case 'refused':
      return `Not saved: ${saving.detail}`
  }
}

export interface BuilderActionsProps {
  readonly builder: Builder
  readonly onTest: () => void
}

export function BuilderActions({ builder, onTest }: BuilderActionsProps) {
  return (
    <>
      <Button
        aria-label="Undo"
        title="Undo (Ctrl+Z)"
        variant="subtle"
        disabled={builder.undo === undefined}
        onClick={builder.undo}
      >
        <Icon name="undo" />
      </Button>
      <Button
        aria-label="Redo"
        title="Redo (Ctrl+Shift+Z)"
        variant="subtle"
        disabled={builder.redo === undefined}
        onClick={builder.redo}
      >
        <Icon name="redo" />
      </Button>
      <Button leftSection={<Icon name="gauge" />} disabled={builder.view.stages.length === 0} onClick={onTest}>
        Test run
      </Button>
      <DiscardDraft builder={builder} />
      <PublishDraft builder={builder} />
    </>
  )
}

/** Back to what the file says, or, where there is none, to nothing. */
function DiscardDraft({ builder: { opened, saving, autosave } }: { readonly builder: Builder }) {
  const navigate = useNavigate()
  const [isAsking, setAsking] = useState(false)
  const { send, error } = useDiscardDraft(opened.id, () => {
    forgetHistory(opened.id)
    void navigate({ to: '/workcharts' })
  })
  const discard = async () => {
    const revision = await autosave.flush()
    if (revision !== undefined) send(revision)
  }
  if (opened.saved === null && (saving.type !== 'saved' || saving.at === null)) return null
  return (
    <>
      {error === null ? null : <ProblemNote failure={error.failure} />}
      <Button onClick={() => setAsking(true)}>Discard</Button>
      {isAsking ? (
        <ConfirmDialog
          title="Discard this draft?"
          confirm="Discard"
          refuse="Keep it"
          onConfirm={() => void discard()}
          onClose={() => setAsking(false)}
        >
          What was changed since the last publication is gone then. The file and the live version stay as they are.
        </ConfirmDialog>
      ) : null}
    </>
  )
}

/** What is shown is what the file says. */
function isUntouched({ opened, text }: Builder): boolean {
  return opened.saved === null && text === opened.text
}

/** Saves what was changed last, then writes the file and makes it the version that schedules start. */
function PublishDraft({ builder }: { readonly builder: Builder }) {
  const { opened, view, autosave } = builder
  const navigate = useNavigate()
  const [isSaving, setSaving] = useState(false)
  const { send, isPending, error } = usePublishDraft(opened.id, () => {
    forgetHistory(opened.id)
    void navigate({ to: '/workcharts/$workChartId', params: { workChartId: opened.id } })
  })
  const nothing = isUntouched(builder)
  const errors = view.problems.filter(({ severity }) => severity === 'error').length
  const publish = async () => {
    setSaving(true)
    const revision = await autosave.flush()
    setSaving(false)
    if (revision !== undefined) send(revision)
  }
  return (
    <>
      {error === null ? null : <ProblemNote failure={error.failure} safe="The draft is kept as it is." />}
      <Button
        variant="filled"
        leftSection={<Icon name="publish" />}
        disabled={errors > 0 || nothing}
        loading={isPending || isSaving}
        title={nothing ? 'Nothing was changed yet' : 'Writes the file and makes this the version that schedules start'}
        onClick={() => void publish()}
      >
        Publish
      </Button>
      {errors === 0 ? null : <span className="small bad">{counted(errors, 'problem')} first</span>}
    </>
  )
}
