import { Icon } from '../../icons/icon.tsx'

export interface ChipsProps {
  readonly items: readonly { readonly key: string; readonly name: string }[]
  /** Read where there are none. */
  readonly nothing: string
  readonly onRemove: (key: string) => void
}

/** Names in a row, each with the way to take it out. */
export function Chips({ items, nothing, onRemove }: ChipsProps) {
  if (items.length === 0) return <p className="small soft">{nothing}</p>
  return (
    <ul className="row row-wrap row-tight">
      {items.map(({ key, name }) => (
        <li key={key} className="tag builder-chip">
          {name}
          <button type="button" className="plain-link" aria-label={`Take out ${name}`} onClick={() => onRemove(key)}>
            <Icon name="cross" size="small" />
          </button>
        </li>
      ))}
    </ul>
  )
}
