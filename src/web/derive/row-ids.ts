import type { RowCheck } from '../../api/contract/row-checks.ts'

type Rows = RowCheck['rows']

/** The ids of rows by what they say. */
export type RowIds = ReadonlyMap<string, string>

/**
 * An id for each row, in their order. A row keeps the one it had before, whatever was mended around it: what is sent
 * again starts nothing twice. `fresh` makes the id of the row at a place.
 */
export function rowIds(rows: Rows, known: RowIds, fresh: (place: number) => string): RowIds {
  const said = new Map<string, number>()
  return new Map(
    rows.map(({ title, inputs }, place) => {
      const words = JSON.stringify([title, inputs])
      const before = said.get(words) ?? 0
      said.set(words, before + 1)
      const name = `${before} ${words}`
      return [name, known.get(name) ?? fresh(place)]
    }),
  )
}
