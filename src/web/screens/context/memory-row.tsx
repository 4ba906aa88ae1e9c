import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { MemoryItem } from '../../../api/contract/memory.ts'
import { useDecideMemory } from '../../data/memory.ts'
import { percentWords } from '../../derive/percent.ts'
import { Ago } from '../../parts/moment.tsx'
import { PlainText } from '../../parts/plain-text.tsx'
import { ProblemNote } from '../../parts/problem-note.tsx'
import { Tag } from '../../parts/tag.tsx'
import { MEMORY_WORDS } from '../../words/memory.ts'
import { EditMemory, MergeMemory, RejectMemory } from './memory-forms.tsx'

export interface MemoryRowProps {
  readonly item: MemoryItem
  /** What it could be merged with, itself included. */
  readonly others: readonly MemoryItem[]
}

/** One thing a stage found: what it says, where it came from, and what can be decided. */
export function MemoryRow({ item, others }: MemoryRowProps) {
  const { type, content, confidence, sources } = item
  const [first] = sources
  return (
    <li className="context-item">
      <p className="row row-wrap small soft">
        <Tag>{MEMORY_WORDS[type]}</Tag>
        <span>{confidence === null ? 'nobody said how sure it is' : `${percentWords(confidence)} sure`}</span>
        {first === undefined ? null : (
          <span>
            {'found by '}
            <Link to="/runs/$runId" params={{ runId: first.run }}>
              {first.stage.name} in {first.workChart.name}
            </Link>
            , <Ago at={first.at} />
            {sources.length === 1 ? null : ` and ${sources.length - 1} more times`}
          </span>
        )}
      </p>
      <PlainText text={content} />
      <Decisions item={item} others={others} />
    </li>
  )
}

function Decisions({ item, others }: MemoryRowProps) {
  const [form, setForm] = useState<'edit' | 'reject' | 'merge' | null>(null)
  const { send, isPending, error } = useDecideMemory(item, () => setForm(null))
  const close = () => setForm(null)
  const mates = others.filter(({ id, venture }) => id !== item.id && venture === item.venture)
  return (
    <>
      {error === null ? null : <ProblemNote failure={error.failure} safe="Nothing was decided." />}
      {form === 'edit' ? <EditMemory item={item} onSend={send} onClose={close} /> : null}
      {form === 'reject' ? <RejectMemory item={item} onSend={send} onClose={close} /> : null}
      {form === 'merge' ? <MergeMemory mates={mates} onSend={send} onClose={close} /> : null}
      {form === null ? (
        <Choices
          isNew={item.status === 'candidate'}
          hasMates={mates.length > 0}
          isPending={isPending}
          onApprove={() => send({ verb: 'approve', body: {} })}
          onForm={setForm}
        />
      ) : null}
    </>
  )
}

interface ChoicesProps {
  readonly isNew: boolean
  readonly hasMates: boolean
  readonly isPending: boolean
  readonly onApprove: () => void
  readonly onForm: (form: 'edit' | 'reject' | 'merge') => void
}

function Choices({ isNew, hasMates, isPending, onApprove, onForm }: ChoicesProps) {
  return (
    <div className="row row-wrap">
      <Button size="compact-xs" variant={isNew ? 'filled' : 'default'} disabled={isPending} onClick={onApprove}>
        {isNew ? 'Approve' : 'Call it settled'}
      </Button>
      <Button size="compact-xs" disabled={isPending} onClick={() => onForm('edit')}>
        Edit
      </Button>
      <Button size="compact-xs" disabled={isPending} onClick={() => onForm('reject')}>
        {isNew ? 'Reject' : 'Take out of use'}
      </Button>
      {hasMates ? (
        <Button size="compact-xs" disabled={isPending} onClick={() => onForm('merge')}>
          Merge
        </Button>
      ) : null}
    </div>
  )
}
