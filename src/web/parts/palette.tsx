import type { KeyboardEvent } from 'react'
import { useEffect, useId, useRef, useState } from 'react'
import type { PaletteItem } from '../derive/palette-items.ts'
import { itemsFor } from '../derive/palette-items.ts'
import './palette.css'

export interface PaletteProps {
  /** What is chosen here, as people are told. */
  readonly label: string
  readonly items: readonly PaletteItem[]
  readonly onClose: () => void
}

/** A list to choose from by typing: arrows move, Enter chooses, Escape closes. The focus stays in the field. */
export function Palette({ label, items, onClose }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  useEffect(() => dialog.current?.showModal(), [])
  const found = itemsFor(items, typed)
  const chosen = found[Math.min(at, found.length - 1)]
  const run = (item: PaletteItem | undefined) => {
    if (item === undefined) return
    // Closed first: what is done may put the focus somewhere.
    dialog.current?.close()
    item.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (event.key !== 'Enter' && (step === undefined || found.length === 0)) return
    // What is chosen may take the focus, and is not to be pressed by the same key.
    event.preventDefault()
    if (event.key === 'Enter') return run(chosen)
    if (step !== undefined) setAt((Math.min(at, found.length - 1) + step + found.length) % found.length)
  }
  return (
    <dialog ref={dialog} className="palette" aria-label={label} onClose={onClose}>
      <input
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={chosen === undefined ? undefined : `${id} ${chosen.id}`}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <PaletteList id={id} label={label} items={found} chosen={chosen} onRun={run} />
      <p className="palette-foot tiny soft" role="status">
        {found.length === 0 ? 'Nothing here is called that.' : `${found.length} to choose from`}
      </p>
    </dialog>
  )
}

const STEPS: Readonly<Record<string, number | undefined>> = { ArrowDown: 1, ArrowUp: -1 }

interface PaletteListProps {
  readonly id: string
  readonly label: string
  readonly items: readonly PaletteItem[]
  readonly chosen: PaletteItem | undefined
  readonly onRun: (item: PaletteItem) => void
}

function PaletteList({ id, label, items, chosen, onRun }: PaletteListProps) {
  const isChosen = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (chosen !== undefined) isChosen.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div id={id} role="listbox" aria-label={label} className="palette-list">
      {items.map((item) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys.
        <div
          key={item.id}
          id={`${id} ${item.id}`}
          ref={item === chosen ? isChosen : null}
          role="option"
          tabIndex={-1}
          aria-selected={item === chosen}
          className="palette-item"
          onClick={() => onRun(item)}
        >
          <span className="grow clip">{item.words}</span>
          <span className="small soft">{item.hint}</span>
        </div>
      ))}
    </div>
  )
}
