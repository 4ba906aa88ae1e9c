import { Button, Checkbox, Textarea } from '@mantine/core'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Part } from '../../core/procedure/procedure.ts'
import { counted } from '../derive/number-words.ts'
import type { LeftOutGroup, Pasted, Unwanted } from '../derive/pasted.ts'
import { leftOutGroups, readPasted, stepsIn, stepsUnder, toggled, wantedParts } from '../derive/pasted.ts'
import { LEFT_OUT, procedureProblemWords } from '../words/left-out.ts'
import { Note } from './note.tsx'
import { PlainText } from './plain-text.tsx'
import './procedure-fields.css'

/** A pasted text with what is wanted of it. */
export interface Procedure extends Pasted {
  /** What becomes stages and notes. */
  readonly wanted: readonly Part[]
  readonly unwanted: Unwanted
  readonly toggle: (steps: readonly number[]) => void
  /** The parts are those of an older text for a moment. */
  readonly isReading: boolean
}

export function useProcedure(text: string): Procedure {
  const read = useDeferredValue(text)
  const pasted = useMemo(() => readPasted(read), [read])
  const [choice, setChoice] = useState<{ readonly of: Pasted; readonly unwanted: Unwanted } | null>(null)
  const unwanted = choice?.of === pasted ? choice.unwanted : NOTHING
  const wanted = useMemo(() => wantedParts(pasted.parts, unwanted), [pasted, unwanted])
  const toggle = (steps: readonly number[]) => setChoice({ of: pasted, unwanted: toggled(unwanted, steps) })
  return { ...pasted, wanted, unwanted, toggle, isReading: read !== text }
}

const NOTHING: Unwanted = new Set()

export interface ProcedureFieldsProps {
  readonly text: string
  readonly onText: (text: string) => void
  readonly procedure: Procedure
}

/** The text, and beside it what becomes of each piece of it. */
export function ProcedureFields({ text, onText, procedure }: ProcedureFieldsProps) {
  return (
    <div className="procedure">
      <Textarea
        className="procedure-text"
        label="Procedure"
        description="As it stands in Word, in a wiki or in a mail: numbers, bullets, headings and tables are understood."
        placeholder={PLACEHOLDER}
        rows={14}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      <section className="procedure-preview" aria-label="What becomes of it">
        <Preview procedure={procedure} />
      </section>
    </div>
  )
}

const PLACEHOLDER = '1. Read the message and sort it.\n2. Look up the customer.\n3. Approve the refund.'

function Preview({ procedure }: { readonly procedure: Procedure }) {
  const { parts, problem, wanted, unwanted } = procedure
  if (problem !== null)
    return (
      <Note icon="failed" tone="bad">
        <p>{procedureProblemWords(problem)}</p>
        {problem.code === 'code' ? <p>Take the code out, and what is left becomes stages.</p> : null}
      </Note>
    )
  if (parts.length === 0)
    return <p className="soft">Paste or write your procedure. What becomes of each sentence is shown here.</p>
  const groups = leftOutGroups(parts)
  return (
    <>
      <p className="small" role="status">
        <b>{counted(stepsIn(wanted), 'stage')}</b>, {counted(headingsIn(wanted), 'note')} from headings
        {unwanted.size === 0 ? '' : `, ${counted(unwanted.size, 'step')} you left out`}
        {groups.length === 0 ? '. Nothing is left out.' : ', and what stands below is left out.'}
      </p>
      <PartList procedure={procedure} />
      {groups.map((group) => (
        <LeftOutList key={group.reason} group={group} />
      ))}
    </>
  )
}

function headingsIn(parts: readonly Part[]): number {
  return parts.filter(({ type }) => type === 'heading').length
}

/** Drawing thousands of rows at once would hold up typing. */
const ROWS_AT_ONCE = 200

function PartList({ procedure }: { readonly procedure: Procedure }) {
  const { parts } = procedure
  const [shown, setShown] = useState(ROWS_AT_ONCE)
  return (
    <>
      <ul className="procedure-parts">
        {parts.slice(0, shown).map((part, at) => (
          <PartRow key={`${part.at.line}:${part.at.column}:${part.type}`} part={part} at={at} procedure={procedure} />
        ))}
      </ul>
      {parts.length <= shown ? null : (
        <Button size="compact-xs" onClick={() => setShown(shown + ROWS_AT_ONCE)}>
          Show more: {counted(parts.length - shown, 'line')} to come
        </Button>
      )}
    </>
  )
}

interface PartRowProps {
  readonly part: Part
  readonly at: number
  readonly procedure: Procedure
}

function PartRow({ part, at, procedure: { parts, unwanted, toggle } }: PartRowProps) {
  if (part.type === 'left-out') return null
  const steps = part.type === 'step' ? [at] : stepsUnder(parts, at)
  const wanted = steps.filter((step) => !unwanted.has(step)).length
  return (
    <li className={part.type === 'heading' ? 'procedure-heading' : 'procedure-step'}>
      <Checkbox
        size="xs"
        checked={wanted === steps.length}
        indeterminate={wanted > 0 && wanted < steps.length}
        onChange={() => toggle(steps)}
        label={
          <>
            <PlainText text={part.text} />
            {part.type === 'heading' ? <span className="tiny faint"> {counted(steps.length, 'step')}</span> : null}
          </>
        }
      />
      <span className="tiny faint num">line {part.at.line}</span>
    </li>
  )
}

function LeftOutList({ group: { reason, parts } }: { readonly group: LeftOutGroup }) {
  const { one, many, why } = LEFT_OUT[reason]
  return (
    <details className="procedure-left-out">
      <summary>
        Left out: {counted(parts.length, one, many)} <span className="soft">({why})</span>
      </summary>
      <ul>
        {parts.slice(0, ROWS_AT_ONCE).map(({ text, at }) => (
          <li key={`${at.line}:${at.column}`}>
            <span className="mono small">
              <PlainText text={text} />
            </span>
            <span className="tiny faint num">line {at.line}</span>
          </li>
        ))}
        {parts.length <= ROWS_AT_ONCE ? null : <li className="soft">and {parts.length - ROWS_AT_ONCE} more</li>}
      </ul>
    </details>
  )
}
