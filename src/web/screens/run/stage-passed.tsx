import { useState } from 'react'
import type { RunDetail, StageRun } from '../../../api/contract/run-detail.ts'
import { useStageDetail } from '../../data/stage-detail.ts'
import { Confidence } from '../../parts/confidence.tsx'
import { FieldList } from '../../parts/field-list.tsx'
import { FileList } from '../../parts/file-list.tsx'
import { CopyJson, JsonTree } from '../../parts/json-tree.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Scores } from '../../parts/scores.tsx'
import { StageSelect } from '../../parts/stage-select.tsx'
import { StageState } from '../../parts/state.tsx'
import type { StageTriesProps } from './stage-tries.tsx'
import { StageTries } from './stage-tries.tsx'
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
        <StageSelect label="Stage" stages={detail.stages} value={stage.id} onChange={onSelect} />
        <StageState status={stage.status} />
        {stage.confidence === null || stage.confidence.source === 'human' ? null : <Confidence {...stage.confidence} />}
      </div>
      <Scores scores={stage.confidence?.scores} />
      {stage.because === null ? null : <p className="soft">{stage.because}</p>}
      {detail.valuesOmitted ? (
        <FetchedValues run={detail.summary.id} stage={stage.id} />
      ) : (
        <Values run={detail.summary.id} stage={stage} />
      )}
      <Tries key={stage.id} run={detail.summary.id} stage={stage.id} />
    </div>
  )
}

/** Of a run with very many stages the page holds no values: they are asked for one stage at a time. */
function FetchedValues({ run, stage }: StageTriesProps) {
  const detail = useStageDetail(run, stage)
  return (
    <Loaded query={detail} what="what it was given">
      {({ stage: whole }) => <Values run={run} stage={whole} />}
    </Loaded>
  )
}

function Values({ run, stage }: { readonly run: string; readonly stage: StageRun }) {
  return (
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
        <FileList of={{ run }} files={stage.artifacts} />
      </section>
    </div>
  )
}

/** Fetched when somebody wants to see them. */
function Tries({ run, stage }: StageTriesProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="small">What was tried, and how the answers differ</summary>
      {isOpen ? <StageTries run={run} stage={stage} /> : null}
    </details>
  )
}

interface FieldsProps {
  readonly fields: StageRun['gets']
  readonly empty: string
}

/** Short values stand in a list, lists and maps as trees. */
function Fields({ fields, empty }: FieldsProps) {
  if (fields === null) return <p className="small faint">{empty}</p>
  const trees = fields.filter(({ value }) => typeof value === 'object' && value !== null)
  return (
    <>
      <FieldList fields={fields.filter((field) => !trees.includes(field))} />
      {trees.map(({ name, label, value }) => (
        <div key={name}>
          <p className="small faint">{label}</p>
          <JsonTree value={value} />
        </div>
      ))}
      {fields.length === 0 ? null : (
        <CopyJson value={Object.fromEntries(fields.map(({ name, value }) => [name, value]))} />
      )}
    </>
  )
}
