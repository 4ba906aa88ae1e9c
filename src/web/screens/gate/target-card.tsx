import { Button, Slider } from '@mantine/core'
import type { ReactNode } from 'react'
import { useState } from 'react'
import type { Gate } from '../../../api/contract/gates.ts'
import { toPeopleWords } from '../../derive/gate-numbers.ts'
import { endOf, endWords, limitStatus, statusSentence, statusWords } from '../../derive/gate-status.ts'
import { inHundred, nextTarget, percentInTenths, WRONG_MAX, WRONG_MIN } from '../../derive/gate-steps.ts'
import { Icon } from '../../icons/icon.tsx'
import { GateStatusWords } from '../../parts/gate-status.tsx'
import { READER_ZONE } from '../../parts/moment.tsx'
import { Note } from '../../parts/note.tsx'
import type { GateView } from './use-gate-view.ts'

type ViewProps = { readonly view: GateView }

/** How many may be wrong, and whether that can be promised. */
export function TargetCard({ view }: ViewProps) {
  const { gate, way } = view
  return (
    <section className="card gate-target" aria-label="What may be wrong">
      <div className="row row-wrap">
        <Stepper view={view} />
        <span className="grow" />
        <StatusBox view={view} />
      </div>
      <Presets view={view} />
      {way === 'percentage' ? <PercentSlider view={view} /> : null}
      <Sets view={view} />
      <Ended gate={gate} />
    </section>
  )
}

function Stepper({ view: { target, setTarget } }: ViewProps) {
  return (
    <h2 className="gate-stepper">
      Let through at most
      <span className="row">
        <StepButton target={target} way="down" onStep={setTarget} />
        <WrongField target={target} onTarget={setTarget} />
        <StepButton target={target} way="up" onStep={setTarget} />
      </span>
      wrong in 100
    </h2>
  )
}

interface StepButtonProps {
  readonly target: number
  readonly way: 'up' | 'down'
  readonly onStep: (target: number) => void
}

function StepButton({ target, way, onStep }: StepButtonProps) {
  const next = nextTarget(target, way)
  return (
    <Button
      size="xs"
      className="gate-step"
      aria-label={way === 'up' ? 'One more wrong in 100' : 'One less wrong in 100'}
      disabled={next === null}
      onClick={() => {
        if (next !== null) onStep(next)
      }}
    >
      <Icon name={way === 'up' ? 'plus' : 'minus'} />
    </Button>
  )
}

/** What is typed counts as soon as it is a whole number that can be chosen. */
function WrongField({ target, onTarget }: { readonly target: number; readonly onTarget: (target: number) => void }) {
  const [typed, setTyped] = useState<string | null>(null)
  const take = (text: string) => {
    setTyped(text)
    const wrong = Number(text)
    if (Number.isInteger(wrong) && wrong >= WRONG_MIN && wrong <= WRONG_MAX) onTarget(wrong / 100)
  }
  return (
    <input
      type="number"
      className="gate-wrong num"
      aria-label="Wrong in 100, at most"
      min={WRONG_MIN}
      max={WRONG_MAX}
      step={1}
      value={typed ?? inHundred(target)}
      onChange={({ currentTarget }) => take(currentTarget.value)}
      onBlur={() => setTyped(null)}
    />
  )
}

function StatusBox({ view: { gate, way, point, isWorking } }: ViewProps) {
  const { status } = gate
  const words = way === 'percentage' && point !== null ? limitStatus(status, point.limit) : statusWords(status)
  return <Box {...words} more={isWorking ? 'working it out…' : words.more} />
}

function Box({ icon, tone, short, more }: ReturnType<typeof statusWords>) {
  return (
    <div className={`gate-status gate-status-${tone}`} role="status">
      <Icon name={icon} tone={tone} />
      <span className="two-lines">
        <b className={tone}>{short}</b>
        <span className="small">{more}</span>
      </span>
    </div>
  )
}

function Presets({ view: { gate, target, way, setTarget } }: ViewProps) {
  return (
    <fieldset className="gate-presets" aria-label="Usual targets">
      {gate.presets.map((preset) => (
        <button
          key={preset.target}
          type="button"
          aria-pressed={way === 'target' && inHundred(preset.target) === inHundred(target)}
          title={statusSentence(preset.status)}
          onClick={() => setTarget(preset.target)}
        >
          <b>{inHundred(preset.target)} in 100</b>
          <GateStatusWords status={preset.status} />
        </button>
      ))}
    </fieldset>
  )
}

/** Steps from one limit that can be chosen to the next. */
function PercentSlider({ view: { gate, point, passLimit, setLimit } }: ViewProps) {
  const { points } = gate
  if (points.length < 2) return null
  const place = point === null ? 0 : points.findIndex(({ limit }) => limit === point.limit)
  // The strictest comes first, and stands at the right.
  const turned = (at: number) => points.length - 1 - at
  const words = (at: number) => `${percentInTenths(points[turned(at)]?.limit ?? 0)} sure`
  return (
    <div className="gate-slider">
      <Slider
        value={turned(Math.max(0, place))}
        min={0}
        max={points.length - 1}
        step={1}
        label={null}
        color="var(--cool-g)"
        thumbLabel="Ask a person when less sure than this"
        thumbValueText={words}
        onChange={(at) => passLimit(turned(at))}
        onChangeEnd={(at) => setLimit(turned(at))}
      />
    </div>
  )
}

function Sets({ view }: ViewProps) {
  const { gate, point, way, leaveLimit, setLimit } = view
  const first = gate.points.findIndex(({ limit }) => limit === (point ?? gate.points.at(-1))?.limit)
  return (
    <p className="row row-top small gate-sets">
      <Icon name="person" size="small" />
      <span>
        <SetsWords view={view} />{' '}
        {way === 'target' && gate.points.length > 0 ? (
          <LinkButton onClick={() => setLimit(Math.max(0, first))}>Set the percentage myself</LinkButton>
        ) : null}
        {way === 'percentage' ? <LinkButton onClick={leaveLimit}>Let the target set it</LinkButton> : null}
      </span>
    </p>
  )
}

function LinkButton({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }) {
  return (
    <button type="button" className="plain-link gate-link" onClick={onClick}>
      {children}
    </button>
  )
}

function SetsWords({ view: { gate, point } }: ViewProps) {
  const was = wasWords(gate, point?.limit ?? null)
  if (point === null)
    return (
      <>
        With this <b>nothing is let through yet</b>: people answer everything until it is certified. {was}{' '}
        {leastWords(gate)}
      </>
    )
  return (
    <>
      This sets <b>Ask a person when less than {percentInTenths(point.limit)} sure</b>. {was}
    </>
  )
}

/** `It was 85 %.` */
function wasWords({ current, setting }: Gate, limit: number | null): string {
  if (current !== null) {
    const now = percentInTenths(current.point.limit)
    if (limit === null) return `Now a person is asked below ${now}.`
    return current.point.limit === limit ? 'That is how it is now.' : `It was ${now}.`
  }
  if (setting.kind === 'none') return 'Now nobody is asked.'
  return limit === null ? '' : 'Now people answer everything.'
}

function leastWords({ leastToPeople }: Gate): string {
  if (leastToPeople === null || leastToPeople === 0) return ''
  return `By what was found so far, at least ${toPeopleWords({ through: 1 - leastToPeople })} will go to people whatever the limit.`
}

/** Why there is no certificate any more. */
function Ended({ gate: { status, setting } }: { readonly gate: Gate }) {
  const end = endOf(status)
  if (end === null) return null
  const isKept = setting.kind === 'target-error'
  return (
    <Note icon="warn" tone="warm">
      {endWords(end, READER_ZONE)} {isKept ? 'Until enough answers are checked again, people answer everything.' : ''}
    </Note>
  )
}
