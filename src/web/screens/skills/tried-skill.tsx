import type { StageRun } from '../../../api/contract/run-detail.ts'
import type { Test } from '../../../api/contract/tests.ts'
import { useTestSample } from '../../data/tests.ts'
import { moneyWords } from '../../derive/card-words.ts'
import { Confidence } from '../../parts/confidence.tsx'
import { FieldList } from '../../parts/field-list.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { Note } from '../../parts/note.tsx'
import { State } from '../../parts/state.tsx'
import { STAGE_STATES } from '../../words/states.ts'

/** What came of one try. */
export function TriedSkill({ test }: { readonly test: Test }) {
  const sample = useTestSample(test, 1)
  return (
    <section className="skill-facts" aria-label="What came of it" role="status">
      <Loaded query={sample} what="what came of it">
        {({ run: { stages } }) =>
          stages.map((stage) => <Outcome key={stage.id} stage={stage} isHeldBack={test.heldBack.includes(stage.id)} />)
        }
      </Loaded>
    </section>
  )
}

interface OutcomeProps {
  readonly stage: StageRun
  readonly isHeldBack: boolean
}

function Outcome({ stage, isHeldBack }: OutcomeProps) {
  if (isHeldBack) return <HeldBack stage={stage} />
  switch (stage.status) {
    case 'succeeded':
      return <Done stage={stage} />
    case 'failed':
    case 'rejected':
    case 'canceled':
    case 'skipped':
      return <Failed stage={stage} />
    default:
      return <State look={STAGE_STATES[stage.status]} />
  }
}

function HeldBack({ stage: { gets } }: { readonly stage: StageRun }) {
  return (
    <>
      <Note icon="shield" tone="cool">
        <b>Held back.</b> It was not done. It would have been given this:
      </Note>
      <FieldList fields={gets ?? []} />
    </>
  )
}

function Done({ stage }: { readonly stage: StageRun }) {
  const { confidence, gives, summary, performer } = stage
  return (
    <>
      <p className="row row-wrap">
        <State look={STAGE_STATES.succeeded} />
        {confidence === null || performer.kind === 'exact' ? null : <Confidence {...confidence} />}
        <span className="small soft num">{costOf(stage)}</span>
      </p>
      {summary === null ? null : <p className="small">{summary}</p>}
      {gives === null || gives.length === 0 ? (
        <p className="small soft">It gave nothing back.</p>
      ) : (
        <FieldList fields={gives} />
      )}
    </>
  )
}

function Failed({ stage }: { readonly stage: StageRun }) {
  return (
    <Note icon="failed" tone="bad">
      <p>
        <b>It did not work.</b> {stage.because}
      </p>
      <p>
        Change the example and try again. If the example is right, what the skill says of itself has to be mended.{' '}
        {costOf(stage)}
      </p>
    </Note>
  )
}

/** A cost that nobody knows is not nothing. */
function costOf({ cost }: StageRun): string {
  if (cost === null) return 'Cost not known.'
  return cost.basis === 'free' ? 'It cost nothing.' : `It cost ${moneyWords(cost)}.`
}
