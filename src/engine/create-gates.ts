import { certificateDigest } from '../core/gate/certification/certificate.ts'
import type { Certification } from '../core/gate/certification/certification.ts'
import { gateStatus, isMissingMore } from '../core/gate/certification/gate-status.ts'
import { whyNothingPasses } from '../core/gate/status-words.ts'
import { termsOf, usualAuditRate } from '../core/gate/terms.ts'
import type { PlannedStage, PlannedTarget } from '../core/plan/plan.ts'
import type { Answer } from '../core/run/answer.ts'
import type { GateBasis, Segment } from '../core/run/gate-basis.ts'
import { basisDigest, gateBasis, segmentName, segmentOf } from '../core/run/gate-basis.ts'
import { plannedAt, stageIndex } from '../core/run/plan-index.ts'
import type { Ruling } from '../core/run/ruling.ts'
import type { Run } from '../core/run/run.ts'
import { stageAt } from '../core/run/stage-table.ts'
import type { StageId, WorkflowId } from '../core/workflow/workflow.ts'
import type { GateLineRow, GateReader } from './gate-row.ts'
import type { GateWatch } from './gate-watch.ts'
import { certificationOf, openWatch, takeIn } from './gate-watch.ts'
import type { AskedRuling, GateQuestion, GateRule, Gates, GateView } from './gates.ts'
import type { Clock, Ids } from './ports.ts'

/** Answers held in memory, over all lines: about 300 bytes each. */
const ANSWERS_HELD_MAX = 500_000

export interface GateParts {
  readonly reader: GateReader
  readonly clock: Clock
  readonly ids: Pick<Ids, 'sha256' | 'hmac'>
  readonly onProblem: (error: unknown) => void
  readonly people?: 'one' | 'several'
}

interface Keeper extends GateParts {
  readonly heldMax: number
  readonly watches: Map<number, GateWatch>
  secret: string | undefined
}

/** `heldMax`: how many answers are held in memory. */
export function createGates(parts: GateParts, heldMax = ANSWERS_HELD_MAX): Gates {
  const keeper: Keeper = { ...parts, heldMax, watches: new Map(), secret: undefined }
  return {
    rule: (asked) => ruleOrNone(keeper, asked),
    look: (question) => look(keeper, question),
  }
}

/** A result is not lost because nobody knows what its gate goes by: a person looks at it then. */
async function ruleOrNone(keeper: Keeper, asked: AskedRuling): Promise<GateRule> {
  try {
    return await rule(keeper, asked)
  } catch (error) {
    keeper.onProblem(error)
    return NO_RULE
  }
}

async function rule(keeper: Keeper, { run, stage: id, result }: AskedRuling): Promise<GateRule> {
  const stage = plannedAt(run.plan, stageIndex(run.plan, id))
  const { gate } = stage
  if (gate.kind === 'none' || (gate.kind === 'threshold' && (gate.auditRate ?? 0) === 0)) return NO_RULE
  const name = `${run.id}.${stage.id}`
  const coin = await toss(keeper, `audit ${name}`)
  const secondCoin = keeper.people === 'one' ? NEVER : await toss(keeper, `second ${name}`)
  const basis = gateBasis(stage, answersOf({ run, stage: id, result }), keeper.ids.sha256)
  const segment = segmentOf(run, stage)
  const known = { basis: basisDigest(basis, keeper.ids.sha256), segment: segmentName(segment), secondCoin }
  if (gate.kind === 'target-error')
    return {
      coin,
      ruling: { ...known, ...(await ruleByTarget(keeper, { run, stage, gate, segment, digest: known.basis })) },
    }
  const { threshold: limit, auditRate = 0 } = gate
  return { coin, ruling: { ...known, target: null, limit, certificate: null, auditRate, because: '' } }
}

/** Nothing is looked at by chance, so nobody asks for the coin. */
const NO_RULE: GateRule = { coin: 0 }

/** Above what any coin comes to. */
const NEVER = 1

/** Uniform in [0, 1), for whoever knows the secret of this store, and nobody else: the first 52 bits of an HMAC-SHA-256. */
async function toss(keeper: Keeper, text: string): Promise<number> {
  keeper.secret ??= await keeper.reader.auditSecret()
  return Number.parseInt(keeper.ids.hmac(keeper.secret, text).slice(0, COIN_DIGITS), 16) / 16 ** COIN_DIGITS
}

const COIN_DIGITS = 13

/** What the primary answered, and what scored it. */
function answersOf({ run, stage, result }: AskedRuling): readonly Answer[] {
  const { state, answer } = stageAt(run.stages, stageIndex(run.plan, stage))
  const isReview = state.status === 'running' && state.step === 'review'
  const stored = isReview && answer !== null ? [answer.answer] : []
  return result.type === 'answered' ? [...stored, result.answer] : stored
}

interface ByTarget {
  readonly run: Run
  readonly stage: PlannedStage
  readonly gate: PlannedTarget
  readonly segment: Segment
  readonly digest: string
}

type TargetRuling = Pick<Ruling, 'target' | 'risk' | 'limit' | 'certificate' | 'auditRate' | 'because'>

async function ruleByTarget(keeper: Keeper, { run, stage, gate, segment, digest }: ByTarget): Promise<TargetRuling> {
  const { target } = gate
  const line = { workflow: run.plan.workflow.id, stage: stage.id, segment: segmentName(segment), basis: digest }
  const watch = await watchOf(keeper, await findLine(keeper, line))
  const terms = termsOf(target, gate.segments?.values.length ?? 1)
  const certification = certificationOf(watch, terms)
  const status = gateStatus(certification, keeper.clock.now())
  const promise = { target, risk: terms.risk, auditRate: auditRateOf(gate, certification) }
  if (segment.type === 'unknown') return { ...promise, limit: null, certificate: null, because: UNKNOWN_KIND }
  if (status.type !== 'certified')
    return { ...promise, limit: null, certificate: null, because: whyNothingPasses(status) }
  const { certificate } = status
  return {
    ...promise,
    limit: certificate.limit,
    certificate: certificateDigest(line, certificate, keeper.ids.sha256),
    because: '',
  }
}

const UNKNOWN_KIND = 'It is of none of the kinds that are judged apart, so nothing is known of it.'

/** The share of what goes through that people look at. */
export function auditRateOf({ auditRate }: PlannedTarget, certification: Certification): number {
  if (auditRate !== undefined) return auditRate
  const mood = isMissingMore(certification) ? 'worried' : 'calm'
  return usualAuditRate(certification.standing?.alarm.audits ?? 0, mood)
}

interface LineName {
  readonly workflow: WorkflowId
  readonly stage: StageId
  readonly segment: string | null
  readonly basis: string
}

async function findLine(
  { reader }: Keeper,
  { workflow, stage, segment, basis }: LineName,
): Promise<GateLineRow | undefined> {
  const lines = await reader.listGateLines(workflow, stage)
  return lines.find((line) => line.digest === basis && line.segment === segment)
}

/** What the store knows of a line by now. Of those that were not asked about for longest, the memory forgets first. */
async function watchOf(keeper: Keeper, line: GateLineRow | undefined): Promise<GateWatch> {
  if (line === undefined) return openWatch()
  const { watches, reader, clock } = keeper
  const watch = watches.get(line.key) ?? openWatch()
  watches.delete(line.key)
  watches.set(line.key, watch)
  await watch.inOrder(async () => takeIn(watch, await reader.gateAnswers(line.key, watch.change), clock.now()))
  forget(keeper, line.key)
  return watch
}

function forget({ watches, heldMax }: Keeper, but: number): void {
  let held = [...watches.values()].reduce((sum, { answers }) => sum + answers.size, 0)
  for (const [key, { answers }] of watches) {
    if (held <= heldMax || key === but) return
    watches.delete(key)
    held -= answers.size
  }
}

async function look(keeper: Keeper, { workflow, stage, segment }: GateQuestion): Promise<GateView> {
  const lines = (await keeper.reader.listGateLines(workflow, stage.id)).filter((each) => each.segment === segment)
  const asPlanned = gateBasis(stage, [], keeper.ids.sha256)
  const line = lines.find(({ basis }) => isSameButModels(basis, asPlanned))
  const other = lines.find((each) => each !== line)
  const before = other === undefined ? undefined : { line: other, watch: await watchOf(keeper, other) }
  return { line, watch: await watchOf(keeper, line), before }
}

/** Which models answer is known only once they have. */
function isSameButModels(one: GateBasis, other: GateBasis): boolean {
  return one.skill === other.skill && one.reviewer === other.reviewer && one.stage === other.stage
}
