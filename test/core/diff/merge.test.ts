import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/core/basics/json.ts'
import { mergeDocuments } from '../../../src/core/diff/merge-documents.ts'
import { mergeTexts } from '../../../src/core/diff/merge-texts.ts'
import type { Side } from '../../../src/core/diff/three-way.ts'
import { DOCUMENT_BYTES_MAX } from '../../../src/core/workflow/limits.ts'

/** As large as a document may be, read again and again. */
const SLOW_MS = 30_000

const BASE = `workflow_id: refunds # ours
stages:
  - id: sort # with care
    gate: { threshold: 0.85 }
  - id: draft
    roles: { primary: "agent:writer", tools: ["skill:a"] }
  - id: send
    timeout: 5m
`

interface Texts {
  readonly base?: string | null
  readonly mine: string
  readonly theirs: string
}

function merged({ base = BASE, mine, theirs }: Texts, choices: Readonly<Record<string, Side>> = {}) {
  const result = mergeTexts({ file: 'a.yaml', base, mine, theirs }, new Map(Object.entries(choices)))
  if (!result.ok) throw new Error(result.error)
  return result.value
}

/** Both merges of the same two, which must not ask, and must say the same. */
function together(mine: Json, theirs: Json, base: Json): Json {
  const one = mergeDocuments({ base, mine, theirs }, NOTHING)
  const two = mergeDocuments({ base, mine: theirs, theirs: mine }, NOTHING)
  expect([one.conflicts, two.conflicts]).toEqual([[], []])
  expect(one.document).toEqual(two.document)
  return one.document
}

const NOTHING: ReadonlyMap<string, Side> = new Map()

/** A chain of stages. */
function chain(...ids: readonly string[]): Json {
  return { stages: ids.map((id) => ({ id })) }
}

describe('texts', () => {
  it('[DF10] where only one has changed it, that one counts, byte for byte', () => {
    const other = BASE.replace('0.85', '0.9').replace('# ours', '# theirs')
    const all = { conflicts: [], lostComments: [] }
    expect(merged({ mine: other, theirs: BASE })).toEqual({ text: other, ...all })
    expect(merged({ mine: BASE, theirs: other })).toEqual({ text: other, ...all })
    expect(merged({ mine: other, theirs: other })).toEqual({ text: other, ...all })
  })

  it('[DF11][DF15] changes of both stand in their text, with their comments, and mine that are lost are named', () => {
    const mine = BASE.replace('5m', '9m # enough')
    const theirs = BASE.replace('0.85 }', '0.9 } # since May').replace('# ours', '# yours')
    expect(merged({ mine, theirs })).toEqual({
      text: theirs.replace('5m', '9m').replace('["skill:a"]', '[ "skill:a" ]'),
      conflicts: [],
      lostComments: ['# enough'],
    })
  })

  it('[DF15] what I added, moved and took away is so in their text, and the rest of it stays', () => {
    const mine = `stages:
  - id: send
    timeout: 5m
  - id: sort
    gate: { threshold: 0.85 }
    depends_on: []
  - id: check
`
    const theirs = BASE.replace('# ours', '# yours').replace('5m', '9m # enough')
    expect(merged({ mine, theirs }).text).toBe(`stages:
  - id: send
    timeout: 9m # enough
  - id: sort # with care
    gate: { threshold: 0.85 }
    depends_on: []
  - id: check
`)
  })

  it('[DF12] what both have changed is asked, with both changes; a choice decides', () => {
    const [mine, theirs] = [BASE.replace('0.85', '0.9'), BASE.replace('0.85', '0.7').replace('5m', '9m')]
    const asked = merged({ mine, theirs })
    const change = { type: 'setting-changed', stage: 'sort', topic: 'gate', before: { threshold: 0.85 } }
    expect(asked.conflicts).toMatchObject([
      {
        key: 'sort /gate',
        mine: [{ ...change, after: { threshold: 0.9 } }],
        theirs: [{ ...change, after: { threshold: 0.7 } }],
      },
    ])
    expect(asked.text).toContain('0.9')
    expect(merged({ mine, theirs }, { 'sort /gate': 'mine' })).toEqual(asked)
    const chosen = merged({ mine, theirs }, { 'sort /gate': 'theirs' })
    expect(chosen.conflicts).toEqual(asked.conflicts)
    expect(chosen.text).toBe(theirs)
  })

  it('[DF16] without a base what only one says stays, and what both say differently is asked', () => {
    const [mine, theirs] = ['name: Mine\nstages:\n  - id: a\n', 'name: Theirs\nowner: Ann\nstages: []\n']
    const found = merged({ base: null, mine, theirs })
    expect(found.text).toBe('name: Mine\nowner: Ann\nstages:\n  - id: a\n')
    expect(found.conflicts.map(({ key }) => key)).toEqual([' /name'])
    expect(merged({ base: 'a: [', mine, theirs })).toEqual(found)
  })

  it('[DF17] a text that can not be read is not merged, and its side is named', () => {
    expect(mergeTexts({ file: 'a.yaml', base: BASE, mine: 'a: [', theirs: BASE }, NOTHING)).toMatchObject({
      error: 'mine',
    })
    expect(mergeTexts({ file: 'a.yaml', base: BASE, mine: BASE, theirs: 'a: [' }, NOTHING)).toMatchObject({
      error: 'theirs',
    })
  })

  it(
    '[DF17] two texts that together are more than a document may be are not merged',
    () => {
      const long = (key: string, more: object) => JSON.stringify({ [key]: 'a'.repeat(DOCUMENT_BYTES_MAX / 2), ...more })
      const texts = { file: 'a.json', base: '{}', theirs: long('x-a', {}) }
      for (const more of [{}, { 'x-c': 1 }])
        expect(mergeTexts({ ...texts, mine: long('x-b', more) }, NOTHING)).toEqual({ ok: false, error: 'together' })
    },
    SLOW_MS,
  )
})

describe('stages', () => {
  it('[DF11][DF18] what both add follows what it followed', () => {
    const base = chain('a', 'b')
    expect(together(chain('a', 'x', 'b'), chain('a', 'b', 'y'), base)).toEqual({
      stages: [{ id: 'a' }, { id: 'x' }, { id: 'b' }, { id: 'y' }],
    })
    expect(
      together({ stages: [{ id: 'z' }, { id: 'a', depends_on: [] }, { id: 'b' }] }, chain('a', 'b', 'y'), base),
    ).toEqual({
      stages: [{ id: 'z' }, { id: 'a', depends_on: [] }, { id: 'b' }, { id: 'y' }],
    })
    expect(together(chain('y'), { stages: [{ id: 'x', depends_on: [] }] }, { stages: [] })).toEqual({
      stages: [
        { id: 'x', depends_on: [] },
        { id: 'y', depends_on: [] },
      ],
    })
  })

  it('[DF11] different settings of one stage are merged without a question', () => {
    const base = { name: 'N', stages: [{ id: 'a', name: 'A', roles: { primary: 'x' } }] }
    const mine = { name: 'N', stages: [{ id: 'a', name: 'B', roles: { primary: 'x', reviewer: 'human:b' } }] }
    const theirs = { stages: [{ id: 'a', name: 'A', roles: { primary: 'y' } }] }
    expect(together(mine, theirs, base)).toEqual({
      stages: [{ id: 'a', name: 'B', roles: { primary: 'y', reviewer: 'human:b' } }],
    })
  })

  it('[DF13] a stage that one took away goes, and what waited for it waits for what it waited for', () => {
    const base = chain('a', 'b', 'c')
    expect(together(chain('a', 'c'), chain('a', 'b', 'x', 'c'), base)).toEqual(chain('a', 'x', 'c'))
    const waiting = { stages: [...[{ id: 'a' }, { id: 'b' }, { id: 'c' }], { id: 'x', depends_on: ['b', 'gone'] }] }
    expect(together(chain('a', 'c'), waiting, base)).toEqual({
      stages: [{ id: 'a' }, { id: 'c' }, { id: 'x', depends_on: ['a', 'gone'] }],
    })
    expect(together(chain('b', 'c'), chain('a', 'b'), base)).toEqual(chain('b'))
    expect(together(chain('a', 'c'), chain('a', 'c'), base)).toEqual(chain('a', 'c'))
  })

  it('[DF13] taking away what the other changed is a conflict; its stage comes back with the choice', () => {
    const base = chain('a', 'b')
    const [mine, theirs] = [chain('a'), { stages: [{ id: 'a' }, { id: 'b', name: 'B' }] }]
    const { document, conflicts } = mergeDocuments({ base, mine, theirs }, NOTHING)
    expect(document).toEqual(chain('a'))
    expect(conflicts).toMatchObject([
      {
        key: 'stage b',
        mine: [{ type: 'stage-removed', stage: 'b' }],
        theirs: [{ type: 'setting-changed', stage: 'b', topic: 'name', after: 'B' }],
      },
    ])
    const chosen = (side: Side) => mergeDocuments({ base, mine, theirs }, new Map([['stage b', side]])).document
    expect([chosen('mine'), chosen('theirs')]).toEqual([chain('a'), theirs])
    const kept = mergeDocuments({ base, mine: theirs, theirs: mine }, NOTHING)
    expect([kept.document, kept.conflicts.length]).toEqual([theirs, 1])
  })

  it('[DF13] loops of what waits do not hold the merge up', () => {
    const loop = {
      stages: [
        { id: 'a', depends_on: ['b'] },
        { id: 'b', depends_on: ['a'] },
        { id: 'c', depends_on: ['a'] },
      ],
    }
    expect(together({ stages: [{ id: 'c', depends_on: [] }] }, loop, loop)).toEqual({
      stages: [{ id: 'c', depends_on: [] }],
    })
  })

  it('[DF12] what a stage waits for is one conflict, also of a stage that both added', () => {
    const base = chain('a', 'b')
    const [mine, theirs] = [chain('a', 'x', 'b'), chain('a', 'y', 'b')]
    const { document, conflicts } = mergeDocuments({ base, mine, theirs }, NOTHING)
    expect(conflicts).toMatchObject([
      { key: 'waits b', mine: [{ before: ['a'], after: ['x'] }], theirs: [{ before: ['a'], after: ['y'] }] },
    ])
    expect(document).toEqual({
      stages: [{ id: 'a' }, { id: 'x' }, { id: 'y', depends_on: ['a'] }, { id: 'b', depends_on: ['x'] }],
    })
    const both = mergeDocuments({ base, mine: chain('a', 'x', 'b'), theirs: chain('a', 'b', 'x') }, NOTHING)
    expect(both.conflicts.map(({ key }) => key)).toEqual(['waits x'])
  })

  it('[DF18] two different new orders are a conflict; one alone counts', () => {
    const all = (...ids: readonly string[]) => ({ stages: ids.map((id) => ({ id, depends_on: [] })) })
    const base = all('a', 'b', 'c')
    expect(together(all('c', 'a', 'b'), base, base)).toEqual(all('c', 'a', 'b'))
    const [mine, theirs] = [all('c', 'a', 'b'), all('b', 'a', 'c')]
    const asked = mergeDocuments({ base, mine, theirs }, NOTHING)
    expect([asked.document, asked.conflicts]).toMatchObject([
      mine,
      [{ key: 'order stages', mine: [{ about: 'order' }] }],
    ])
    expect(mergeDocuments({ base, mine, theirs }, new Map([['order stages', 'theirs']])).document).toEqual(theirs)
  })

  it('[DF19] what somebody wrote about the order stays where it is still right', () => {
    const written = { stages: [{ id: 'a' }, { id: 'b', depends_on: ['a'] }] }
    expect(together(written, chain('a', 'b'), chain('a', 'b'))).toEqual(written)
    const [mine, theirs] = [
      { stages: [{ id: 'a' }, { id: 'b', depends_on: ['a', 'a'] }] },
      { stages: [{ id: 'a' }, { id: 'b' }] },
    ]
    expect(together(mine, theirs, written)).toEqual(mine)
    const spelled = { stages: [{ id: 'a' }, { id: 'b' }, { id: 'c', depends_on: ['b'] }] }
    expect(together(spelled, chain('a', 'c'), chain('a', 'b', 'c'))).toEqual(chain('a', 'c'))
    const thrice = { stages: [{ id: 'a' }, { id: 'b', depends_on: ['a', 'a', 'a'] }] }
    expect(together(thrice, mine, written)).toEqual(thrice)
  })
})

describe('the whole', () => {
  it('[DF14] where both moved a stage on the canvas, mine stays', () => {
    const at = (x: number) => ({ view: { positions: { a: [x, 1] } } })
    expect(mergeDocuments({ base: at(1), mine: at(2), theirs: at(3) }, NOTHING)).toEqual({
      document: at(2),
      conflicts: [],
    })
    expect(mergeDocuments({ base: at(1), mine: at(1), theirs: at(3) }, NOTHING)).toEqual({
      document: at(3),
      conflicts: [],
    })
  })

  it('[DF11][DF12] triggers are merged each as a whole', () => {
    const all = (...triggers: readonly Json[]) => ({ triggers })
    const [one, two, three] = [
      { id: 'one', cron: '1' },
      { id: 'two', cron: '2' },
      { id: 'three', cron: '3' },
    ]
    expect(together(all(one, two), all(one, three), all(one))).toEqual(all(one, three, two))
    const asked = mergeDocuments({ base: all(one), mine: all(), theirs: all({ ...one, cron: '9' }) }, NOTHING)
    expect(asked).toMatchObject({ document: all(), conflicts: [{ key: 'trigger one' }] })
  })

  it('[DF6][DF12] what is no map and no list is merged as a whole', () => {
    const asked = mergeDocuments({ base: {}, mine: [1], theirs: 'text' }, NOTHING)
    expect(asked).toMatchObject({ document: [1], conflicts: [{ key: ' ' }] })
    const odd = mergeDocuments({ base: chain('a'), mine: { stages: 'all' }, theirs: chain('a', 'b') }, NOTHING)
    expect(odd).toMatchObject({ document: { stages: 'all' }, conflicts: [{ key: ' /stages' }] })
    const started = mergeDocuments({ base: {}, mine: { triggers: 'daily' }, theirs: {} }, NOTHING)
    expect(started).toEqual({ document: { triggers: 'daily' }, conflicts: [] })
    const texts = (...stages: readonly Json[]) => ({ stages })
    expect(together(texts('one', 'two'), texts('two', 'two'), texts('two', 'two'))).toEqual(texts('one', 'two'))
  })
})
