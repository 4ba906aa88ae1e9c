import type { Version } from '../../../api/contract/workflows.ts'
import { durationWords } from '../../derive/duration-words.ts'
import { actorName } from '../../derive/task-words.ts'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Moment } from '../../parts/moment.tsx'

const STATUS_WORDS = { published: 'live', unpublished: 'replaced', archived: 'archived' } as const satisfies Record<
  Version['status'],
  string
>

export function Versions({ versions }: { readonly versions: readonly Version[] }) {
  return (
    <Card title="Versions">
      {versions.length === 0 ? (
        <Empty title="None yet">Publishing makes the first one. A run by hand uses the file as it is.</Empty>
      ) : (
        <ul className="card-rows">
          {versions.map(({ number, status, at, by, made, digest }) => (
            <li key={number} className="row small">
              <b className="num">version {number}</b>
              <span className="soft">{STATUS_WORDS[status]}</span>
              <span className="grow faint">
                <Moment at={at} />, {actorName(by)}
                {made === null ? '' : ` · ${madeWords(made)}`}
              </span>
              <span className="mono faint" title={digest}>
                {digest.slice(0, 6)}
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
