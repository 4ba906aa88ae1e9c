import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../src/core/basics/json.ts'
import { known } from '../../../src/core/basics/known.ts'
import { compareDocuments } from '../../../src/core/diff/compare.ts'
import { editsBetween } from '../../../src/core/diff/edits-between.ts'
import type { MergedDocument } from '../../../src/core/diff/merge-documents.ts'
import { mergeDocuments } from '../../../src/core/diff/merge-documents.ts'
import { mergeTexts } from '../../../src/core/diff/merge-texts.ts'
import type { Side, ThreeWay } from '../../../src/core/diff/three-way.ts'
import { editWorkflow } from '../../../src/core/edit/edit-workflow.ts'
import { stageListIn } from '../../../src/core/edit/stage-list.ts'
import type { WorkflowEdit } from '../../../src/core/edit/workflow-edit.ts'
import { dependenciesOf } from '../../../src/core/workflow/dependencies.ts'
import { editDocument, readJson } from '../../../src/core/workflow/edit-document.ts'
import { toYaml } from '../../../src/core/workflow/to-yaml.ts'
import type { StageId } from '../../../src/core/workflow/workflow.ts'
import { aDocument } from '../../support/random-documents.ts'

/** Much text is read and written, also on a machine that has other work. */
const SLOW_MS = 60_000
const NOTHING = new Map()
const FILE = 'a.yaml'
const IDS = ['s0', 's1', 's2', 's3', 's4', 's5'].map((id) => id as StageId)
const BASE = `workflow_id: refunds
# A comment for each.
stages:
${IDS.map((id) => `  - id: ${id} # ${id}\n    roles: { primary: "agent:${id}" }\n`).join('')}`

function jsonOf(text: string): JsonObject {
  const json = readJson({ file: FILE, text })
  if (!json.ok) throw new Error(json.error.code)
  return json.value as JsonObject
}

/** An edit of one of these stages, or next to it. */
type Draw = (ids: readonly StageId[], step: string) => WorkflowEdit

const draw: fc.Arbitrary<Draw> = fc
  .record({ kind: fc.nat(6), one: fc.nat(99), text: fc.constantFrom('x', 'y', 'z') })
  .map(({ kind, one, text }): Draw => {
    return (ids, step) => {
      const stage = known(ids[one % ids.length])
      const edits: readonly WorkflowEdit[] = [
        { type: 'set-stage', stage, setting: 'instructions', value: text },
        { type: 'set-stage', stage, setting: 'gate', value: { threshold: one / 100 } },
        { type: 'bind-role', stage, role: 'primary', to: `agent:${text}` },
        { type: 'bind-role', stage, role: 'reviewer', to: `human:${text}` },
        { type: 'add-tool', stage, tool: `skill:${text}` },
        { type: 'place-stages', places: new Map([[stage, { x: one, y: 1 }]]) },
        { type: 'add-stage', stage: { id: step as StageId, name: text }, after: [stage] },
      ]
      return known(edits[kind])
    }
  })

/** `name`: of the new stages, so that two people's are not the same. */
function editedBy(draws: readonly Draw[], ids: readonly StageId[], name: string): string {
  let text = BASE
  for (const [step, drawn] of draws.entries()) {
    const edited = editWorkflow({ file: FILE, text }, drawn(ids, `${name}${step}`))
    if (edited.ok) text = edited.value
  }
  return text
}

const someDraws = fc.array(draw, { minLength: 1, maxLength: 8 })

it('[DF5] edits of stages change these stages, and of the others only what they wait for', { timeout: SLOW_MS }, () => {
  fc.assert(
    fc.property(someDraws, fc.subarray(IDS, { minLength: 1 }), (draws, ids) => {
      const after = jsonOf(editedBy(draws, ids, 'mine'))
      const changes = compareDocuments(jsonOf(BASE), after)
      const touched = changes.flatMap((change) => {
        if (change.type === 'note-changed' || change.type === 'waits-changed' || !('stage' in change)) return []
        return [change.stage]
      })
      const fresh = stageListIn(after).flatMap(({ id }) => (id.startsWith('mine') ? [id] : []))
      expect([...ids, ...fresh]).toEqual(expect.arrayContaining(touched))
      const waits = dependenciesOf({ stages: stageListIn(after) })
      for (const change of changes)
        if (change.type === 'waits-changed') expect(change.after).toEqual(waits.get(change.stage))
    }),
    { numRuns: 30 },
  )
})

it('[DF11] two people who edit different stages are merged without a question, to the same document in either order', {
  timeout: SLOW_MS,
}, () => {
  fc.assert(
    fc.property(someDraws, someDraws, fc.subarray(IDS, { minLength: 1, maxLength: 5 }), (one, two, ids) => {
      const rest = IDS.filter((id) => !ids.includes(id))
      const [mine, theirs] = [editedBy(one, ids, 'mine'), editedBy(two, rest, 'theirs')]
      const there = mergeTexts({ file: FILE, base: BASE, mine, theirs }, NOTHING)
      const back = mergeTexts({ file: FILE, base: BASE, mine: theirs, theirs: mine }, NOTHING)
      if (!(there.ok && back.ok)) throw new Error('A text can not be read')
      expect([there.value.conflicts, back.value.conflicts]).toEqual([[], []])
      expect(jsonOf(there.value.text)).toEqual(jsonOf(back.value.text))
      for (const id of IDS) expect(there.value.text.split(`- id: ${id} # ${id}\n`)).toHaveLength(2)
    }),
    { numRuns: 30 },
  )
})

it('[DF10] with what did not change, and with the same, any document is what it was', () => {
  fc.assert(
    fc.property(aDocument, aDocument, (base, x) => {
      const same = { document: x, conflicts: [] }
      expect(mergeDocuments({ base, mine: x, theirs: base }, NOTHING)).toEqual(same)
      expect(mergeDocuments({ base, mine: base, theirs: x }, NOTHING)).toEqual(same)
      expect(mergeDocuments({ base, mine: x, theirs: x }, NOTHING)).toEqual(same)
    }),
    { numRuns: 300 },
  )
})

/** Everything chosen for one side: a choice may bring up the next, as a stage that stays has stages that wait for it. */
function decided(three: ThreeWay<Json>, side: Side): MergedDocument {
  const choices = new Map<string, Side>()
  for (;;) {
    const merged = mergeDocuments(three, choices)
    const open = merged.conflicts.filter(({ key }) => !choices.has(key))
    if (open.length === 0) return merged
    for (const { key } of open) choices.set(key, side)
  }
}

it('[DF12] whatever two people make of a document, it is the same whoever is called mine, choice by choice', () => {
  fc.assert(
    fc.property(aDocument, aDocument, aDocument, (base, mine, theirs) => {
      const three = { base, mine, theirs }
      const [one, two] = [decided(three, 'theirs'), decided({ base, mine: theirs, theirs: mine }, 'mine')]
      expect(withoutView(one.document)).toEqual(withoutView(two.document))
      expect(one.conflicts.map(({ key }) => key).toSorted()).toEqual(two.conflicts.map(({ key }) => key).toSorted())
      expect(decided(three, 'mine').document).toEqual(mergeDocuments(three, NOTHING).document)
    }),
    { numRuns: 300 },
  )
})

/** Where stages stand is never asked, so it may differ. */
function withoutView(document: Json): Json {
  if (typeof document !== 'object' || document === null || !('view' in document)) return document
  const { view: _, ...rest } = document
  return rest
}

it('[DF15] the edits between two documents make the one of the other, in both syntaxes', { timeout: SLOW_MS }, () => {
  fc.assert(
    fc.property(aDocument, aDocument, (from, to) => {
      if (!isMap(from) || !isMap(to)) return
      for (const [file, text] of [
        ['a.yaml', toYaml(from)],
        ['a.json', JSON.stringify(from)],
      ] as const) {
        const edited = editDocument({ file, text }, editsBetween(from, to))
        if (!edited.ok) throw new Error(JSON.stringify(edited.error))
        expect(readJson({ file, text: edited.value })).toEqual({ ok: true, value: to })
      }
    }),
    { numRuns: 100 },
  )
})

function isMap(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
