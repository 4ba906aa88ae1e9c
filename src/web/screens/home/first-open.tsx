import type { Home } from '../../../api/contract/home.ts'
import { Checklist } from './checklist.tsx'
import { DemoOffer } from './demo-offer.tsx'
import { ProcedureOffer } from './procedure-offer.tsx'
import { TemplateOffer } from './template-offer.tsx'
import { TooLong } from './too-long.tsx'
import { Unusable } from './unusable.tsx'
import { WhoCanWork } from './who-can-work.tsx'
import { WorkChartsOffer } from './work-charts-offer.tsx'
import './first-open.css'

/** The first visit: one thing to try, and who is there to do it. */
export function FirstOpen({ home }: { readonly home: Home }) {
  return (
    <div className="first-open">
      <header>
        <h2 className="first-open-title">Start with one thing you do every week</h2>
        <p className="soft first-open-lead">
          A WorkChart does the steps AI can do with known confidence and asks people for the rest. No account and no key
          are needed to try.
        </p>
      </header>
      <Unusable files={home.unusable} />
      <TooLong time={home.creationTime} />
      <div className="first-open-offers">
        {home.demo === null ? null : <DemoOffer demo={home.demo} />}
        <TemplateOffer />
        <ProcedureOffer />
        <WorkChartsOffer count={home.workCharts.length} />
      </div>
      <div className="first-open-below">
        <Checklist home={home} />
        <WhoCanWork workers={home.workers} />
      </div>
      <p className="small faint">The numbers appear after the first run. Until then they are unknown, not zero.</p>
    </div>
  )
}
