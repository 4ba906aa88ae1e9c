import { useState } from 'react'
import type { JsonObject } from '../../../core/basics/json.ts'
import type { InputSource } from '../../../core/wiring/input-source.ts'
import type { OfferedValue } from '../../../core/wiring/offered-values.ts'
import { valueKind } from '../../../core/wiring/tests-for.ts'
import { readText } from '../../../core/wiring/value-ref.ts'
import type { Wiring } from '../../../core/wiring/wiring.ts'
import { misfitFor, valueGroups } from '../../derive/value-options.ts'
import { valueWords } from '../../derive/wiring-view.ts'
import { CommitSelect } from './commit-select.tsx'
import { FixedField } from './fixed-field.tsx'
import { NamedFields } from './named-fields.tsx'
import { TextComposer } from './text-composer.tsx'

export interface GiverProps {
  readonly label: string
  readonly help: string
  readonly schema: JsonObject
  readonly source: InputSource | null
  /** What it gets while nothing is said. */
  readonly otherwise: string
  readonly offered: readonly OfferedValue[]
  readonly wiring: Wiring
  readonly onGive: (source: InputSource | null) => void
  /** Undefined: it can not be asked for at the start. */
  readonly onAskAtStart?: (() => void) | undefined
}

type Way = Exclude<InputSource['type'], 'value'>

/** Choosing how something is given: a value from before, a fixed one, or a text with values in it. */
export function Giver(props: GiverProps) {
  const { label, help, source, otherwise, offered, wiring, schema, onGive, onAskAtStart } = props
  const [begun, setBegun] = useState<Way | null>(null)
  const choose = (key: string) => {
    const found = offered.find(({ value }) => readText(value) === key)
    const way = WAYS.find((each) => each.key === key)?.way
    setBegun(way ?? null)
    if (found !== undefined) onGive({ type: 'value', value: found.value })
    else if (key === '') onGive(null)
    else if (key === ASK_AT_START) onAskAtStart?.()
  }
  const way = begun ?? (source === null || source.type === 'value' ? null : source.type)
  const chosen = begun === null && source?.type === 'value' ? readText(source.value) : ''
  const isGone = chosen !== '' && !offered.some(({ value }) => readText(value) === chosen)
  const gone =
    isGone && source?.type === 'value'
      ? [{ value: chosen, label: `${valueWords(source.value, wiring)} (not there)` }]
      : []
  return (
    <div className="builder-giver">
      <CommitSelect
        label={label}
        description={help === '' ? undefined : help}
        value={way === null ? chosen : (WAYS.find((each) => each.way === way)?.key ?? '')}
        data={[
          { value: '', label: otherwise },
          ...gone,
          ...valueGroups(offered, wiring, misfitFor(schema)).map(({ group, items }) => ({ group, items: [...items] })),
          { group: 'Something else', items: waysFor(schema, { way, canAsk: onAskAtStart !== undefined }) },
        ]}
        onCommit={choose}
      />
      <WayFields {...props} way={way} onDone={() => setBegun(null)} />
    </div>
  )
}

const ASK_AT_START = '+start'
const WAYS = [
  { key: '+fixed', way: 'fixed', label: 'Always the same…' },
  { key: '+text', way: 'text', label: 'A text with values in it…' },
  { key: '+named', way: 'named', label: 'Several values, each with a name…' },
  { key: '+formula', way: 'formula', label: 'A formula' },
] as const

interface Around {
  readonly way: Way | null
  readonly canAsk: boolean
}

function waysFor(schema: JsonObject, { way, canAsk }: Around) {
  const kind = valueKind(schema)
  const isOpen = kind === 'other' && schema['type'] === undefined
  const fits: Readonly<Record<Way, boolean>> = {
    fixed: schema['type'] !== 'object',
    text: kind === 'text' || isOpen,
    named: schema['type'] === 'object',
    formula: false,
  }
  const ways = WAYS.filter((each) => fits[each.way] || each.way === way)
  const ask = canAsk ? [{ value: ASK_AT_START, label: 'Ask for it at the start' }] : []
  return [...ways.map(({ key, label }) => ({ value: key, label })), ...ask]
}

interface WayProps extends GiverProps {
  readonly way: Way | null
  readonly onDone: () => void
}

function WayFields({ way, onDone, ...props }: WayProps) {
  const onGive = (next: InputSource | null) => {
    props.onGive(next)
    onDone()
  }
  switch (way) {
    case null:
      return null
    case 'fixed':
      return <FixedWay {...props} onGive={onGive} />
    case 'text':
      return <TextWay {...props} onGive={onGive} />
    case 'named':
      return <NamedWay {...props} onGive={onGive} />
    case 'formula':
      return <FormulaWay {...props} />
  }
}

function FixedWay({ label, schema, source, onGive }: GiverProps) {
  return (
    <FixedField
      label={`${label}: value`}
      schema={schema}
      value={source?.type === 'fixed' ? source.value : undefined}
      onCommit={(value) => onGive({ type: 'fixed', value })}
    />
  )
}

function TextWay({ label, source, offered, wiring, onGive }: GiverProps) {
  return (
    <TextComposer
      label={label}
      parts={source?.type === 'text' ? source.parts : startOf(source)}
      values={offered.map(({ value }) => ({ value, label: valueWords(value, wiring) }))}
      onCommit={(parts) => onGive({ type: 'text', parts })}
    />
  )
}

function NamedWay({ label, source, offered, wiring, onGive }: GiverProps) {
  return (
    <NamedFields label={label} source={source} onGive={onGive}>
      {(entry, onGiveEntry) => (
        <Giver
          label={entry.name}
          help=""
          schema={{}}
          source={entry.source}
          otherwise="Nothing"
          offered={offered}
          wiring={wiring}
          onGive={onGiveEntry}
        />
      )}
    </NamedFields>
  )
}

/** What lists can not say is kept as it is. */
function FormulaWay({ source }: GiverProps) {
  if (source?.type !== 'formula') return null
  return (
    <p className="tiny soft">
      <code className="mono">{JSON.stringify(source.written)}</code> It can be changed in Source.
    </p>
  )
}

/** A text that was fixed, or a value, is what the new text begins with. */
function startOf(source: InputSource | null) {
  if (source?.type === 'value') return [source.value]
  return source?.type === 'fixed' && typeof source.value === 'string' ? [source.value] : []
}
