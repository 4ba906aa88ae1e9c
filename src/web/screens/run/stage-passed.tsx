import { NativeSelect } from '@mantine/core'
import type { RunDetail, StageRun } from '../../../api/contract/run-detail.ts'
import { Confidence } from '../../parts/confidence.tsx'
import { FieldList } from '../../parts/field-list.tsx'
import { FileList } from '../../parts/file-list.tsx'
import { Scores } from '../../parts/scores.tsx'
import { StageState } from '../../parts/state.tsx'
import './stage-passed.css'

export interface StagePassedProps {
  readonly detail: RunDetail
  readonly selected: string | null
  readonly onSelect: (stage: string) => void
}

/** What one stage was given and what it handed on. */
export function StagePassed({ detail, selected, onSelect }: StagePassedProps) {
  const stage = detail.stages.find(({ id }) => id === selected) ?? detail.stages[0]
  if (stage === undefined) return null
  return (
    <div className="stage-passed">
      <div className="row row-wrap">
        <NativeSelect
          aria-label="Stage"
          data={detail.stages.map(({ id, name }) => ({ value: id, label: name }))}
          value={stage.id}
          onChange={(event) => onSelect(event.currentTarget.value)}
        />
        <StageState status={stage.status} />
        {stage.confidence === null || stage.confidence.source === 'human' ? null : <Confidence {...stage.confidence} />}
      </div>
      <Scores scores={stage.confidence?.scores} />
      {stage.because === null ? null : <p className="soft">{stage.because}</p>}
      <div className="stage-passed-columns">
        <section>
          <h3>Gets</h3>
          <Fields
            fields={stage.gets}
            empty={
              stage.readyAt === null
                ? 'It has not begun.'
                : 'What the run was given, and the handoffs of the stages before it.'
            }
          />
        </section>
        <section>
          <h3>Gives</h3>
          <Fields fields={stage.gives} empty="Nothing yet." />
          <FileList of={{ run: detail.summary.id }} files={stage.artifacts} />
        </section>
      </div>
    </div>
  )
}

function Fields({ fields, empty }: { readonly fields: StageRun['gets']; readonly empty: string }) {
  return fields === null ? <p className="small faint">{empty}</p> : <FieldList fields={fields} />
}
