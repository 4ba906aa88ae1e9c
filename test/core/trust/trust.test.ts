import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlanReport } from '../../../src/core/plan/plan-report.ts'
import type { DiffLine } from '../../../src/core/trust/diff-lines.ts'
import { aroundChanges, diffLines } from '../../../src/core/trust/diff-lines.ts'
import { judgeTrust } from '../../../src/core/trust/judge-trust.ts'
import type { Manifest } from '../../../src/core/trust/manifest.ts'
import { manifestText } from '../../../src/core/trust/manifest.ts'
import { effectOf } from '../../../src/core/trust/project-effect.ts'
import { AT, anAgent, overridesOf, planOf, ref } from '../../support/plans.ts'

/** Files whose hash is the word they hold. */
function manifest(files: Readonly<Record<string, string>>): Manifest {
  return Object.entries(files).map(([path, sha256]) => ({ path, sha256, size: sha256.length }))
}

describe('trust', () => {
  const accepted = manifest({ 'agents/a.md': 'one', 'agents/b.md': 'two', 'overrides.toml': 'three' })

  it('[TV1] holds for exactly the bytes that were accepted', () => {
    expect(judgeTrust(accepted, accepted)).toEqual({ type: 'accepted' })
    expect(judgeTrust(accepted, accepted.toReversed())).toEqual({ type: 'accepted' })
  })

  it('[TV1][TV2] is over when a file changes, appears or disappears, and each is named', () => {
    const now = manifest({ 'overrides.toml': 'else', 'agents/c.md': 'new', 'agents/a.md': 'one' })
    expect(judgeTrust(accepted, now)).toEqual({
      type: 'changed',
      changes: [
        { type: 'removed', path: 'agents/b.md', before: 'two' },
        { type: 'added', path: 'agents/c.md', now: 'new' },
        { type: 'changed', path: 'overrides.toml', before: 'three', now: 'else' },
      ],
    })
  })

  it('[TV2] is asked for every file where nothing was ever accepted', () => {
    expect(judgeTrust(undefined, manifest({ x: 'one' }))).toEqual({
      type: 'unseen',
      changes: [{ type: 'added', path: 'x', now: 'one' }],
    })
  })

  it('[TV3] is not asked for what holds nothing, unless it held something before', () => {
    expect(judgeTrust(undefined, [])).toEqual({ type: 'nothing-to-accept' })
    expect(judgeTrust(manifest({ x: 'one' }), [])).toMatchObject({ type: 'changed', changes: [{ type: 'removed' }] })
    expect(judgeTrust([], [])).toEqual({ type: 'accepted' })
  })

  it('[TV4] names a manifest by a text that the name of no file can forge', () => {
    const one = manifest({ 'a"}\n,{"path":"b': 'x' })
    expect(manifestText(one)).toBe('[{"path":"a\\"}\\n,{\\"path\\":\\"b","sha256":"x","size":1}]')
    expect(manifestText(one)).not.toBe(manifestText(manifest({ a: 'x', b: 'x' })))
  })
})

/** `-2 text`: as people write differences. */
function shown(lines: readonly DiffLine[]): readonly string[] {
  const marks = { same: ' ', added: '+', removed: '-' }
  return lines.map(({ mark, line, text }) => `${marks[mark]}${line} ${text}`)
}

function textOf(lines: readonly DiffLine[], side: 'added' | 'removed'): string {
  return lines.flatMap(({ mark, text }) => (mark === 'same' || mark === side ? [text] : [])).join('\n')
}

describe('the difference of two texts', () => {
  it('[TV5] keeps what is common', () => {
    expect(shown(diffLines('a\nb\nc\nd', 'a\nc\nx\nd'))).toEqual([' 1 a', '-2 b', ' 2 c', '+3 x', ' 4 d'])
    expect(shown(diffLines('a\nb\nc', 'x\na\ny\nb\nz\nc\nw'))).toEqual([
      '+1 x',
      ' 2 a',
      '+3 y',
      ' 4 b',
      '+5 z',
      ' 6 c',
      '+7 w',
    ])
    expect(shown(diffLines('q\na\nr', 's\na\nt'))).toEqual(['-1 q', '+1 s', ' 2 a', '-3 r', '+3 t'])
  })

  it('[TV5] has no lines for an empty text', () => {
    expect(shown(diffLines('', 'a\nb'))).toEqual(['+1 a', '+2 b'])
    expect(shown(diffLines('a', ''))).toEqual(['-1 a'])
    expect(diffLines('', '')).toEqual([])
    expect(shown(diffLines('a\na', 'a'))).toEqual([' 1 a', '-2 a'])
  })

  it('[TV5] applied to the old text gives the new one, and is no longer than it has to be', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'))
    fc.assert(
      fc.property(text, text, (before, now) => {
        const lines = diffLines(before, now)
        expect(textOf(lines, 'removed')).toBe(before)
        expect(textOf(lines, 'added')).toBe(now)
        if (before === now) expect(lines.every(({ mark }) => mark === 'same')).toBe(true)
      }),
    )
  })

  it('[TV6] of texts that are too long shows what lies between their equal ends as replaced', () => {
    const numbers = (from: number) => Array.from({ length: 2_100 }, (_, index) => `${from + index}`).join('\n')
    const lines = diffLines(`head\n${numbers(0)}\ntail`, `head\n${numbers(1)}\ntail`)
    expect(lines).toHaveLength(2 + 2 * 2_100)
    expect(textOf(lines, 'added')).toBe(`head\n${numbers(1)}\ntail`)
  })

  it('[TV7] leaves out what is far from every change', () => {
    const before = Array.from({ length: 20 }, (_, index) => `${index}`).join('\n')
    const lines = aroundChanges(diffLines(before, before.replace('\n10\n', '\nten\n')), 2)
    expect(shown(lines)).toEqual([' 9 8', ' 10 9', '-11 10', '+11 ten', ' 12 11', ' 13 12'])
    expect(aroundChanges(diffLines(before, before), 3)).toEqual([])
  })
})

describe('whether a project matters', () => {
  const workflow = `
stages:
  - { id: a, roles: { primary: "agent:coder", reviewer: "human:ann" } }
  - { id: b, roles: { primary: "human:ann" } }`
  const here = [anAgent('coder'), anAgent('mine')]
  const plan = (...entries: Parameters<typeof planOf>): PlanReport => planOf(...entries)

  it('[TV8] it does not where the plan stays the same', () => {
    expect(effectOf(plan({ workflow, here }), plan({ workflow, here }))).toBeUndefined()
  })

  it('[TV8] tells the overrides and the new problems', () => {
    const overrides = overridesOf(
      { target: 'stage-role', stage: 'a', role: 'primary', value: ref('agent:mine'), at: AT },
      { target: 'stage-role', stage: 'c', role: 'primary', value: ref('agent:mine'), at: AT },
    )
    const without = plan({ workflow: `${workflow}\n  - { id: d, roles: { primary: "role:none" } }`, here })
    const inside = plan({ workflow: `${workflow}\n  - { id: d, roles: { primary: "role:none" } }`, here, overrides })
    expect(without.problems).toHaveLength(1)
    expect(effectOf(without, inside)).toEqual({
      overrides: [expect.objectContaining({ stage: 'a', before: 'agent:coder' })],
      performers: [],
      problems: [expect.objectContaining({ code: 'override-stage-unknown' })],
    })
  })

  it('[TV8] tells who is another under the same name', () => {
    const inside = plan({ workflow, here: [anAgent('coder', { title: 'Another coder' })] })
    expect(effectOf(plan({ workflow, here }), inside)).toEqual({
      overrides: [],
      performers: [{ stage: 'a', ref: 'agent:coder' }],
      problems: [],
    })
    expect(effectOf(plan({ workflow, here: [] }), plan({ workflow, here }))).toMatchObject({
      performers: [{ stage: 'a', ref: 'agent:coder' }],
    })
  })
})
