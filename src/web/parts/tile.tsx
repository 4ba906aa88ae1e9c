import type { Performer } from '../../api/contract/basics.ts'
import { Icon } from '../icons/icon.tsx'
import type { IconName } from '../icons/shapes.tsx'
import './tile.css'

const PERFORMER_KINDS = {
  ai: { icon: 'ai', hue: 'tile-ai', words: 'A skill that says how sure it is' },
  exact: { icon: 'tool', hue: '', words: 'An exact step' },
  person: { icon: 'person', hue: 'tile-person', words: 'A person' },
  unavailable: { icon: 'person', hue: 'tile-person', words: 'A person does this, because nobody else here can' },
} as const satisfies Record<
  Performer['kind'],
  { readonly icon: IconName; readonly hue: string; readonly words: string }
>

/** Who does it, as a picture: cool for a machine that may be unsure, warm for a person. */
export function PerformerTile({ kind }: { readonly kind: Performer['kind'] }) {
  const { icon, hue, words } = PERFORMER_KINDS[kind]
  return (
    <span className={`tile ${hue}`} title={words}>
      <Icon name={icon} size="small" label={words} />
    </span>
  )
}

/** A picture on a plain square, for offers. */
export function Tile({ icon }: { readonly icon: IconName }) {
  return (
    <span className="tile tile-large">
      <Icon name={icon} />
    </span>
  )
}
