import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Assumptions } from '../../../api/contract/assumptions.ts'
import type { Gate } from '../../../api/contract/gates.ts'
import { useInsights } from '../../data/insights.ts'
import { breakEvenWords, doublingWords, leftWords, missingWords, oneIn } from '../../derive/gate-honest.ts'
import { microWords } from '../../derive/insights-money.ts'
import { counted, countWords } from '../../derive/number-words.ts'
import { Icon } from '../../icons/icon.tsx'
import type { IconName } from '../../icons/shapes.tsx'
import { Card } from '../../parts/card.tsx'
import { MomentWithZone } from '../../parts/moment.tsx'
import { RecomputeSteps } from './recompute-steps.tsx'
import type { GateView } from './use-gate-view.ts'

/** What keeps the promise true after it was made, and how anybody finds out whether it is. */
export function HonestCard({ view }: { readonly view: GateView }) {
  const { gate, choice, of } = view
  return (
    <Card title="What keeps this honest">
      <ul className="card-rows gate-honest small">
        <Line icon="seal">
          <Audits rate={gate.auditRate} />
        </Line>
        <Line icon="clock">
          <Doubling days={(choice ?? gate.current)?.doublingDays ?? null} />
        </Line>
        <Line icon="warn">
          <Ending view={view} />
        </Line>
        <Line icon="unknown">
          <Missing gate={gate} />
        </Line>
        <Line icon="people">
          <Twice twice={gate.twice} />
        </Line>
        <Line icon="insights">
          <BreakEven workChart={of.workChart} breakEven={(choice ?? gate.current)?.breakEven ?? null} />
        </Line>
        <Line icon="shield">
          <Recompute status={gate.status} />
        </Line>
      </ul>
    </Card>
  )
}

function Line({ icon, children }: { readonly icon: IconName; readonly children: ReactNode }) {
  return (
    <li className="row row-top">
      <Icon name={icon} size="small" tone="soft" />
      <div className="grow">{children}</div>
    </li>
  )
}

function Audits({ rate }: { readonly rate: number }) {
  if (rate <= 0) return <>Nothing that is let through is checked: nobody would notice if it got worse.</>
  return (
    <>
      <b>{oneIn(rate)}</b> of the answers let through are checked by a person who does not see the AI’s answer first.
    </>
  )
}

function Doubling({ days }: { readonly days: number | null }) {
  const words = doublingWords(days)
  if (words === null) return <>How soon a doubling of errors would be noticed is not known yet.</>
  return (
    <>
      A doubling of errors would be noticed <b>{words}</b>.
    </>
  )
}

function Ending({ view: { gate, way } }: { readonly view: GateView }) {
  const left = leftWords(gate.status)
  if (way === 'percentage') return <>A percentage of your own stays until somebody changes it, whatever checks find.</>
  if (left === null)
    return (
      <>
        Before the first certificate every answer goes to people: <b>{counted(gate.shadowAnswers, 'answer')}</b> are
        planned for that.
      </>
    )
  return (
    <>
      The certificate ends on a new model, prompt or skill, {left.answers}, or{' '}
      <b>
        <MomentWithZone at={left.endsAt} />
      </b>
      . Then people answer everything.
    </>
  )
}

function Missing({ gate }: { readonly gate: Gate }) {
  return (
    <>
      No confidence given: <b>{missingWords(gate)}</b>. {gate.missing === 0 ? '' : 'All went to people. '}
      {gate.isMissingMore ? <b className="warm">Lately there are more of them than usual.</b> : null}
    </>
  )
}

function Twice({ twice: { same, of } }: Pick<Gate, 'twice'>) {
  if (of === 0) return <>No answer was checked by two people yet.</>
  return (
    <>
      Checked by two people: {counted(of, 'answer')}, and both found the same in <b>{countWords(same)}</b>.
    </>
  )
}

interface BreakEvenProps {
  readonly workChart: string
  readonly breakEven: number | null
}

function BreakEven({ workChart, breakEven }: BreakEvenProps) {
  const perError = usePerError(workChart)
  const link = (
    <Link to="/insights" search={{ workcharts: workChart }} hash="assumptions">
      Assumptions
    </Link>
  )
  if (breakEven === null)
    return (
      <>
        From where asking costs less than being wrong is not known: enter minutes, the hourly cost and what an error
        costs under {link}.
      </>
    )
  return (
    <>
      {breakEvenWords(breakEven)}
      {perError === null ? '' : `, if a wrong answer costs ${perError}. You entered ${perError}`}. {link}
    </>
  )
}

/** What a wrong answer costs, as it was entered; null: not known. */
function usePerError(workChart: string): string | null {
  const { data } = useInsights({ workcharts: workChart })
  const found = data?.assumptions.find(({ workflow }) => workflow.id === workChart)
  return moneyOf(found?.perError ?? null)
}

function moneyOf(money: Assumptions['perError']): string | null {
  return money === null ? null : microWords(money.microUnits, money.currency)
}

function Recompute({ status }: Pick<Gate, 'status'>) {
  const [isOpen, setOpen] = useState(false)
  const hash = status.type === 'certified' ? status.certificate.digest : null
  return (
    <>
      Anyone can recompute this from exported receipts.{' '}
      <button type="button" className="plain-link gate-link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? 'Hide the steps' : 'Show the steps'}
      </button>
      {isOpen ? <RecomputeSteps hash={hash} /> : null}
    </>
  )
}
