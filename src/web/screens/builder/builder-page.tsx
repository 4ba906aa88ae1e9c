import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import type { OpenDraft } from '../../../api/contract/drafts.ts'
import { useGates } from '../../data/gates.ts'
import type { BuilderStage, Card } from '../../derive/builder-view.ts'
import { wiringOfView } from '../../derive/wiring-view.ts'
import { useRoomForAGraph } from '../../graph/room-for-a-graph.ts'
import { Screen } from '../../layout/screen.tsx'
import { Note } from '../../parts/note.tsx'
import { SegmentButtons } from '../../parts/segment-links.tsx'
import { BuilderActions, DraftState } from './builder-actions.tsx'
import { BuilderCanvas } from './builder-canvas.tsx'
import { BuilderOutline } from './builder-outline.tsx'
import { BuilderSource } from './builder-source.tsx'
import { CodeDoor } from './code-door.tsx'
import { GatesProvider } from './gates-context.ts'
import { Inspector } from './inspector.tsx'
import { Library } from './library.tsx'
import { OfferList } from './offers.tsx'
import { PastePanel } from './paste-panel.tsx'
import { PlanPanel } from './plan-panel.tsx'
import { ProblemList } from './problem-list.tsx'
import { RivalNote } from './rival-note.tsx'
import { goToFields } from './stage-fields.ts'
import { StageGestures } from './stage-gestures.tsx'
import { StartsChip } from './starts-chip.tsx'
import { TestPanel } from './test-panel.tsx'
import type { Adding } from './use-adding.ts'
import { useAdding } from './use-adding.ts'
import type { Builder } from './use-builder.ts'
import { useBuilder } from './use-builder.ts'
import { useBuilderKeys } from './use-builder-keys.ts'
import type { Checking } from './use-checking.ts'
import { useChecking } from './use-checking.ts'
import type { Connecting } from './use-connecting.ts'
import { useConnecting } from './use-connecting.ts'
import type { Copying } from './use-copying.ts'
import { useCopying } from './use-copying.ts'
import { useEveryone } from './use-everyone.ts'
import type { Finder } from './use-finder.tsx'
import { useFinder } from './use-finder.tsx'
import { usePasting } from './use-pasting.ts'
import type { Picking } from './use-picking.ts'
import { usePicking } from './use-picking.ts'
import type { TestRun } from './use-test-run.ts'
import { useTestRun } from './use-test-run.ts'
import { WiringProvider } from './wiring-context.ts'
import { WorkChartPanel } from './work-chart-panel.tsx'
import './builder.css'
import './knowledge.css'

const FACES = [
  { name: 'canvas', words: 'Canvas' },
  { name: 'outline', words: 'Outline' },
  { name: 'source', words: 'Source' },
] as const

type Face = (typeof FACES)[number]['name']

/** Library, document and inspector side by side. Everything that is changed goes through one list of edits. */
export function BuilderPage({ opened, skills }: { readonly opened: OpenDraft; readonly skills: readonly Card[] }) {
  const builder = useBuilder(opened)
  const cards = useEveryone(skills, builder.view.document)
  const adding = useAdding(builder)
  const pasting = usePasting()
  const picking = usePicking(builder.view.stages, adding.selected)
  const connecting = useConnecting(builder, adding.announce)
  const copying = useCopying(builder, adding, picking)
  const { view } = builder
  const checking = useChecking(view)
  const finder = useFinder({ builder, cards, adding, connecting, copying, checking })
  useBuilderKeys({ builder, copying, finder, checking })
  const testRun = useTestRun(view.stages)
  const stage = view.stages.find(({ id }) => id === adding.selected)
  const { data: gates } = useGates(opened.base === null ? null : opened.id)
  const wiring = useMemo(() => wiringOfView(view, cards), [view, cards])
  const shared = { builder, cards, adding, copying, finder }
  const test = () => {
    checking.leave()
    testRun.open(null)
  }
  return (
    <WiringProvider value={wiring}>
      <GatesProvider value={gates}>
        <Screen
          title={view.isUnreadable ? builder.opened.id : view.name}
          parent={<Link to="/workcharts">WorkCharts</Link>}
          aside={<DraftState builder={builder} />}
          actions={<BuilderActions builder={builder} cards={cards} onTest={test} onCheck={checking.open} />}
        >
          {finder.dialog}
          <CodeDoor builder={builder} stage={stage} onProcedure={pasting.take} onDocument={copying.paste}>
            <Library cards={cards} where={adding.where} onAdd={adding.add} onPaste={pasting.open} />
            {pasting.text === null ? (
              <>
                <Document {...shared} picking={picking} connecting={connecting} onPaste={pasting.open} />
                <Beside {...shared} checking={checking} testRun={testRun} stage={stage} />
              </>
            ) : (
              <PastePanel pasting={pasting} adding={adding} refusal={builder.refusal} />
            )}
          </CodeDoor>
        </Screen>
      </GatesProvider>
    </WiringProvider>
  )
}

interface BesideProps extends Omit<DocumentProps, 'onPaste' | 'picking' | 'connecting'> {
  readonly checking: Checking
  readonly testRun: TestRun
  readonly stage: BuilderStage | undefined
}

/** The check or the test that is open, else the stage that is chosen, else what holds for all of them. */
function Beside({ builder, cards, adding, copying, finder, checking, testRun, stage }: BesideProps) {
  const { subject } = testRun
  const { selected, select } = adding
  const setUp = (id: string) =>
    goToFields(() => {
      checking.leave()
      select(id)
    })
  if (checking.isOpen)
    return (
      <PlanPanel builder={builder} selected={selected} onSelect={select} onSetUp={setUp} onClose={checking.close} />
    )
  if (builder.view.isUnreadable) return null
  if (subject !== null) return <TestPanel builder={builder} testRun={testRun} subject={subject} />
  if (stage === undefined) return <WorkChartPanel builder={builder} />
  const close = () => select(null)
  return (
    <Inspector key={stage.id} builder={builder} cards={cards} stage={stage} testRun={testRun} onClose={close}>
      <StageGestures copying={copying} onConnect={() => finder.connect(stage.id)} />
    </Inspector>
  )
}

interface DocumentProps {
  readonly builder: Builder
  readonly cards: readonly Card[]
  readonly adding: Adding
  readonly picking: Picking
  readonly connecting: Connecting
  readonly copying: Copying
  readonly finder: Finder
  readonly onPaste: () => void
}

/** One document, three faces. */
function Document({ builder, cards, adding, picking, connecting, copying, finder, onPaste }: DocumentProps) {
  const [face, setFace] = useFace()
  const { view } = builder
  const { selected, select, chosen, choose, add } = adding
  const shared = { builder, cards, selected, onSelect: select, onPaste }
  return (
    <section className="builder-middle" aria-label="Document">
      <div className="builder-faces">
        <SegmentButtons label="Face of the document" options={FACES} chosen={face} onChoose={setFace} />
        {view.stages.length === 0 ? null : <StartsChip document={view.document} onOpen={() => select(null)} />}
        <span className="grow" />
        <span className="small soft" aria-live="polite">
          {builder.refusal ?? adding.announcement}
        </span>
      </div>
      <RivalNote builder={builder} cards={cards} />
      {view.isUnreadable && face !== 'source' ? <Unreadable onSource={() => setFace('source')} /> : null}
      {face === 'canvas' && !view.isUnreadable ? (
        <BuilderCanvas
          {...shared}
          point={chosen}
          onPoint={choose}
          onAdd={add}
          picking={picking}
          connecting={connecting}
          onRemove={copying.remove}
        />
      ) : null}
      {face === 'outline' && !view.isUnreadable ? <BuilderOutline {...shared} onConnect={finder.connect} /> : null}
      {face === 'source' ? <BuilderSource builder={builder} /> : null}
      <OfferList builder={builder} onSelect={select} />
      <ProblemList view={view} onSelect={select} onEdit={builder.edit} />
    </section>
  )
}

/** In a window that has become too narrow for the canvas, the outline; who chooses the canvas there gets it. */
function useFace(): readonly [Face, (face: Face) => void] {
  const hasRoom = useRoomForAGraph()
  const [chosen, setChosen] = useState<{ face: Face; hadRoom: boolean }>({
    face: hasRoom ? 'canvas' : 'outline',
    hadRoom: hasRoom,
  })
  const isTooNarrow = chosen.face === 'canvas' && chosen.hadRoom && !hasRoom
  return [isTooNarrow ? 'outline' : chosen.face, (face) => setChosen({ face, hadRoom: hasRoom })]
}

/** A text that has no single meaning can not be drawn: nothing is guessed. */
function Unreadable({ onSource }: { readonly onSource: () => void }) {
  return (
    <div className="grow">
      <Note icon="failed" tone="bad">
        <p>This text can not be read, so there is nothing to draw. The problem below says where.</p>
        <Button size="compact-xs" onClick={onSource}>
          Mend it in Source
        </Button>
      </Note>
    </div>
  )
}
