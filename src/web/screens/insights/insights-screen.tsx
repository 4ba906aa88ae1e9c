import { useLocation, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Insights } from '../../../api/contract/insights.ts'
import { useHome } from '../../data/home.ts'
import { useInsights } from '../../data/insights.ts'
import { Screen } from '../../layout/screen.tsx'
import { ButtonLink } from '../../parts/button-link.tsx'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { MomentWithZone } from '../../parts/moment.tsx'
import { AssumptionsCard } from './assumptions-card.tsx'
import { AutomationCard } from './automation-card.tsx'
import { CommissioningCard } from './commissioning-card.tsx'
import { ConfidenceCard } from './confidence-card.tsx'
import { CostCard } from './cost-card.tsx'
import { DecidedCard } from './decided-card.tsx'
import { EscalationsCard, FailuresCard } from './failures-card.tsx'
import { FiveNumbers } from './five-numbers.tsx'
import { InsightsControls } from './insights-controls.tsx'
import { LoadCard } from './load-card.tsx'
import { ReceiptsCard } from './receipts-card.tsx'
import { StallCard } from './stall-card.tsx'
import { TimeSavedCard } from './time-saved-card.tsx'
import { CapabilityTable, WorkChartTable } from './work-chart-table.tsx'
import './insights.css'

/** Whether it is worth it: what is done without people, how good that is, and what it costs, of how many each. */
export function InsightsScreen() {
  const search = useSearch({ from: '/insights' })
  const insights = useInsights(search)
  return (
    <Screen
      title="Insights"
      aside={insights.data === undefined ? null : <Since insights={insights.data} />}
      actions={<InsightsControls search={search} />}
    >
      <Loaded query={insights} what="the numbers">
        {(data) => <Body insights={data} />}
      </Loaded>
    </Screen>
  )
}

function Since({ insights: { now, period } }: { readonly insights: Insights }) {
  return (
    <span className="small soft num">
      {period.days} days to <MomentWithZone at={now} />
    </span>
  )
}

function Body({ insights }: { readonly insights: Insights }) {
  const { data: home } = useHome()
  if (insights.runs === 0 && home?.hasRun === false) return <NothingYet />
  return (
    <div className="insights">
      <Cards insights={insights} />
      <FiveNumbers numbers={insights.numbers} />
      <WorkChartTable {...insights} />
      <CapabilityTable {...insights} />
      <div className="insights-pair">
        <LoadCard {...insights} />
        <div className="insights-pair-column">
          <FailuresCard {...insights} />
          <EscalationsCard {...insights} />
        </div>
      </div>
      <CommissioningCard commissioning={insights.commissioning} />
      <ReceiptsCard />
    </div>
  )
}

function Cards({ insights }: { readonly insights: Insights }) {
  const { hash } = useLocation()
  const [isOpen, setOpen] = useState(hash === ASSUMPTIONS)
  return (
    <>
      <div className="insights-cards">
        <AutomationCard insights={insights} />
        <ConfidenceCard insights={insights} />
        <CostCard insights={insights} />
        <DecidedCard insights={insights} />
        <StallCard insights={insights} />
        <TimeSavedCard insights={insights} isOpen={isOpen} onAssumptions={() => setOpen(!isOpen)} />
      </div>
      {isOpen ? (
        <div id={ASSUMPTIONS} ref={hash === ASSUMPTIONS ? show : undefined}>
          <AssumptionsCard assumptions={insights.assumptions} />
        </div>
      ) : null}
    </>
  )
}

function show(element: HTMLElement | null): void {
  element?.scrollIntoView()
}

/** An address that ends so opens them. */
const ASSUMPTIONS = 'assumptions'

function NothingYet() {
  return (
    <Card title="Nothing has run yet">
      <Empty title="Numbers come from runs" action={<ButtonLink to="/">Go to Home to begin</ButtonLink>}>
        How much is done without people, how good it is and what it costs stands here as soon as a WorkChart has run.
      </Empty>
    </Card>
  )
}
