import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Card } from '../../derive/builder-view.ts'
import { costWords, flowWords, qualityWords } from '../../derive/card-words.ts'
import { Icon } from '../../icons/icon.tsx'
import { PerformerTile } from '../../parts/tile.tsx'
import { EFFECTS } from '../../words/effects.ts'
import { useOpenSource } from './code-door.tsx'
import { startDrag } from './drag-card.ts'

export interface LibraryCardProps {
  readonly card: Card
  readonly onAdd: (card: Card) => void
}

/** Two lines that can be dragged or chosen; the rest is one press away. */
export function LibraryCard({ card, onAdd }: LibraryCardProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <li className="library-item">
      <button
        type="button"
        className="library-card"
        draggable
        onDragStart={(event) => startDrag(event, card)}
        onClick={() => onAdd(card)}
      >
        <PerformerTile kind={tileOf(card)} />
        <span className="two-lines grow">
          <b className="clip">{card.name}</b>
          <SecondLine card={card} />
        </span>
      </button>
      <button
        type="button"
        className="library-more"
        aria-expanded={isOpen}
        aria-label={`More about ${card.name}`}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name={isOpen ? 'minus' : 'down'} size="small" />
      </button>
      {isOpen ? <More card={card} /> : null}
    </li>
  )
}

function tileOf({ kind, unavailable }: Card) {
  if (unavailable !== null) return 'unavailable'
  return kind === 'judged' ? 'ai' : kind
}

/** What it takes and gives, and what it does to the world as a picture with its word. */
function SecondLine({ card }: { readonly card: Card }) {
  const { effect, about, unavailable } = card
  if (unavailable !== null) return <span className="tiny warm clip">A person does this for now</span>
  return (
    <span className="row row-tight tiny soft">
      <span className="grow clip">{flowWords(card) || about}</span>
      {effect === null ? null : <Icon name={EFFECTS[effect].icon} size="small" label={EFFECTS[effect].word} />}
    </span>
  )
}

function More({ card }: { readonly card: Card }) {
  const openSource = useOpenSource()
  const { ref, about, unavailable, effect, kind } = card
  return (
    <div className="library-about tiny">
      <p>{about}</p>
      {unavailable === null ? null : <p className="warm">{unavailable}</p>}
      {effect === null ? null : (
        <p className="row row-tight">
          <Icon name={EFFECTS[effect].icon} size="small" tone="soft" />
          {EFFECTS[effect].word}
        </p>
      )}
      {kind === 'person' ? null : (
        <>
          <p className="soft num">
            {[costWords(card), ...(kind === 'judged' ? [qualityWords(card)] : [])].join(' · ')}
          </p>
          <Button size="compact-xs" onClick={() => openSource(ref)}>
            Edit its source
          </Button>
        </>
      )}
    </div>
  )
}
