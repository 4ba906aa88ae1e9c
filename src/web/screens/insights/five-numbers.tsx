import type { ReactNode } from 'react'
import type { Insights } from '../../../api/contract/insights.ts'
import { durationWords } from '../../derive/duration-words.ts'
import type { ToldShare } from '../../derive/insights-charts.ts'
import { measured, shareOrNull } from '../../derive/insights-charts.ts'
import { behindWords } from '../../derive/interval-words.ts'
import { countWords } from '../../derive/number-words.ts'
import { percentWords } from '../../derive/percent.ts'
import { Card } from '../../parts/card.tsx'
import { Defined } from '../../parts/defined.tsx'
import '../home/numbers.css'

/** The five numbers that say whether it was worth it, each with what it means, its interval and its n. */
export function FiveNumbers({ numbers }: Pick<Insights, 'numbers'>) {
  const { creationTime, noCode, stalls, decidedInTime, automation } = numbers
  return (
    <Card title="The five numbers" aside={<span className="small faint">point at a name for what it means</span>}>
      <div className="numbers insights-numbers">
        <Making time={creationTime} />
        <ShareCell title="Made without code" thing="WorkChart" {...noCode}>
          at least {percentWords(noCode.target)}
        </ShareCell>
        <ShareCell title="Stall rate" thing="run" {...stalls}>
          at most {percentWords(stalls.atMost)}
        </ShareCell>
        <ShareCell title="Decided in time" thing="task" {...decidedInTime} />
        <ShareCell title="Automation share" thing="stage" {...automation} />
      </div>
    </Card>
  )
}

type Creation = Insights['numbers']['creationTime']

function Making({ time }: { readonly time: Creation }) {
  const { medianMs, lowMs, highMs, of, definition } = time
  const between = lowMs === null || highMs === null ? '' : `${durationWords(lowMs)} to ${durationWords(highMs)} · `
  return (
    <Cell
      title="Creation time, median"
      definition={definition}
      big={medianMs === null ? null : durationWords(medianMs)}
      behind={`${between}n = ${countWords(of)}`}
    >
      {makingWords(time)}
    </Cell>
  )
}

function makingWords({ averageMs, averageActiveMs, onboarding, abandoned, targetMs, isTooLong }: Creation): string {
  return [
    `at most ${durationWords(targetMs)}`,
    ...(averageMs === null ? [] : [`on average ${durationWords(averageMs)}${isTooLong ? ', which is too long' : ''}`]),
    ...(averageActiveMs === null ? [] : [`${durationWords(averageActiveMs)} of it at work`]),
    ...(onboarding === 0 ? [] : [`${countWords(onboarding)} first ones left out`]),
    ...(abandoned === 0 ? [] : [`${countWords(abandoned)} abandoned`]),
  ].join('; ')
}

interface ShareCellProps {
  readonly title: string
  readonly thing: string
  readonly definition: string
  readonly share: ToldShare
  readonly children?: ReactNode
}

function ShareCell({ title, thing, definition, share, children }: ShareCellProps) {
  return (
    <Cell title={title} definition={definition} big={shareOrNull(share)} behind={behindWords(measured(share), thing)}>
      {children}
    </Cell>
  )
}

interface CellProps {
  readonly title: string
  readonly definition: string
  readonly big: string | null
  readonly behind: string
  readonly children: ReactNode
}

function Cell({ title, definition, big, behind, children }: CellProps) {
  return (
    <div className="numbers-cell insights-number">
      <h3>
        <Defined term={title} definition={definition} />
      </h3>
      <p className="numbers-value num">
        {big === null ? <span className="insights-unknown">not known yet</span> : <b>{big}</b>}
      </p>
      <p className="tiny soft num">{behind}</p>
      <p className="tiny soft num">{children}</p>
    </div>
  )
}
