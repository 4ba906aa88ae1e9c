import type { Home } from '../../../api/contract/home.ts'
import { Checklist } from './checklist.tsx'
import { LiveWorkCharts } from './live-work-charts.tsx'
import { NeedsYou } from './needs-you.tsx'
import { Numbers } from './numbers.tsx'
import { RunningNow } from './running-now.tsx'
import { Stopped } from './stopped.tsx'
import { TooLong } from './too-long.tsx'
import { Unusable } from './unusable.tsx'
import './overview.css'

export function Overview({ home }: { readonly home: Home }) {
  return (
    <div className="overview">
      <Unusable files={home.unusable} />
      <Stopped triggers={home.stopped} />
      <TooLong time={home.creationTime} />
      <div className="overview-now">
        <NeedsYou home={home} />
        <RunningNow home={home} />
      </div>
      <Numbers home={home} />
      <LiveWorkCharts workCharts={home.workCharts} />
      <Checklist home={home} />
    </div>
  )
}
