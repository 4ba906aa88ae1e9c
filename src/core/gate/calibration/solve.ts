import { known } from '../../basics/known.ts'

/**
 * The x of A x = b by Gaussian elimination with the largest pivot first. A must be square, of full rank and small: these
 * are the few parameters of a calibrator.
 */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, index) => [...row, known(right[index])])
  for (const [column] of rows.entries()) eliminate(rows, column)
  return rows.map((row, index) => known(row.at(-1)) / known(row[index]))
}

function eliminate(rows: number[][], column: number): void {
  const size = (row: readonly number[]): number => Math.abs(known(row[column]))
  const largest = rows.slice(column).reduce((best, row) => (size(row) > size(best) ? row : best))
  rows.splice(rows.indexOf(largest), 1)
  rows.splice(column, 0, largest)
  for (const row of rows)
    if (row !== largest) {
      const times = known(row[column]) / known(largest[column])
      for (let at = column; at < row.length; at += 1) row[at] = known(row[at]) - times * known(largest[at])
    }
}
