import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Card } from '../../derive/builder-view.ts'
import { cardsWith } from '../../derive/builder-view.ts'
import { Icon } from '../../icons/icon.tsx'
import { PerformerTile } from '../../parts/tile.tsx'
import { EFFECTS } from '../../words/effects.ts'
import { CardMenu } from './card-menu.tsx'
import { startDrag } from './drag-card.ts'

export interface LibraryProps {
  readonly cards: readonly Card[]
  /** Where a chosen card goes: `after Sort the message`. */
  readonly where: string
  readonly onAdd: (card: Card) => void
}

const GROUPS = [
  { kind: 'judged', title: 'With a confidence' },
  { kind: 'exact', title: 'Exact steps' },
  { kind: 'person', title: 'People' },
] as const satisfies readonly { readonly kind: Card['kind']; readonly title: string }[]

/** Who can do a stage: dragged onto the canvas, or chosen. */
export function Library({ cards, where, onAdd }: LibraryProps) {
  const [search, setSearch] = useState('')
  const found = cardsWith(cards, search)
  return (
    <aside className="builder-library" aria-label="Skills and people">
      <div className="builder-library-search">
        <TextInput
          aria-label="Find a skill or person"
          placeholder="Find a skill or person"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <p className="tiny soft">
          Drag one onto the canvas, or choose it: it is added <b>{where}</b>.
        </p>
      </div>
      <div className="builder-library-cards">
        {found.length === 0 ? <p className="small soft">Nothing here is called that.</p> : null}
        {GROUPS.map(({ kind, title }) => (
          <CardGroup key={kind} title={title} cards={found.filter((card) => card.kind === kind)} onAdd={onAdd} />
        ))}
      </div>
    </aside>
  )
}

function CardGroup({ title, cards, onAdd }: Omit<LibraryProps, 'where'> & { readonly title: string }) {
  if (cards.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {cards.map((card) => (
          <li key={card.ref}>
            <button
              type="button"
              className="library-card"
              draggable
              onDragStart={(event) => startDrag(event, card)}
              onClick={() => onAdd(card)}
            >
              <PerformerTile kind={tileOf(card)} />
              <span className="two-lines">
                <b>{card.name}</b>
                <span className="tiny soft library-about" title={card.about}>
                  {card.about}
                </span>
                {card.unavailable === null ? null : (
                  <span className="tiny warm" title={card.unavailable}>
                    A person does this for now
                  </span>
                )}
                <Effect card={card} />
              </span>
            </button>
            <CardMenu card={card} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function tileOf({ kind, unavailable }: Card) {
  if (unavailable !== null) return 'unavailable'
  return kind === 'judged' ? 'ai' : kind
}

function Effect({ card: { effect } }: { readonly card: Card }) {
  if (effect === null) return null
  return (
    <span className="row row-tight tiny faint">
      <Icon name={EFFECTS[effect].icon} size="small" />
      {EFFECTS[effect].word}
    </span>
  )
}
