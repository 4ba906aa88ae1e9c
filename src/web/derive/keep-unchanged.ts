interface Named {
  readonly id: string
}

/**
 * Gives a list with the very objects of the list it was given before, wherever they say the same: what is drawn from one
 * of them is then not drawn again.
 */
export function createKeeper<T extends Named>(): (items: readonly T[]) => readonly T[] {
  let before = new Map<string, { readonly item: T; readonly said: string }>()
  return (items) => {
    const now = items.map((item) => {
      const said = JSON.stringify(item)
      const kept = before.get(item.id)
      return kept?.said === said ? kept : { item, said }
    })
    before = new Map(now.map((each) => [each.item.id, each]))
    return now.map(({ item }) => item)
  }
}
