import { Link } from '@tanstack/react-router'
import type { Version } from '../../../api/contract/workflows.ts'
import { durationWords } from '../../derive/duration-words.ts'
import { VERSION_WORDS, versionState } from '../../derive/history-view.ts'
import { actorName } from '../../derive/task-words.ts'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Moment } from '../../parts/moment.tsx'

export interface VersionsProps {
  readonly workChart: string
  readonly versions: readonly Version[]
}

export function Versions({ workChart, versions }: VersionsProps) {
  return (
    <Card
      title="Versions"
      actions={
        versions.length === 0 ? null : (
          <Link className="small" to="/workcharts/$workChartId/versions" params={{ workChartId: workChart }}>
            What changed, and going back
          </Link>
        )
      }
    >
      {versions.length === 0 ? (
        <Empty title="None yet">Publishing makes the first one. A run by hand uses the file as it is.</Empty>
      ) : (
        <ul className="card-rows">
          {versions.map((version) => (
            <li key={version.number} className="row row-wrap small">
              <b className="num">version {version.number}</b>
              <span className="soft">{VERSION_WORDS[versionState(versions, version)]}</span>
              <span className="faint">
                <Moment at={version.at} />, {actorName(version.by)}
                {version.made === null ? '' : ` · ${madeWords(version.made)}`}
              </span>
              <span className="mono faint" title={version.digest}>
                {version.digest.slice(0, 6)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** How long it took, and whether anything of it was written as text. */
function madeWords({ tookMs, activeMs, byHand }: NonNullable<Version['made']>): string {
  const time = `made in ${durationWords(tookMs)}, ${durationWords(activeMs)} of it at work`
  return byHand === 0 ? `${time}, without code` : `${time}, partly as text`
}
