import { confidencePercent } from '../../core/gate/confidence-percent.ts'
import type { ConfidenceReading } from '../derive/confidence-words.ts'
import { CONFIDENCE_SOURCES, confidenceLevel, confidenceWords, limitPercent } from '../derive/confidence-words.ts'
import { Icon } from '../icons/icon.tsx'
import './confidence.css'

/** Bar, tick, number and source: how sure an answer is, the same everywhere. */
export function Confidence({ size = 'normal', ...reading }: ConfidenceReading & { readonly size?: 'mini' | 'normal' }) {
  const source = CONFIDENCE_SOURCES[reading.value === null ? 'none' : reading.source]
  const number = reading.value === null ? UNKNOWN[size] : confidencePercent(reading.value, reading.threshold)
  const words = confidenceWords(reading)
  return (
    <span className={`confidence confidence-${size} ${lookOf(reading)}`} role="img" aria-label={words} title={words}>
      <ConfidenceBar {...reading} />
      <b className="num">{number}</b>
      <Icon name={source.icon} size="small" />
    </span>
  )
}

const UNKNOWN = { mini: '–', normal: 'Not known' } as const

/** As wide as its place, for the page where the number decides. */
export function BigConfidence(reading: ConfidenceReading) {
  const isKnown = reading.value !== null
  return (
    <div className={`confidence-big ${lookOf(reading)}`} role="img" aria-label={confidenceWords(reading)}>
      <p className="row">
        <b className="confidence-number num">
          {isKnown ? `${confidencePercent(reading.value, reading.threshold)} sure` : 'Not known how sure'}
        </b>
        <span className="grow" />
        <span className="small soft num">{limitWords(reading.threshold)}</span>
      </p>
      <ConfidenceBar {...reading} />
      <p className="row tiny faint num">
        <span className="grow">0</span>100 %
      </p>
    </div>
  )
}

function limitWords(threshold: number | null): string {
  return threshold === null ? 'asks nobody' : `asks below ${limitPercent(threshold)}`
}

function ConfidenceBar({ value, threshold }: ConfidenceReading) {
  return (
    <span className="confidence-bar" aria-hidden="true">
      {value === null ? null : <i style={{ width: `${value * 100}%` }} />}
      {threshold === null ? null : <b style={{ left: `${threshold * 100}%` }} />}
    </span>
  )
}

function lookOf(reading: ConfidenceReading): string {
  const level = `confidence-${confidenceLevel(reading)}`
  return reading.source === 'reported' ? `${level} confidence-own` : level
}
