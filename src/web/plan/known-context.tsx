import { useState } from 'react'
import type { PlannedStage } from '../../api/contract/planned-stage.ts'
import type { PlanSource } from '../data/plans.ts'
import { useStageContext } from '../data/plans.ts'
import { countWords } from '../derive/number-words.ts'
import { Loaded } from '../parts/loaded.tsx'
import { TokenBar } from '../parts/token-bar.tsx'
import { GivenTexts } from './given-texts.tsx'
import { LeftOut } from './left-out.tsx'
import './known-context.css'

export interface KnownContextProps {
  readonly source: PlanSource
  readonly stage: PlannedStage
}

/** What a stage would be given to know within its budget, with the texts on demand. */
export function KnownContext({ source, stage: { id, context } }: KnownContextProps) {
  const [isShown, setShown] = useState(false)
  const { modules, omitted, usedTokens, budgetTokens } = context
  if (modules.length + omitted.length === 0)
    return <p className="small soft">It knows nothing but what the run hands it.</p>
  return (
    <div className="known-context small">
      <div className="row">
        <h4 className="grow">What it knows</h4>
        <span className="tiny soft num">
          <b>{countWords(usedTokens)}</b> of {countWords(budgetTokens)} tokens
        </span>
      </div>
      <TokenBar context={context} />
      {isShown ? <Texts source={source} stage={id} /> : <Titles modules={modules} />}
      <LeftOut context={context} />
      {modules.length === 0 ? null : (
        <button
          type="button"
          className="plain-link known-context-show"
          aria-expanded={isShown}
          onClick={() => setShown(!isShown)}
        >
          {isShown ? 'Hide the texts' : 'Read what it would be given'}
        </button>
      )}
    </div>
  )
}

function Titles({ modules }: Pick<PlannedStage['context'], 'modules'>) {
  return (
    <ul>
      {modules.map(({ ref, title, tokens }) => (
        <li key={ref} className="row">
          <span className="grow clip">{title}</span>
          <span className="soft num">{countWords(tokens)}</span>
        </li>
      ))}
    </ul>
  )
}

function Texts({ source, stage }: { readonly source: PlanSource; readonly stage: string }) {
  const query = useStageContext(source, stage)
  return (
    <Loaded query={query} what="what it would be given">
      {(pack) => <GivenTexts pack={pack} />}
    </Loaded>
  )
}
