import { useStageDetail } from '../../data/stage-detail.ts'
import type { TryView } from '../../derive/tries-view.ts'
import { triesView } from '../../derive/tries-view.ts'
import { Icon } from '../../icons/icon.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { PlainText } from '../../parts/plain-text.tsx'

export interface StageTriesProps {
  readonly run: string
  readonly stage: string
}

/** Everything that was tried at a stage, and how each answer differs from the one before it. */
export function StageTries({ run, stage }: StageTriesProps) {
  const detail = useStageDetail(run, stage)
  return (
    <Loaded query={detail} what="the tries">
      {({ tries }) =>
        tries.length === 0 ? (
          <p className="small faint">Nothing was tried yet.</p>
        ) : (
          <ul className="stage-tries small">
            {triesView(tries).map((view) => (
              <Try key={view.key} view={view} />
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

function Try({ view: { title, end, failed, changes } }: { readonly view: TryView }) {
  return (
    <li>
      <span className="row row-tight">
        <Icon name={failed ? 'failed' : 'done'} tone={failed ? 'bad' : 'ok'} size="small" />
        <b>{title}</b>
        <span className="soft">
          <PlainText text={end} />
        </span>
      </span>
      {changes === null ? null : <Changes changes={changes} />}
    </li>
  )
}

function Changes({ changes }: { readonly changes: NonNullable<TryView['changes']> }) {
  if (changes.length === 0) return <p className="faint">The same as before.</p>
  return (
    <ul>
      {changes.map(({ what, before, after }) => (
        <li key={what}>
          <PlainText text={what} />: <del>{before === '' ? 'nothing' : <PlainText text={before} />}</del>{' '}
          <ins>{after === '' ? 'nothing' : <PlainText text={after} />}</ins>
        </li>
      ))}
    </ul>
  )
}
