import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changeMemory, foundAgain, mergeMemory } from '../../../src/core/memory/change-memory.ts'
import { matchesPattern } from '../../../src/core/memory/matches-pattern.ts'
import type { MemoryItem, MemoryStatus } from '../../../src/core/memory/memory-item.ts'
import { MEMORY_CONTENT_MAX, MEMORY_SOURCES_MAX, MEMORY_STATUSES } from '../../../src/core/memory/memory-item.ts'
import { MEMORY_NOTES_MAX, readMemoryNotes } from '../../../src/core/memory/memory-note.ts'
import type { MemorySelectors } from '../../../src/core/memory/select-memory.ts'
import { selectMemory } from '../../../src/core/memory/select-memory.ts'
import { aMemoryItem, LENA, minute, sha256 } from '../../support/rows.ts'

const DECIDING = { by: LENA, at: minute(9), sha256 }
const change = (item: MemoryItem, wanted: Parameters<typeof changeMemory>[1]) => changeMemory(item, wanted, DECIDING)
const said = (type: string, note = '') => ({ type, by: LENA, at: minute(9), note })
const refused = (code: string, id = 'm1') => ({ ok: false, error: { code, id } })

describe('what a person decides', () => {
  it('[MM1] a candidate is approved to active, what is active to stable, and no further', () => {
    const promote = { type: 'promote', note: 'Checked.' } as const
    const active = change(aMemoryItem(), promote)
    const decision = said('approved', 'Checked.')
    const after = { ...aMemoryItem(), revision: 2, status: 'active', updatedAt: minute(9), decision }
    expect(active).toEqual({ ok: true, value: after })
    const stable = change(aMemoryItem({ status: 'active' }), promote)
    expect(stable).toMatchObject({ ok: true, value: { status: 'stable', revision: 2 } })
    expect(change(aMemoryItem({ status: 'stable' }), promote)).toEqual(refused('memory-stable'))
  })

  it('[MM2] only a candidate is rejected; any other is taken out of use', () => {
    const reject = { type: 'reject', note: 'Wrong.' } as const
    const rejected = change(aMemoryItem(), reject)
    expect(rejected).toMatchObject({ ok: true, value: { status: 'deprecated', decision: said('rejected', 'Wrong.') } })
    expect(change(aMemoryItem({ status: 'active' }), reject)).toEqual(refused('memory-not-candidate'))
    for (const status of MEMORY_STATUSES.filter((each) => each !== 'deprecated')) {
      const ended = change(aMemoryItem({ status }), { type: 'deprecate', note: 'Old.' })
      expect(ended).toMatchObject({ ok: true, value: { status: 'deprecated', decision: said('deprecated', 'Old.') } })
    }
  })

  it('[MM3] an edit changes what it names and leaves the status', () => {
    const to = { content: 'Else.', confidence: null }
    expect(change(aMemoryItem({ status: 'active' }), { type: 'edit', to, note: '' })).toEqual({
      ok: true,
      value: {
        ...aMemoryItem({ status: 'active', content: 'Else.', confidence: null }),
        revision: 2,
        updatedAt: minute(9),
        decision: said('edited'),
      },
    })
  })

  it('[MM4] nothing is decided about what is out of use', () => {
    for (const type of ['promote', 'reject', 'deprecate'] as const)
      expect(change(aMemoryItem({ status: 'deprecated' }), { type, note: '' })).toEqual(refused('memory-deprecated'))
  })

  it('[MM5] no decision but a person’s makes a candidate active', () => {
    const statuses = fc.constantFrom<MemoryStatus>(...MEMORY_STATUSES)
    fc.assert(
      fc.property(statuses, fc.constantFrom('edit', 'reject', 'deprecate'), (status, type) => {
        const wanted = type === 'edit' ? ({ type, to: {}, note: '' } as const) : ({ type, note: '' } as const)
        const changed = change(aMemoryItem({ status }), wanted)
        if (changed.ok) expect([status, 'deprecated']).toContain(changed.value.status)
      }),
    )
  })

  it('[MM6] a change of an unknown kind throws', () => {
    expect(() => change(aMemoryItem(), { type: 'else', note: '' } as never)).toThrow()
    const two = { source: aMemoryItem(), target: aMemoryItem({ id: 'm2' }) }
    expect(() => mergeMemory({ ...two, strategy: 'else' as never }, DECIDING)).toThrow()
  })
})

describe('merging', () => {
  const source = aMemoryItem({ id: 's', content: 'Source.', type: 'gotcha', confidence: 0.9, anchors: ['b', 'a'] })
  const target = aMemoryItem({ id: 't', content: 'Target.', status: 'active', confidence: 0.6, anchors: ['a'] })
  const merge = (strategy: Parameters<typeof mergeMemory>[0]['strategy'], from = source, into = target) =>
    mergeMemory({ source: from, target: into, strategy }, DECIDING)

  it.each([
    ['keep_target', 'Target.', 'constraint'],
    ['keep_source', 'Source.', 'gotcha'],
    ['combine', 'Target.\n\nSource.', 'constraint'],
  ] as const)(
    '[MM7] %s leaves the target with the words it chose, the surer confidence, and all anchors and sources',
    (strategy, content, type) => {
      expect(merge(strategy)).toEqual({
        ok: true,
        value: {
          source: {
            ...source,
            revision: 2,
            status: 'deprecated',
            updatedAt: minute(9),
            decision: said('merged', 'Merged into t.'),
          },
          target: {
            ...target,
            revision: 2,
            type,
            content,
            contentSha256: sha256(content),
            confidence: 0.9,
            anchors: ['a', 'b'],
            sources: [...target.sources, ...source.sources],
            updatedAt: minute(9),
            decision: said('merged', 'Took up s.'),
          },
        },
      })
    },
  )

  it('[MM7] the confidence that is known counts where one is not', () => {
    const confidence = (from: number | null, into: number | null) => {
      const merged = merge('keep_target', { ...source, confidence: from }, { ...target, confidence: into })
      return merged.ok ? merged.value.target.confidence : undefined
    }
    expect([confidence(null, 0.4), confidence(0.3, null), confidence(null, null)]).toEqual([0.4, 0.3, null])
  })

  it('[MM8] two that are one, out of use, of different ventures or too long together are not merged', () => {
    expect(merge('combine', source, source)).toEqual(refused('memory-merge-itself', 's'))
    expect(merge('combine', { ...source, status: 'deprecated' })).toEqual(refused('memory-deprecated', 's'))
    expect(merge('combine', source, { ...target, status: 'deprecated' })).toEqual(refused('memory-deprecated', 't'))
    expect(merge('combine', { ...source, venture: 'north' })).toEqual(refused('memory-other-venture', 's'))
    const long = { ...source, content: 'x'.repeat(MEMORY_CONTENT_MAX) }
    expect(merge('combine', long)).toEqual(refused('memory-too-long', 't'))
    expect(merge('keep_source', long).ok).toBe(true)
  })
})

describe('finding again', () => {
  it('[MM9] adds where it was, once, and brings nothing back', () => {
    const known = aMemoryItem({ status: 'deprecated' })
    const again = aMemoryItem({ id: 'm2', updatedAt: minute(4) })
    const after = { ...known, revision: 2, sources: [...known.sources, ...again.sources], updatedAt: minute(4) }
    expect(foundAgain(known, again)).toEqual(after)
    expect(foundAgain(after, again)).toBeUndefined()
  })

  it('[MM9] keeps no more than the first sources', () => {
    const [source] = aMemoryItem().sources
    const sources = Array.from({ length: MEMORY_SOURCES_MAX }, (_, index) => ({ ...source, id: `s${index}` }))
    expect(foundAgain({ ...aMemoryItem(), sources } as MemoryItem, aMemoryItem({ id: 'm2' }))).toBeUndefined()
  })
})

describe('what an answer wants remembered', () => {
  it('[MM10] is read as far as it can be read', () => {
    const note = {
      type: 'gotcha',
      content: '  The export drops dates. ',
      confidence: 0.8,
      anchors: ['a.csv', 'a.csv', 7, ''],
    }
    expect(
      readMemoryNotes([
        note,
        { type: 'learning', content: 'B', confidence: 2, anchors: 'x' },
        { type: 'learning', content: '\ud800' },
      ]),
    ).toEqual([
      { type: 'gotcha', content: 'The export drops dates.', confidence: 0.8, anchors: ['a.csv'] },
      { type: 'learning', content: 'B', confidence: null, anchors: [] },
      { type: 'learning', content: '\ufffd', confidence: null, anchors: [] },
    ])
  })

  it('[MM10] is left out where it is none', () => {
    const none = [7, null, {}, { type: 'else', content: 'A' }, { type: 'gotcha', content: ' ' }, { type: 'gotcha' }]
    expect(readMemoryNotes([...none, { type: 'gotcha', content: 'x'.repeat(MEMORY_CONTENT_MAX + 1) }])).toEqual([])
    expect(readMemoryNotes({ type: 'gotcha', content: 'A' })).toEqual([])
    expect(readMemoryNotes(undefined)).toEqual([])
  })

  it('[MM10] is bounded in number', () => {
    const many = Array.from({ length: MEMORY_NOTES_MAX + 5 }, (_, index) => ({ type: 'gotcha', content: `${index}` }))
    expect(readMemoryNotes(many)).toHaveLength(MEMORY_NOTES_MAX)
  })
})

describe('selectors', () => {
  const find = (selectors: MemorySelectors | null, among: readonly MemoryItem[], items: readonly string[] = []) =>
    selectMemory({ selectors, items }, among).map(({ id }) => id)
  const a = aMemoryItem({ id: 'a', status: 'active', confidence: 0.7, anchors: ['src/api/run.ts'] })
  const b = aMemoryItem({
    id: 'b',
    status: 'stable',
    type: 'gotcha',
    confidence: null,
    createdAt: minute(5),
    anchors: [],
  })
  const c = aMemoryItem({ id: 'c', status: 'active', type: 'learning', confidence: 0.7, createdAt: minute(1) })
  const known = [a, b, c, aMemoryItem({ id: 'd' }), aMemoryItem({ id: 'e', status: 'deprecated' })]

  it('[MM11] find what is approved, the surest first, then the newest', () => {
    expect(find({}, known)).toEqual(['c', 'a', 'b'])
    expect(find({}, [{ ...a, id: 'z' }, a])).toEqual(['a', 'z'])
    expect(find({}, [a, { ...a, id: 'z' }])).toEqual(['a', 'z'])
  })

  it('[MM11] must all hold', () => {
    expect(find({ memoryTypes: ['gotcha', 'learning'] }, known)).toEqual(['c', 'b'])
    expect(find({ minConfidence: 0.7 }, known)).toEqual(['c', 'a'])
    expect(find({ filePatterns: ['docs/*', 'src/*.ts'] }, known)).toEqual(['c', 'a'])
    expect(find({ workflowStages: ['classify'], memoryTypes: ['gotcha'] }, known)).toEqual(['b'])
    expect(find({ workflowStages: ['other'] }, known)).toEqual([])
  })

  it('[MM12] items that are named are given once, under any id they were found by, while they are approved', () => {
    const again = { ...c, sources: [...c.sources, { ...(c.sources[0] as MemoryItem['sources'][number]), id: 'later' }] }
    expect(find(null, [a, b, again], ['later', 'b', 'd', 'e', 'none'])).toEqual(['c', 'b'])
    expect(find({ memoryTypes: ['constraint'] }, [a, a], ['a'])).toEqual(['a'])
  })

  it('[MM13] patterns match as fnmatch does', () => {
    const cases: readonly (readonly [string, string, boolean])[] = [
      ['src/a/b.ts', 'src/*', true],
      ['src/a.ts', 'src/?.ts', true],
      ['src/ab.ts', 'src/?.ts', false],
      ['abcabd', '*abd', true],
      ['abc', 'abc*', true],
      ['abc', 'abcd', false],
      ['abc', 'ab', false],
      ['', '', true],
      ['', '**', true],
      ['a', '', false],
    ]
    expect(cases.map(([path, pattern]) => matchesPattern(path, pattern))).toEqual(cases.map(([, , fits]) => fits))
  })

  it('[MM13] no pattern takes longer than its length explains', () => {
    const begun = performance.now()
    expect(matchesPattern('a'.repeat(300), `${'*a'.repeat(149)}b`)).toBe(false)
    expect(performance.now() - begun).toBeLessThan(50)
  })
})
