import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { CloudEvent } from '../../../core/event/cloud-event.ts'
import { valueText } from '../../derive/event-draft.ts'
import type { EventVerdict, GivenInput } from '../../derive/event-test.ts'
import { judgeSample, proposedInputs, readSample } from '../../derive/event-test.ts'
import { Icon } from '../../icons/icon.tsx'
import type { EventFieldsProps } from './trigger-props.ts'

/** A sample event shows what the trigger would do with it, and fills in what runs are given. Nothing is started. */
export function EventTest({ event, schema, onSet }: EventFieldsProps) {
  const [text, setText] = useState('')
  const sample = text.trim() === '' ? undefined : readSample(text, event)
  const fillIn = (read: CloudEvent) => onSet({ setting: 'inputs', value: proposedInputs(read, event, schema) })
  return (
    <details>
      <summary className="small">Try it with a sample</summary>
      <Textarea
        label="Sample event"
        description="JSON: a whole CloudEvent, or only its data."
        classNames={{ input: 'mono' }}
        rows={4}
        spellCheck={false}
        value={text}
        error={sample === undefined || sample.ok ? null : sample.error}
        onChange={(change) => setText(change.currentTarget.value)}
      />
      {sample?.ok ? (
        <>
          <Verdict verdict={judgeSample(sample.value, event, schema)} />
          <Button size="compact-xs" onClick={() => fillIn(sample.value)}>
            Fill in from this sample
          </Button>
        </>
      ) : null}
    </details>
  )
}

function Verdict({ verdict: { matches, passes, inputs } }: { readonly verdict: EventVerdict }) {
  return (
    <ul className="small" aria-label="What it would do" aria-live="polite">
      <Line isWell={matches}>{matches ? 'Its type is the one that is waited for.' : 'Its type is another one.'}</Line>
      <Line isWell={passes.ok && passes.value}>{filterWords(passes)}</Line>
      {inputs.map((input) => (
        <Line key={input.name} isWell={input.value.ok}>
          {inputWords(input)}
        </Line>
      ))}
    </ul>
  )
}

function filterWords(passes: EventVerdict['passes']): string {
  if (!passes.ok) return `The condition can not be worked out: ${passes.error}`
  return passes.value ? 'The condition lets it through.' : 'The condition does not let it through.'
}

function inputWords({ name, value }: GivenInput): string {
  return value.ok ? `${name}: ${valueText(value.value)}` : `${name}: ${value.error}`
}

function Line({ isWell, children }: { readonly isWell: boolean; readonly children: string }) {
  return (
    <li className="row row-top">
      <Icon
        name={isWell ? 'done' : 'warn'}
        size="small"
        tone={isWell ? 'ok' : 'warm'}
        label={isWell ? 'Fits' : 'Look'}
      />
      <span className="grow">{children}</span>
    </li>
  )
}
