import type { Gate } from '../../api/contract/gates.ts'
import { shareOf } from '../../core/basics/share.ts'
import { measured } from './insights-charts.ts'
import type { Measured } from './interval-words.ts'
import { intervalWords, shareWords } from './interval-words.ts'
import { countWords } from './number-words.ts'

export interface CalibrationDrawing {
  readonly groups: readonly { readonly said: number; readonly right: Measured }[]
  readonly rows: readonly (readonly string[])[]
  readonly label: string
  /** How far both are apart, on average; null: nobody has judged an answer. */
  readonly big: string | null
}

/** What answers said of themselves beside what people found, by tenths. */
export function calibrationDrawing({ bins, judged, error }: Gate['calibration']): CalibrationDrawing {
  const known = bins.flatMap((bin) => {
    const right = measured(shareOf(Math.round(bin.right * bin.of), bin.of))
    return right === null ? [] : [{ ...bin, right }]
  })
  return {
    groups: known.map(({ said, right }) => ({ said, right })),
    rows: known.map(({ low, high, right }) => [
      `${whole(low)} to ${whole(high)} %`,
      shareWords(right),
      intervalWords(right),
      countWords(right.n),
    ]),
    label: `How sure answers were against what people found, in ${known.length} groups of ${countWords(judged)} judged answers`,
    big: error === null ? null : shareWords({ share: error, n: judged }),
  }
}

function whole(share: number): number {
  return Math.round(share * 100)
}
