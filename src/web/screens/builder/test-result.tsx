import { useState } from 'react'
import type { Test } from '../../../api/contract/tests.ts'
import type { BuilderView } from '../../derive/builder-view.ts'
import { nameOfStage } from '../../derive/builder-view.ts'
import { firstToAnswer, testWords, wouldAsk } from '../../derive/test-view.ts'
import { State } from '../../parts/state.tsx'
import { TEST_STATES } from '../../words/test-states.ts'
import { TestedSample } from './tested-sample.tsx'
import '../../parts/table.css'

export interface TestResultProps {
  readonly test: Test
  readonly view: BuilderView
}

/** What became of the samples, and one of them in full. */
export function TestResult({ test, view }: TestResultProps) {
  const [chosen, setChosen] = useState<number | null>(null)
  const number = chosen ?? firstToAnswer(test)
  const [only, ...others] = test.samples
  return (
    <>
      <section>
        <div role="status" className="row">
          <b className="grow">{testWords(test)}</b>
          {only === undefined || others.length > 0 ? null : <State look={TEST_STATES[only.status]} />}
        </div>
        {test.heldBack.length === 0 ? null : (
          <p className="small soft">Held back: {test.heldBack.map((id) => nameOfStage(view.stages, id)).join(', ')}.</p>
        )}
        {others.length === 0 ? null : <Samples test={test} chosen={number} onChoose={setChosen} />}
      </section>
      <TestedSample key={number} test={test} number={number} />
    </>
  )
}

interface SamplesProps {
  readonly test: Test
  readonly chosen: number
  readonly onChoose: (number: number) => void
}

function Samples({ test, chosen, onChoose }: SamplesProps) {
  return (
    <div className="test-samples">
      <table className="table table-dense" aria-label="Samples">
        <thead>
          <tr>
            <th scope="col">Sample</th>
            <th scope="col">State</th>
            <th scope="col">Person</th>
          </tr>
        </thead>
        <tbody>
          {test.samples.map((sample) => (
            <tr key={sample.number} className={sample.number === chosen ? 'planned-stages-selected' : undefined}>
              <td>
                <button
                  type="button"
                  className="plain-link test-sample num"
                  aria-pressed={sample.number === chosen}
                  onClick={() => onChoose(sample.number)}
                >
                  Sample {sample.number}
                </button>
              </td>
              <td>
                <State look={TEST_STATES[sample.status]} />
              </td>
              <td className="soft">{wouldAsk(sample, test.heldBack) ? 'asks a person' : 'asks nobody'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
