import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { Gate } from '../../../api/contract/gates.ts'
import type { GateOf } from '../../data/gates.ts'
import { useGate, useGates } from '../../data/gates.ts'
import { countWords } from '../../derive/number-words.ts'
import { Screen } from '../../layout/screen.tsx'
import { Card } from '../../parts/card.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Loaded } from '../../parts/loaded.tsx'
import { CalibrationCard } from './calibration-card.tsx'
import { CurveCard } from './curve-card.tsx'
import { GateMenu } from './gate-menu.tsx'
import { HonestCard } from './honest-card.tsx'
import { NumbersCard } from './numbers-card.tsx'
import { SaveGate } from './save-gate.tsx'
import { TargetCard } from './target-card.tsx'
import { TurnedCard } from './turned-card.tsx'
import type { GateShown, GateView } from './use-gate-view.ts'
import { useGateView } from './use-gate-view.ts'
import './gate.css'

const FROM = '/insights/gates/$workChartId/$stageId'

/** What letting answers through without a person would come to, and how sure that is. */
export function GateScreen() {
  const { workChartId, stageId } = useParams({ from: FROM })
  const search = useSearch({ from: FROM })
  const of = { workChart: workChartId, stage: stageId }
  const query = useGate(of, search)
  const { data: gate } = query
  if (gate === undefined)
    return (
      <Screen title={TITLE} parent={PARENT} actions={<Menu of={of} segment={search.segment} />}>
        <Loaded query={query} what="what people found">
          {() => null}
        </Loaded>
      </Screen>
    )
  const shown = { of, search, gate, isWorking: query.isPlaceholderData }
  return <Shown key={`${workChartId} ${stageId} ${search.segment ?? ''}`} {...shown} />
}

const TITLE = 'How sure is sure enough'
const PARENT = <Link to="/insights">Insights</Link>

function Shown(shown: GateShown) {
  const view = useGateView(shown)
  const { of, gate } = view
  return (
    <Screen
      title={TITLE}
      parent={PARENT}
      aside={<span className="small soft clip">{gate.workflow.name}</span>}
      actions={
        <>
          <Menu of={of} segment={gate.segment ?? undefined} />
          <SaveGate view={view} />
        </>
      }
    >
      <Body view={view} />
    </Screen>
  )
}

function Menu({ of, segment }: { readonly of: GateOf; readonly segment: string | undefined }) {
  const rows = useGates(of.workChart).data?.gates ?? []
  return <GateMenu of={of} segment={segment ?? null} rows={rows} />
}

function Body({ view }: { readonly view: GateView }) {
  const { gate } = view
  const isEmpty = gate.answers === 0
  return (
    <div className="gate">
      <div className="gate-column">
        <TargetCard view={view} />
        {isEmpty ? <NoAnswers gate={gate} /> : <Found view={view} />}
      </div>
      <div className="gate-column">
        {isEmpty ? null : <TurnedCard view={view} />}
        <HonestCard view={view} />
        {isEmpty ? null : <CalibrationCard calibration={gate.calibration} />}
      </div>
    </div>
  )
}

function Found({ view }: { readonly view: GateView }) {
  return (
    <>
      <NumbersCard view={view} />
      <CurveCard view={view} />
    </>
  )
}

function NoAnswers({ gate: { shadowAnswers } }: { readonly gate: Gate }) {
  return (
    <Card title="No answer yet">
      <Empty title="Numbers come from what people find">
        With this target the first {countWords(shadowAnswers)} answers go to people; then it is known what can be let
        through, and what that costs.
      </Empty>
    </Card>
  )
}
