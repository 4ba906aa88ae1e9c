import type { ReactNode } from 'react'
import type { ToldShare } from '../../derive/insights-charts.ts'
import { measured } from '../../derive/insights-charts.ts'
import { intervalWords, shareWords } from '../../derive/interval-words.ts'
import { counted, countWords } from '../../derive/number-words.ts'

/** The head of a column of numbers. */
export function Column({ name }: { readonly name: string }) {
  return (
    <th scope="col" className="table-number">
      {name}
    </th>
  )
}

/** `label`: the column, said on a phone. Null: not known. */
export function NumberCell({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <td className="table-number" data-label={label}>
      {children ?? <span className="faint">not known</span>}
    </td>
  )
}

/** A share with its interval and its n. */
export function ShareCell({ label, share }: { readonly label: string; readonly share: ToldShare }) {
  const known = measured(share)
  if (known === null) return <NumberCell label={label}>{null}</NumberCell>
  return (
    <NumberCell label={label}>
      {shareWords(known)}{' '}
      <span className="tiny faint">
        {intervalWords(known)}, n = {countWords(known.n)}
      </span>
    </NumberCell>
  )
}

/** How many there are beside those that are shown. */
export function Others({ count, words }: { readonly count: number; readonly words: string }) {
  if (count === 0) return null
  return (
    <span className="small faint num">
      {counted(count, 'WorkChart')} {words}
    </span>
  )
}
