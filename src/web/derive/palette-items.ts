/** Something that can be chosen by typing what it is called. */
export interface PaletteItem {
  readonly id: string
  readonly words: string
  /** What kind of thing it is, or the key that does the same. */
  readonly hint: string
  readonly run: () => void
}

/** More is not read: who does not find it among these types another letter. */
const SHOWN_MAX = 50

/** Those that hold every typed word; where a word begins like the first typed one, before the others. */
export function itemsFor<T extends Pick<PaletteItem, 'words'>>(items: readonly T[], typed: string): readonly T[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  const found = items.filter(({ words: said }) => words.every((word) => said.toLowerCase().includes(word)))
  const [first = ''] = words
  const isNear = ({ words: said }: T) =>
    said
      .toLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(first))
  return [...found.filter(isNear), ...found.filter((item) => !isNear(item))].slice(0, SHOWN_MAX)
}
