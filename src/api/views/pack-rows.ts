import type { PackedColumn, PackedRows } from '../contract/packed-run.ts'

/** Plain JSON, as the contract says of each row. */
type Row = Readonly<Record<string, unknown>>

/** Rows that have the same keys, by columns: what ten thousand rows have in common is told once. */
export function packRows(rows: readonly Row[]): PackedRows {
  const names = Object.keys(rows[0] ?? {})
  return { count: rows.length, columns: names.map((name) => packColumn(name, rows)) }
}

function packColumn(name: string, rows: readonly Row[]): PackedColumn {
  const places = new Map<unknown, number>()
  const firstOf = openFirsts()
  const at = rows.map((row) => {
    const value = firstOf(row[name])
    const place = places.get(value) ?? places.size
    places.set(value, place)
    return place
  })
  const values = [...places.keys()]
  return { name, values, at: values.length === 1 || values.length === rows.length ? null : at }
}

/** Of values that say the same always the first one. */
function openFirsts(): (value: unknown) => unknown {
  const firsts = new Map<string, unknown>()
  return (value) => {
    if (typeof value !== 'object' || value === null) return value
    const text = JSON.stringify(value)
    const first = firsts.get(text) ?? value
    firsts.set(text, first)
    return first
  }
}
