import type { Capability } from '../../api/contract/capabilities.ts'
import type { PlanProblem } from '../../api/contract/plan.ts'
import type { Json, JsonObject } from '../../core/basics/json.ts'
import { objectOrEmpty, textOr } from '../../core/basics/json.ts'
import { checkSource } from '../../core/diagnostics/check-source.ts'
import type { StageWish } from '../../core/edit/new-stage.ts'
import { stageListIn } from '../../core/edit/stage-list.ts'
import type { Place } from '../../core/edit/workflow-edit.ts'
import { dependenciesOf } from '../../core/workflow/dependencies.ts'
import type { Diagnostic } from '../../core/workflow/diagnostic.ts'
import { readJson } from '../../core/workflow/edit-document.ts'
import type { ParsedSource, Reading, WorkflowSource } from '../../core/workflow/read-workflow.ts'
import { parseSource } from '../../core/workflow/read-workflow.ts'
import { notesBeforeStages } from '../../core/workflow/view-notes.ts'
import type { JsonSchema, StageId } from '../../core/workflow/workflow.ts'
import type { WorkflowDocument } from '../../core/workflow/workflow-document.ts'

/** A document as the builder shows it, whatever is right or wrong with it yet. */
export interface BuilderView {
  /** As it is written, for what has no field here. */
  readonly document: JsonObject
  readonly name: string
  readonly stages: readonly BuilderStage[]
  /** Where a person has put stages. */
  readonly places: ReadonlyMap<string, Place>
  /** Notes that are shown before stages, such as the headings of a procedure. */
  readonly notes: ReadonlyMap<string, readonly string[]>
  readonly problems: readonly Diagnostic[]
  /** The text has no single meaning: only its source can be edited. */
  readonly isUnreadable: boolean
  /** What the text means; null where nothing can be made of it yet. */
  readonly read: WorkflowDocument | null
}

export interface BuilderStage {
  readonly id: StageId
  readonly name: string
  /** As a reference; empty: nobody is named. */
  readonly primary: string
  readonly tools: readonly string[]
  readonly reviewer: string | null
  /** What an agent may use by a name of its own. */
  readonly namedRoles: readonly { readonly role: string; readonly ref: string }[]
  readonly instructions: string
  readonly when: string
  readonly isOptional: boolean
  readonly dependsOn: readonly StageId[]
  /** From 0 to 1; null: there is no gate, or it has a target. */
  readonly threshold: number | null
  /** From 0 to 1: at most this share of what is let through may be wrong; null: there is no gate, or it has a threshold. */
  readonly target: number | null
  /** How often it is asked; null: once. */
  readonly samples: number | null
  /** The reviewer is asked only where it is so sure; null: always. */
  readonly reviewBetween: readonly [from: number, to: number] | null
  readonly askedPeople: readonly string[]
  /** As it is written: what has no field here stays. */
  readonly escalation: JsonObject
  /** As it is written; empty: the usual 4 hours. */
  readonly sla: string
  /** As it is written, whatever is right or wrong with it. */
  readonly written: JsonObject
  /** Of its own and of what stands inside it. */
  readonly errors: number
}

/** A text that was parsed once: what it says, if it has one meaning, and what is wrong with it. */
export interface ReadDocument {
  readonly source: ParsedSource
  readonly reading: Reading
  readonly said: Said | undefined
}

/** What a text says by itself: the same objects, whatever planning finds in it. */
type Said = Pick<BuilderView, 'document' | 'name' | 'places' | 'notes'>

export function readDocument(text: WorkflowSource): ReadDocument {
  const source = parseSource(text)
  const json = readJson(source)
  return { source, reading: checkSource(source), said: json.ok ? saidIn(objectOrEmpty(json.value)) : undefined }
}

function saidIn(document: JsonObject): Said {
  return {
    document,
    name: textOr(document['name'], textOr(document['workflow_id'], 'WorkChart')),
    places: placesOf(objectOrEmpty(document['view'])['positions'] ?? null),
    notes: notesOf(document),
  }
}

/** `planned`: what planning found in this very text. */
export function builderView(source: WorkflowSource, planned: readonly PlanProblem[] = []): BuilderView {
  return viewOf(readDocument(source), planned)
}

export function viewOf({ reading, said }: Omit<ReadDocument, 'source'>, planned: readonly PlanProblem[]): BuilderView {
  const problems = allProblems(reading, planned)
  if (said === undefined) return { ...UNREADABLE, problems }
  const stages = stagesOf(said.document, problems)
  return { ...said, stages, problems, isUnreadable: false, read: reading.document ?? null }
}

const UNREADABLE = {
  notes: new Map(),
  name: '',
  stages: [],
  places: new Map(),
  isUnreadable: true,
  document: {},
  read: null,
} as const

function allProblems({ problems, document }: Reading, planned: readonly PlanProblem[]): readonly Diagnostic[] {
  if (document === undefined) return problems
  const found = planned.map(({ code, severity, message, help, pointer }): Diagnostic => {
    return { rule: code, severity, message, help, ...document.locate(pointer) }
  })
  return [...problems, ...found]
}

function stagesOf(document: JsonObject, problems: readonly Diagnostic[]): readonly BuilderStage[] {
  const listed = stageListIn(document)
  const dependencies = dependenciesOf({ stages: listed })
  const written = Array.isArray(document['stages']) ? document['stages'] : []
  return listed.map(({ id }, index) => ({
    ...stageOf(id, objectOrEmpty(written[index])),
    dependsOn: dependencies.get(id) ?? [],
    errors: errorsAt(problems, `/stages/${index}`),
  }))
}

function stageOf(id: StageId, stage: JsonObject): Omit<BuilderStage, 'dependsOn' | 'errors'> {
  const roles = objectOrEmpty(stage['roles'])
  const escalation = objectOrEmpty(stage['escalation'])
  const gate = objectOrEmpty(stage['gate'])
  return {
    id,
    name: textOr(stage['name'], id),
    primary: textOr(roles['primary'], ''),
    tools: textsIn(roles['tools']),
    reviewer: typeof roles['reviewer'] === 'string' ? roles['reviewer'] : null,
    namedRoles: namedIn(roles),
    instructions: textOr(stage['instructions'], ''),
    when: textOr(stage['when'], ''),
    isOptional: stage['on_skip'] === 'continue',
    threshold: numberOrNull(gate['threshold']),
    target: numberOrNull(gate['target_error']),
    samples: numberOrNull(gate['samples']),
    reviewBetween: bandIn(gate['review_between']),
    askedPeople: textsIn(escalation['to']),
    escalation,
    sla: textOr(escalation['sla'], ''),
    written: stage,
  }
}

function numberOrNull(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null
}

function bandIn(value: Json | undefined): BuilderStage['reviewBetween'] {
  const [from, to] = Array.isArray(value) ? value : []
  return typeof from === 'number' && typeof to === 'number' ? [from, to] : null
}

function namedIn({ primary: _, tools: _tools, reviewer: _reviewer, ...named }: JsonObject): BuilderStage['namedRoles'] {
  return Object.entries(named).flatMap(([role, ref]) => (typeof ref === 'string' ? [{ role, ref }] : []))
}

function errorsAt(problems: readonly Diagnostic[], pointer: string): number {
  return problems.filter(
    (problem) =>
      problem.severity === 'error' && (problem.pointer === pointer || problem.pointer.startsWith(`${pointer}/`)),
  ).length
}

/** Its title; the id itself of a stage that is not there. */
export function nameOfStage(stages: readonly BuilderStage[], stage: string): string {
  return stages.find(({ id }) => id === stage)?.name ?? stage
}

/** The stage a problem is about; undefined: it is about the whole. */
export function stageOfProblem(stages: readonly BuilderStage[], { pointer }: Diagnostic): BuilderStage | undefined {
  const [, index] = /^\/stages\/(\d+)(?:\/|$)/.exec(pointer) ?? []
  return index === undefined ? undefined : stages[Number(index)]
}

function notesOf(document: JsonObject): ReadonlyMap<string, readonly string[]> {
  const byStage = Map.groupBy(notesBeforeStages(document), ({ before }) => before)
  return new Map([...byStage].map(([stage, notes]) => [stage, notes.map(({ text }) => text)]))
}

function placesOf(positions: Json): ReadonlyMap<string, Place> {
  return new Map(
    Object.entries(objectOrEmpty(positions)).flatMap(([id, place]) => {
      const [x, y] = Array.isArray(place) ? place : []
      return typeof x === 'number' && typeof y === 'number' ? [[id, { x, y }] as const] : []
    }),
  )
}

function textsIn(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}

/** Who can do a stage, as the builder offers it. */
export interface Card {
  readonly ref: string
  readonly name: string
  readonly about: string
  readonly kind: StageWish['kind']
  /** What it does to the world; null: a person's own doing is not ours to class. */
  readonly effect: Capability['effect'] | null
  /** Why a person does it for now; null: it is here. */
  readonly unavailable: string | null
  readonly group: 'starter' | 'own' | 'agent' | 'person'
  /** What people call the values it takes and gives. */
  readonly takes: readonly string[]
  readonly gives: readonly string[]
  /** What its uses have cost and how good its answers were; null: nobody knows. */
  readonly cost: Capability['cost']
  readonly quality: Capability['quality']
  /** The schemas of the same; null: anything. */
  readonly input: JsonSchema | null
  readonly output: JsonSchema | null
}

export const ANYONE: Card = {
  ref: 'human:anyone',
  name: 'Ask a person',
  about: 'A case with a form and a deadline',
  kind: 'person',
  effect: null,
  unavailable: null,
  group: 'person',
  takes: [],
  gives: [],
  cost: null,
  quality: null,
  input: null,
  output: null,
}

export function cardOf(capability: Capability): Card {
  const { ref, name, description, kind, effect, unavailable, takes, gives, cost, quality, origin, input, output } =
    capability
  // Only what changes nothing may be held back by how sure it is.
  const isJudged = kind === 'ai' && effect === 'pure'
  const group = ref.startsWith('agent:') ? 'agent' : origin
  const known = { group, takes, gives, cost, quality, input, output } as const
  return { ref, name, about: description, kind: isJudged ? 'judged' : 'exact', effect, unavailable, ...known }
}

/** By the words people read. */
export function cardsWith(cards: readonly Card[], search: string): readonly Card[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return cards.filter(({ name, about }) => words.every((word) => `${name} ${about}`.toLowerCase().includes(word)))
}

/** A reference as people read it: the card's name, or the reference's own name. */
export function nameOfRef(cards: readonly Card[], ref: string): string {
  if (ref === '') return 'Nobody yet'
  return cards.find((card) => card.ref === ref)?.name ?? ref.slice(ref.indexOf(':') + 1).replaceAll('-', ' ')
}

/** How a stage is drawn: by who does it. */
export function kindOfRef(cards: readonly Card[], ref: string): 'ai' | 'exact' | 'person' | 'unavailable' {
  if (ref.startsWith('human:')) return 'person'
  const card = cards.find((each) => each.ref === ref)
  if (card === undefined || card.unavailable !== null) return 'unavailable'
  return card.kind === 'judged' ? 'ai' : 'exact'
}
