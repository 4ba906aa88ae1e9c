import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Card } from '../../derive/builder-view.ts'
import { cardsWith } from '../../derive/builder-view.ts'
import { countWords } from '../../derive/number-words.ts'
import { LibraryCard } from './library-card.tsx'
import { PasteButton } from './paste-button.tsx'

export interface LibraryProps {
  readonly cards: readonly Card[]
  /** Where a chosen card goes: `after Sort the message`. */
  readonly where: string
  readonly onAdd: (card: Card) => void
  readonly onPaste: () => void
}

const GROUPS = [
  { group: 'own', title: 'Your own skills' },
  { group: 'starter', title: 'Skills that came with it' },
  { group: 'agent', title: 'Agents' },
  { group: 'person', title: 'People and teams' },
] as const satisfies readonly { readonly group: Card['group']; readonly title: string }[]

/** More of a group than this is found by searching. */
const SHOWN_MAX = 60

/** Who can do a stage: dragged onto the canvas, or chosen. */
export function Library({ cards, where, onAdd, onPaste }: LibraryProps) {
  const [search, setSearch] = useState('')
  const found = cardsWith(cards, search)
  return (
    <aside className="builder-library" aria-label="Skills and people">
      <div className="builder-library-search">
        <PasteButton onPaste={onPaste} />
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
        {GROUPS.map(({ group, title }) => (
          <CardGroup key={group} title={title} cards={found.filter((card) => card.group === group)} onAdd={onAdd} />
        ))}
      </div>
    </aside>
  )
}

function CardGroup({ title, cards, onAdd }: Pick<LibraryProps, 'cards' | 'onAdd'> & { readonly title: string }) {
  if (cards.length === 0) return null
  const rest = cards.length - SHOWN_MAX
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {cards.slice(0, SHOWN_MAX).map((card) => (
          <LibraryCard key={card.ref} card={card} onAdd={onAdd} />
        ))}
      </ul>
      {rest > 0 ? <p className="tiny soft library-rest">And {countWords(rest)} more: search for them.</p> : null}
    </section>
  )
}
