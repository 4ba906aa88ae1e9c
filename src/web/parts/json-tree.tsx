import { Button } from '@mantine/core'
import type { Json } from '../../core/basics/json.ts'
import { jsonEntries } from '../../core/basics/json.ts'
import { counted } from '../derive/number-words.ts'
import { PlainText } from './plain-text.tsx'
import { useCopy } from './use-copy.ts'
import './json-tree.css'

/** Entries of one list or map that are drawn: the rest is in what is copied. */
const ENTRIES_DRAWN = 200
/** Deeper than this it opens on a click. */
const OPEN_DEPTH = 2

/** A value of any depth, opened and closed by mouse or keyboard. */
export function JsonTree({ value }: { readonly value: Json }) {
  return (
    <div className="json-tree small">
      <Node value={value} depth={0} />
    </div>
  )
}

interface NodeProps {
  readonly value: Json
  readonly depth: number
  /** Absent: the whole. */
  readonly name?: string
}

function Node({ value, depth, name }: NodeProps) {
  if (typeof value !== 'object' || value === null) return <Leaf name={name} value={value} />
  const entries = jsonEntries(value)
  return (
    <details open={depth < OPEN_DEPTH}>
      <summary>
        <Name name={name} />
        <span className="faint">{counted(entries.length, Array.isArray(value) ? 'item' : 'field')}</span>
      </summary>
      <ul>
        {entries.slice(0, ENTRIES_DRAWN).map(([key, child]) => (
          <li key={key}>
            <Node name={key} value={child} depth={depth + 1} />
          </li>
        ))}
        {entries.length > ENTRIES_DRAWN ? (
          <li className="faint">And {counted(entries.length - ENTRIES_DRAWN, 'more')}.</li>
        ) : null}
      </ul>
    </details>
  )
}

function Leaf({ name, value }: { readonly name: string | undefined; readonly value: Exclude<Json, object> | null }) {
  return (
    <span>
      <Name name={name} />
      {value === '' ? (
        <span className="faint">empty text</span>
      ) : (
        <span className={typeof value === 'string' ? '' : 'num soft'}>
          <PlainText text={value === null ? 'nothing' : String(value)} />
        </span>
      )}
    </span>
  )
}

function Name({ name }: { readonly name: string | undefined }) {
  return name === undefined ? null : (
    <>
      <b>
        <PlainText text={name} />
      </b>{' '}
    </>
  )
}

/** Copies a value as JSON. */
export function CopyJson({ value }: { readonly value: Json }) {
  const { done, copy } = useCopy(JSON.stringify(value, null, 2))
  return (
    <Button size="compact-xs" variant="subtle" onClick={copy}>
      {WORDS[done]}
    </Button>
  )
}

const WORDS = { nothing: 'Copy as JSON', copied: 'Copied', refused: 'This browser does not let a page copy' } as const
