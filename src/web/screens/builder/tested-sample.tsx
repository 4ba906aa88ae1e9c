import type { StageRun } from '../../../api/contract/run-detail.ts'
import type { Test, TestSample } from '../../../api/contract/tests.ts'
import { useTestSample } from '../../data/tests.ts'
import { stageFact } from '../../derive/stage-fact.ts'
import { Icon } from '../../icons/icon.tsx'
import { Confidence } from '../../parts/confidence.tsx'
import { FieldList } from '../../parts/field-list.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { State } from '../../parts/state.tsx'
import { testedLook, wasHeldBack } from '../../words/test-states.ts'
import { TestTask } from './test-task.tsx'

/** One sample of a test: what waits for the tester, and every stage with what it got and gave. */
export function TestedSample({ test, number }: { readonly test: Test; readonly number: number }) {
  const sample = useTestSample(test, number)
  return (
    <Loaded query={sample} what="the sample">
      {({ run, task }) => (
        <>
          {task === null ? null : <TestTask key={task.row.id} test={test.id} detail={task} />}
          <section>
            <h3>Stages</h3>
            <ol className="test-stages">
              {run.stages.map((stage) => (
                <TestedStage key={stage.id} stage={stage} heldBack={test.heldBack} />
              ))}
            </ol>
          </section>
          <RunOutputs run={run} />
        </>
      )}
    </Loaded>
  )
}

interface TestedStageProps {
  readonly stage: StageRun
  readonly heldBack: Test['heldBack']
}

function TestedStage({ stage, heldBack }: TestedStageProps) {
  const { name, gets, gives } = stage
  const isNotDone = wasHeldBack(stage, heldBack)
  return (
    <li>
      <details open={isNotDone}>
        <summary>
          <Icon name="right" size="small" tone="faint" />
          <span className="grow clip">{name}</span>
          <State look={testedLook(stage, heldBack)} />
        </summary>
        {isNotDone ? (
          <p className="small soft">{stage.performer.name} was not done. It would have been given this:</p>
        ) : (
          <Fact stage={stage} />
        )}
        <Fields title="Gets" fields={gets} isTitled={!isNotDone} />
        <Fields title={isNotDone ? 'You said it gave' : 'Gives'} fields={gives} isTitled />
      </details>
    </li>
  )
}

function Fact({ stage }: { readonly stage: StageRun }) {
  const fact = stageFact(stage)
  switch (fact.type) {
    case 'confidence':
      return <Confidence value={fact.value} threshold={fact.threshold} source={fact.source} />
    case 'person':
      return <p className="small soft">You decided it.</p>
    case 'words':
      return <p className="small soft">{stage.because ?? fact.words}</p>
  }
}

interface FieldsProps {
  readonly title: string
  readonly fields: StageRun['gets']
  readonly isTitled: boolean
}

function Fields({ title, fields, isTitled }: FieldsProps) {
  if (fields === null || fields.length === 0) return null
  return (
    <>
      {isTitled ? <p className="builder-label">{title}</p> : null}
      <FieldList fields={fields} />
    </>
  )
}

function RunOutputs({ run: { phase, outputs } }: Pick<TestSample, 'run'>) {
  const problem = phase.type === 'finished' ? phase.problem : null
  if (outputs.length === 0 && problem === null) return null
  return (
    <section>
      <h3>What it gives in the end</h3>
      {problem === null ? null : <p className="small bad">{problem}</p>}
      <FieldList fields={outputs} />
    </section>
  )
}
