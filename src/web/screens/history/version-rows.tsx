import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Version, VersionText } from '../../../api/contract/workflows.ts'
import { useVersionTexts } from '../../data/versions.ts'
import { changesView, summaryWords } from '../../derive/changes-view.ts'
import { numberBefore, VERSION_WORDS, versionState } from '../../derive/history-view.ts'
import { actorName } from '../../derive/task-words.ts'
import { Moment } from '../../parts/moment.tsx'
import { PlainText } from '../../parts/plain-text.tsx'
import { RestoreVersion } from './restore-version.tsx'
import './history.css'

export interface VersionRowsProps {
  readonly id: string
  /** Newest first. */
  readonly versions: readonly Version[]
  /** How many of them. */
  readonly shown: number
  readonly refName: (ref: string) => string
}

export function VersionRows({ id, versions, shown, refName }: VersionRowsProps) {
  const numbers = versions.map(({ number }) => number)
  // One more than is shown, for the oldest of them to be compared with.
  const texts = useVersionTexts(id, numbers.slice(0, shown + 1)).map(({ data }) => data)
  return (
    <ul className="card-rows">
      {versions.slice(0, shown).map((version, index) => (
        <li key={version.number} className="version-row">
          <div className="row row-wrap">
            <b className="num">version {version.number}</b>
            <span className="small soft">{VERSION_WORDS[versionState(versions, version)]}</span>
            <span className="grow small faint">
              <Moment at={version.at} />, {actorName(version.by)}
            </span>
          </div>
          <p className="small">
            <PlainText
              text={
                index + 1 === versions.length
                  ? 'The first version.'
                  : summaryOf(texts[index + 1], texts[index], refName)
              }
            />
          </p>
          <div className="row row-wrap row-tight">
            <CompareLink id={id} from={numberBefore(numbers, version.number)} to={version.number} />
            {texts[index] === undefined ? null : <Restore id={id} version={texts[index]} />}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Undefined: it is not here yet. */
type Told = VersionText | undefined

function summaryOf(before: Told, after: Told, refName: VersionRowsProps['refName']): string {
  return before === undefined || after === undefined ? '…' : summaryWords(changesView(before, after, refName))
}

function CompareLink({
  id,
  from,
  to,
}: {
  readonly id: string
  readonly from: number | undefined
  readonly to: number
}) {
  if (from === undefined) return null
  return (
    <Link className="small" to="/workcharts/$workChartId/versions" params={{ workChartId: id }} search={{ from, to }}>
      All changes since version {from}
    </Link>
  )
}

function Restore({ id, version }: { readonly id: string; readonly version: VersionText }) {
  const [isAsking, setAsking] = useState(false)
  return (
    <>
      <Button
        size="compact-xs"
        aria-label={`Restore version ${version.version.number}`}
        onClick={() => setAsking(true)}
      >
        Restore
      </Button>
      {isAsking ? <RestoreVersion id={id} version={version} onClose={() => setAsking(false)} /> : null}
    </>
  )
}
