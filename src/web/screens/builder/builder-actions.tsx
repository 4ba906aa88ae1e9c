import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useDiscardDraft, usePublishDraft } from '../../data/drafts.ts'
import type { RequestFailed } from '../../data/http.ts'
import { forgetHistory } from '../../data/kept-history.ts'
import { KEYS } from '../../data/keys.ts'
import type { Card } from '../../derive/builder-view.ts'
import { counted } from '../../derive/number-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { ButtonLink } from '../../parts/button-link.tsx'
import { ConfirmDialog } from '../../parts/confirm-dialog.tsx'
import { Moment } from '../../parts/moment.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Tag } from '../../parts/tag.tsx'
import { PublishDialog } from './publish-dialog.tsx'
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
    case 'signed-out':
      return 'Not saved: you are signed out. Your work is kept in this browser. A link from “workcharts open” saves it.'
    case 'rival':
      return 'Not saved'
    case 'refused':
      return `Not saved: ${saving.detail}`
  }
}

export interface BuilderActionsProps {
  readonly builder: Builder
  readonly cards: readonly Card[]
  readonly onTest: () => void
  readonly onCheck: () => void
}

export function BuilderActions({ builder, cards, onTest, onCheck }: BuilderActionsProps) {
  const isEmpty = builder.view.stages.length === 0
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
      {builder.opened.publishedVersion === null ? null : (
        <ButtonLink to="/workcharts/$workChartId/versions" params={{ workChartId: builder.opened.id }} variant="subtle">
          History
        </ButtonLink>
      )}
      <Button
        className="builder-check"
        leftSection={<Icon name="plan" />}
        title="Check before running (P)"
        aria-label="Check before running"
        disabled={isEmpty}
        onClick={onCheck}
      >
        Check
      </Button>
      <Button leftSection={<Icon name="gauge" />} disabled={isEmpty} onClick={onTest}>
        Test run
      </Button>
      <DiscardDraft builder={builder} />
      <PublishDraft builder={builder} cards={cards} />
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
          What was changed since the work began is gone then. The builder shows what the file says, and the live version
          stays as it is.
          {opened.publishedVersion === null
            ? null
            : ' Where the file says something else than the live version, History brings that one back.'}
        </ConfirmDialog>
      ) : null}
    </>
  )
}

/** What is shown is what the file says. */
function isUntouched({ opened, text }: Builder): boolean {
  return opened.saved === null && text === opened.text
}

/** Shows what it changes, then saves what was changed last, writes the file and makes it the version that schedules start. */
function PublishDraft({ builder, cards }: Pick<BuilderActionsProps, 'builder' | 'cards'>) {
  const { opened, view, autosave, saving } = builder
  const navigate = useNavigate()
  const client = useQueryClient()
  const [isSaving, setSaving] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const { send, isPending, error } = usePublishDraft(opened.id, () => {
    forgetHistory(opened.id)
    void navigate({ to: '/workcharts/$workChartId', params: { workChartId: opened.id } })
  })
  const nothing = isUntouched(builder)
  const errors = view.problems.filter(({ severity }) => severity === 'error').length
  const cannot = errors > 0 || nothing || opened.fileChanged || saving.type === 'rival'
  useHotkeys([['mod+Enter', () => setAsking(!cannot)]], [])
  const publish = async () => {
    setSaving(true)
    const revision = await autosave.flush()
    setSaving(false)
    if (revision !== undefined) send(revision)
  }
  return (
    <>
      {error === null ? null : <ProblemNote failure={error.failure} safe="The draft is kept as it is." />}
      {isFileChanged(error) ? (
        <Button onClick={() => void client.resetQueries({ queryKey: KEYS.draft(opened.id) })}>
          Merge with the file
        </Button>
      ) : null}
      <Button
        variant="filled"
        leftSection={<Icon name="publish" />}
        disabled={cannot}
        loading={isPending || isSaving}
        title={publishTitle(builder)}
        onClick={() => setAsking(true)}
      >
        Publish
      </Button>
      {isAsking ? (
        <PublishDialog
          builder={builder}
          cards={cards}
          onConfirm={() => void publish()}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {errors === 0 ? null : <span className="small bad">{counted(errors, 'problem')} first</span>}
    </>
  )
}

function publishTitle(builder: Builder): string {
  if (isUntouched(builder)) return 'Nothing was changed yet'
  if (builder.opened.fileChanged || builder.saving.type === 'rival') return 'Merge with the other changes first'
  return 'Shows what it changes first (Ctrl+Enter)'
}

/** The file was edited after the builder was opened. */
function isFileChanged(error: RequestFailed | null): boolean {
  return error?.failure.type === 'refused' && error.failure.problem.code === 'file-changed'
}
