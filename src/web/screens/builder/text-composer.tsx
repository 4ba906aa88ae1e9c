import { Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import { TEXT_CHARACTERS_MAX } from '../../../core/edit/text-bounds.ts'
import type { TextPart } from '../../../core/wiring/input-source.ts'
import { readText } from '../../../core/wiring/value-ref.ts'
import type { TextValue } from '../../derive/text-composition.ts'
import { composedText, partsOf, valueMark } from '../../derive/text-composition.ts'
import { longerThan } from './commit-field.tsx'
import { CommitSelect } from './commit-select.tsx'

export interface TextComposerProps {
  readonly label: string
  readonly parts: readonly TextPart[]
  readonly values: readonly TextValue[]
  readonly onCommit: (parts: readonly TextPart[]) => void
}

/** A text with values in it. A value stands in it as a mark with its name, where the caret was. */
export function TextComposer({ label, parts, values, onCommit }: TextComposerProps) {
  const shown = composedText(parts, values)
  const [typed, setTyped] = useState<string | null>(null)
  const problem = longerThan(TEXT_CHARACTERS_MAX)(typed ?? shown)
  const area = useRef<HTMLTextAreaElement>(null)
  const commit = (text: string) => {
    setTyped(null)
    if (text !== shown) onCommit(partsOf(text, values, parts))
  }
  const insert = (key: string) => {
    const chosen = values.find(({ value }) => readText(value) === key)
    if (chosen === undefined) return
    const text = typed ?? shown
    const at = area.current?.selectionStart ?? text.length
    commit(text.slice(0, at) + valueMark(chosen.label) + text.slice(at))
    area.current?.focus()
  }
  return (
    <div className="builder-composer">
      <Textarea
        ref={area}
        aria-label={`${label}: text`}
        placeholder="Type, and insert values where they belong"
        autosize
        minRows={3}
        maxRows={10}
        error={problem}
        value={typed ?? shown}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => typed !== null && problem === null && commit(typed)}
        onKeyDown={(event) => event.key === 'Escape' && setTyped(null)}
      />
      <CommitSelect
        aria-label={`${label}: insert a value`}
        value=""
        data={[
          { value: '', label: 'Insert a value…' },
          ...values.map((each) => ({ value: readText(each.value), label: each.label })),
        ]}
        onCommit={insert}
      />
    </div>
  )
}
