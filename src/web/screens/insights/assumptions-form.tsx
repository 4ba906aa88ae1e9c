import { Button, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Assumptions } from '../../../api/contract/assumptions.ts'
import { useAssume } from '../../data/insights.ts'
import { useMayNot } from '../../data/session.ts'
import type { AssumptionsDraft, DraftProblems } from '../../derive/assumptions-draft.ts'
import { assumptionsDraft, readAssumptions } from '../../derive/assumptions-draft.ts'
import { Moment } from '../../parts/moment.tsx'
import { Note } from '../../parts/note.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'

const NO_PROBLEMS: DraftProblems = new Map()

/** What one WorkChart took before. What was saved can be taken back. */
export function AssumptionsForm({ assumptions }: { readonly assumptions: Assumptions }) {
  const [draft, setDraft] = useState(() => assumptionsDraft(assumptions))
  const [problems, setProblems] = useState(NO_PROBLEMS)
  const saving = useSaving(assumptions, (saved) => setDraft(assumptionsDraft(saved)))
  const mayNot = useMayNot('work:publish')
  const submit = () => {
    const read = readAssumptions(draft, saving.revision)
    setProblems(read.ok ? NO_PROBLEMS : read.error)
    if (read.ok) saving.save(read.value)
  }
  return (
    <form
      className="insights-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Fields assumptions={assumptions} draft={draft} problems={problems} onChange={setDraft} />
      <p className="row row-wrap">
        <Button type="submit" variant="filled" disabled={mayNot} loading={saving.isPending}>
          Save assumptions
        </Button>
        <Entered by={assumptions.by} at={assumptions.at} />
      </p>
      <div aria-live="polite">{saving.undo === null ? null : <Saved onUndo={saving.undo} />}</div>
      {saving.problem}
    </form>
  )
}

interface Saving {
  readonly revision: number
  readonly isPending: boolean
  readonly save: ReturnType<typeof useAssume>['send']
  /** Null: nothing was saved here that could be taken back. */
  readonly undo: (() => void) | null
  readonly problem: ReactNode
}

/** What was there before a save stays at hand, to go back to. */
function useSaving(assumptions: Assumptions, onDone: (saved: Assumptions) => void): Saving {
  const [before, setBefore] = useState<Assumptions | null>(null)
  const [saved, setSaved] = useState<Assumptions | null>(null)
  const newest = saved !== null && saved.revision > assumptions.revision ? saved : assumptions
  const { send, isPending, error } = useAssume(assumptions.workflow.id, (answer) => {
    setBefore(newest)
    setSaved(answer)
    onDone(answer)
  })
  const takeBack = (to: Assumptions) => {
    const read = readAssumptions(assumptionsDraft(to), newest.revision)
    if (read.ok) send(read.value)
  }
  return {
    revision: newest.revision,
    isPending,
    save: send,
    undo: before === null || isPending ? null : () => takeBack(before),
    problem: error === null ? null : <ProblemNote failure={error.failure} safe="What you typed is kept here." />,
  }
}

function Saved({ onUndo }: { readonly onUndo: () => void }) {
  return (
    <Note icon="check" tone="ok">
      Saved. The numbers above are worked out with it.{' '}
      <button type="button" className="plain-link" onClick={onUndo}>
        Undo
      </button>
    </Note>
  )
}

function Entered({ by, at }: Pick<Assumptions, 'by' | 'at'>) {
  if (by === null || at === null) return <span className="small soft">Nothing was entered yet.</span>
  return (
    <span className="small soft">
      Entered by {by.name}, <Moment at={at} />
    </span>
  )
}

interface FieldsProps {
  readonly assumptions: Assumptions
  readonly draft: AssumptionsDraft
  readonly problems: DraftProblems
  readonly onChange: (draft: AssumptionsDraft) => void
}

function Fields({ assumptions: { stages }, draft, problems, onChange }: FieldsProps) {
  const money = (field: 'hourly' | 'perError') => ({
    value: draft[field],
    error: problems.get(field),
    placeholder: '32.00 GBP',
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onChange({ ...draft, [field]: event.currentTarget.value }),
  })
  return (
    <>
      <fieldset className="insights-minutes">
        <legend className="small strong">Minutes a person took before, for one case</legend>
        {stages.map(({ id, name }) => (
          <TextInput
            key={id}
            label={name}
            inputMode="decimal"
            value={draft.minutes[id] ?? ''}
            error={problems.get(id)}
            onChange={(event) => onChange({ ...draft, minutes: { ...draft.minutes, [id]: event.currentTarget.value } })}
          />
        ))}
      </fieldset>
      <div className="insights-minutes">
        <TextInput label="What an hour of a person costs" {...money('hourly')} />
        <TextInput label="What an error costs that nobody noticed" {...money('perError')} />
      </div>
    </>
  )
}
