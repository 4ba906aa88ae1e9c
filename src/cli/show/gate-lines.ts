import { isoTime } from '../../core/basics/timestamp.ts'
import type { Certificate } from '../../core/gate/certification/certificate.ts'
import { scoreWords } from '../../core/gate/score-words.ts'
import type { GateProof, StageReceipt, VerdictReceipt } from '../../core/receipt/receipt.ts'
import type { GateReceipt } from '../find/find-gate-receipts.ts'
import type { Text } from '../terminal/text.ts'
import { styled } from '../terminal/text.ts'
import { labelled } from './fields.ts'
import { METHOD_WORDS, promiseWords, shareWords, shortDigest } from './gate-words.ts'
import { shortRun } from './ids.ts'
import { showInstant } from './times.ts'

/** A receipt with the certificate that it names. */
export interface ExplainedGate extends GateReceipt {
  /** Null: it names none, or the receipts that are here do not give it. */
  readonly certificate: Certificate | null
}

type Entry = readonly [label: string, value: Text]

/** What the gate of a receipt went by, in plain words. */
export function gateLines({ stage: receipt, later, certificate }: ExplainedGate, timeZone: string): readonly Text[] {
  const { number, stage, run, gate } = receipt
  const head: Text = ['Receipt ', styled('strong', String(number)), ` of run ${shortRun(run)}: ${stage}`]
  const entries =
    gate === undefined
      ? writtenEntries(receipt)
      : [
          ['how sure', sureWords(gate, receipt)] as const,
          ['promise', promiseEntry(gate)] as const,
          ['limit', limitWords(gate)] as const,
          ...certificateEntries(gate, certificate, timeZone),
          ...(gate.segment === null ? [] : [['kind', gate.segment] as const]),
          ['chance', coinWords(gate)] as const,
          ['looked at', chanceWords(gate)] as const,
          ['result', resultWords(gate, receipt, later)] as const,
          ['answered by', `${shortDigest(gate.basis)}, the hash of performer, model and instructions`] as const,
        ]
  return [head, ...labelled(entries, '  ')]
}

/** All that is known where the gate went by a written limit, or by none. */
function writtenEntries({
  threshold,
  threshold_result: result,
  confidence,
  ...receipt
}: StageReceipt): readonly Entry[] {
  if (threshold === null) return [['gate', 'none: whatever was answered went on, so there is nothing to explain']]
  const sure = confidence === null ? 'not known' : shareWords(confidence)
  return [
    ['how sure', `${sure}${sourceWords(receipt)}`],
    ['limit', `${shareWords(threshold)}, as it was written`],
    ['promise', 'none: nobody is asked by chance to look at what went through, so there is no more to say'],
    ['result', result === undefined ? 'nobody answered, or it is not known any more' : JUDGED_WORDS[result]],
  ]
}

const JUDGED_WORDS = {
  passes: 'it went through',
  'low-confidence': 'a person was asked, because it was less sure than the limit',
  'no-confidence': 'a person was asked, because it did not say how sure it was',
  'no-certificate': 'a person was asked, because nothing was certified',
} as const satisfies Record<GateProof['result'], string>

function sureWords({ score }: GateProof, receipt: StageReceipt): string {
  return score === null ? 'not known: it gave no number that counts' : `${shareWords(score)}${sourceWords(receipt)}`
}

/** Where a person gave the result, the receipt tells of them and not of where the score came from. */
function sourceWords({
  scores,
  confidence_source: source,
}: Pick<StageReceipt, 'scores' | 'confidence_source'>): string {
  if (scores !== undefined) return ` (${scoreWords(scores)})`
  return source === 'reported' ? ', its own estimate' : ''
}

function promiseEntry({ target, risk }: GateProof): string {
  if (target === null || risk === undefined) return 'none: the limit was written'
  return `${promiseWords(target)} of what goes through, but for a chance of ${shareWords(risk)}`
}

function limitWords({ limit, certificate }: GateProof): string {
  if (limit === null) return 'none: nothing was certified, so nothing went through'
  return `${shareWords(limit)}, ${certificate === null ? 'as it was written' : 'as it is certified'}`
}

function certificateEntries(gate: GateProof, found: Certificate | null, timeZone: string): readonly Entry[] {
  if (gate.certificate === null) return []
  const name = shortDigest(gate.certificate)
  if (found === null) return [['certificate', `${name}: the receipts that are here do not give it`]]
  const { wrong, of, method, since } = found
  const when = showInstant(isoTime(since), timeZone)
  return [
    [
      'certificate',
      `${name}: of ${of} that people looked at ${wrong} were wrong, by ${METHOD_WORDS[method]}, since ${when}`,
    ],
  ]
}

/** Rounded down, so that a coin below the share never looks equal to it. */
function coinWords({ coin, audit_rate: rate, result }: GateProof): string {
  const tossed = (Math.floor(coin * 1_000) / 1_000).toFixed(3)
  const share = Number(rate.toFixed(3))
  if (coin >= rate) return `coin ${tossed} is not below ${share}: chance asks nobody to look at it`
  const then = result === 'passes' ? 'a person looks at it' : 'a person was asked in any case'
  return `coin ${tossed} is below ${share}: ${then}`
}

function chanceWords({ chance, least_chance: least }: GateProof): string {
  const others = chance === least ? 'no answer had less' : `no answer had less than ${shareWords(least)}`
  return `with a chance of ${shareWords(chance)}; by the same rules ${others}`
}

function resultWords(gate: GateProof, receipt: StageReceipt, later: readonly VerdictReceipt[]): string {
  return [JUDGED_WORDS[gate.result], ...foundWords(gate, receipt, later)].join('; ')
}

function foundWords(
  { result, coin, audit_rate: rate, verdict }: GateProof,
  { decision }: StageReceipt,
  later: readonly VerdictReceipt[],
) {
  const decided = decision === null ? [] : [`${decision.by} decided (${decision.type})`]
  const found = verdict === undefined ? [] : [`it was found ${verdict}`]
  const looked = later.map(
    ({ by, verdict: given, second }) => `${by} ${second === true ? 'looked once more' : 'looked later'}: ${given}`,
  )
  const isOpen = result === 'passes' && coin < rate && later.length === 0
  return [...decided, ...found, ...looked, ...(isOpen ? ['nobody has looked at it yet'] : [])]
}
