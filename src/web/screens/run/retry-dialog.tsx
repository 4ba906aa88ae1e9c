import { Button, NativeSelect } from '@mantine/core'
import type { FormEvent } from 'react'
import { useEffect, useId, useRef, useState } from 'react'
import type { RetryPreview } from '../../../api/contract/run-retry.ts'
import type { RetryRequest, RunState } from '../../../api/contract/runs.ts'
import { useRetryPreview, useRetryRun } from '../../data/run-commands.ts'
import type { DecisionDraft } from '../../derive/decision-draft.ts'
import { viewDraft } from '../../derive/decision-draft.ts'
import { retryView } from '../../derive/retry-view.ts'
import { runForm } from '../../derive/run-form.ts'
import { Icon } from '../../icons/icon.tsx'
import { Loading } from '../../parts/loading.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { RunFields } from '../../start/run-fields.tsx'
import '../../parts/confirm-dialog.css'
import '../inbox/decision.css'
import './retry-dialog.css'

export interface RetryDialogProps {
  readonly run: string
  readonly from: { readonly id: string; readonly name: string }
  readonly onStarted: (run: RunState) => void
  readonly onClose: () => void
}

type Version = NonNullable<RetryRequest['version']>

const VERSIONS: readonly { readonly value: Version; readonly label: string }[] = [
  { value: 'same', label: 'As it ran' },
  { value: 'newest', label: 'The newest published version' },
]

/** A retry with other inputs, or as another version: what it would keep stands there before anything is started. */
export function RetryDialog({ run, from, onStarted, onClose }: RetryDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const [version, setVersion] = useState<Version>('same')
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="dialog retry-dialog" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>Retry from {from.name}</h2>
      <div className="decision-form">
        <NativeSelect
          label="Version"
          value={version}
          data={VERSIONS}
          onChange={({ currentTarget: { value } }) => setVersion(value === 'newest' ? 'newest' : 'same')}
        />
        <Wish
          key={version}
          run={run}
          order={{ from: from.id, version }}
          onStarted={onStarted}
          onClose={() => dialog.current?.close()}
        />
      </div>
    </dialog>
  )
}

interface WishProps extends Pick<RetryDialogProps, 'run' | 'onStarted' | 'onClose'> {
  readonly order: RetryRequest
}

/** What it can be given, as it was given to the run, and what comes of it. */
function Wish({ run, order, onStarted, onClose }: WishProps) {
  const [draft, setDraft] = useState<DecisionDraft>({ edits: {}, tried: false })
  const begun = useRetryPreview(run, order)
  const form = begun.data === undefined ? null : runForm(begun.data.inputs, begun.data.values)
  const { fields, outputs, isChanged } = viewDraft(form, draft)
  const wished = isChanged && outputs !== null ? { ...order, inputs: outputs } : order
  const shown = useRetryPreview(run, wished)
  const { send, isPending, error } = useRetryRun(run, onStarted)
  const failed = error ?? shown.error
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setDraft(({ edits }) => ({ edits, tried: true }))
    if (outputs !== null) send(wished)
  }
  return (
    <form className="decision-form" onSubmit={submit} noValidate>
      {form === null ? null : (
        <RunFields
          fields={fields}
          onType={(typed) => setDraft(({ edits, tried }) => ({ edits: { ...edits, ...typed }, tried }))}
        />
      )}
      {failed === null ? null : <ProblemNote failure={failed.failure} safe="Nothing was started." />}
      {shown.error === null ? <Becomes preview={shown.data} /> : null}
      <div className="row dialog-actions">
        <Button onClick={onClose}>Close</Button>
        <Button
          type="submit"
          variant="filled"
          leftSection={<Icon name="repeat" />}
          loading={isPending}
          disabled={shown.error !== null || form === null}
        >
          Retry
        </Button>
      </div>
    </form>
  )
}

function Becomes({ preview }: { readonly preview: RetryPreview | undefined }) {
  if (preview === undefined) return <Loading what="what would be kept" />
  const { sum, cost, stages, more } = retryView(preview)
  return (
    <section aria-label="What would be kept and what done again">
      <p className="small" aria-live="polite">
        <b>{sum}</b> {cost}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <ul className="retry-stages small" tabIndex={0}>
        {stages.map(({ id, name, words, isKept }) => (
          <li key={id} className="row">
            <Icon name={isKept ? 'done' : 'repeat'} tone={isKept ? 'ok' : 'cool'} size="small" />
            <span>
              <b>{name}</b> <span className="soft">{words}</span>
            </span>
          </li>
        ))}
      </ul>
      {more === '' ? null : <p className="small faint">{more}</p>}
    </section>
  )
}
