import { describe, expect, it } from 'vitest'
import { moneyWords } from '../../../src/web/derive/card-words.ts'
import { foundWords, listSkills, rightWords, skillsWith, usedWords } from '../../../src/web/derive/skill-list.ts'
import { sizeWords, skillValues, sourceWords, tryInputs, usedByWorkChart } from '../../../src/web/derive/skill-page.ts'
import {
  hasChanges,
  isChanged,
  openedDraft,
  textOf,
  withSaved,
  withTyped,
} from '../../../src/web/derive/source-draft.ts'
import { readSkillSearch } from '../../../src/web/screens/skills/skill-search.ts'
import { A_SOURCE, aSkill, aSkillDetail } from '../../support/web-skills.ts'

describe('the list of skills', () => {
  const listed = listSkills([
    aSkill({ ref: 'skill:sort-10', name: 'Sort 10' }),
    aSkill({ ref: 'skill:sort-9', name: 'Sort 9', kind: 'exact', takes: ['Invoice'] }),
    aSkill({ ref: 'agent:writer', name: 'writer', unavailable: 'No AI is connected.' }),
    aSkill({ ref: 'command:report', name: 'report' }),
    aSkill({ ref: 'mcp:files/read', name: 'files/read', kind: 'exact' }),
  ])
  const found = (filter: Parameters<typeof skillsWith>[1]) => skillsWith(listed, filter).map(({ skill }) => skill.ref)

  it('[UI163] is in the order of names, and found by every word of what is said of a skill', () => {
    expect(found({})).toEqual(['mcp:files/read', 'command:report', 'skill:sort-9', 'skill:sort-10', 'agent:writer'])
    expect(found({ search: ' SORT invoice' })).toEqual(['skill:sort-9'])
    expect(found({ search: 'files/read' })).toEqual(['mcp:files/read'])
    expect(found({ search: 'nothing like it' })).toEqual([])
  })

  it('[UI163] is filtered by kind, and by what nobody here can do', () => {
    expect(found({ kind: 'ai' })).toEqual(['skill:sort-10'])
    expect(found({ kind: 'exact' })).toEqual(['skill:sort-9'])
    expect(found({ kind: 'agent' })).toEqual(['command:report', 'agent:writer'])
    expect(found({ kind: 'tool' })).toEqual(['mcp:files/read'])
    expect(found({ kind: 'missing' })).toEqual(['agent:writer'])
  })

  it('[UI163] is found in five thousand at once', () => {
    const many = listSkills(
      Array.from({ length: 5_000 }, (_, at) => aSkill({ ref: `skill:s${at}`, name: `Skill ${at}` })),
    )
    const begun = performance.now()
    expect(skillsWith(many, { search: 'skill 4999' })).toHaveLength(1)
    expect(performance.now() - begun).toBeLessThan(200)
  })

  it('[UI163] counts in words', () => {
    expect([foundWords(1, 1), foundWords(12, 5_000)]).toEqual(['1 skill', '12 of 5,000 skills'])
    expect([rightWords({ quality: { right: 27, judged: 30 } }), rightWords({ quality: null })]).toEqual([
      '27 of 30 right',
      'not checked yet',
    ])
    expect([usedWords({ workCharts: 0 }), usedWords({ workCharts: 2 })]).toEqual(['nowhere yet', '2 WorkCharts'])
    expect(moneyWords({ basis: 'free' })).toBe('free')
  })

  it('[UI163] has an address that says what is looked at; what it can not mean is left out', () => {
    expect(readSkillSearch({ view: 'asked', kind: 'missing', search: 'a' })).toEqual({
      view: 'asked',
      kind: 'missing',
      search: 'a',
    })
    expect(readSkillSearch({ view: 'all', kind: 'toString', search: '' })).toEqual({})
    expect(readSkillSearch({ kind: 'agent', search: 7 })).toEqual({ kind: 'agent' })
  })
})

describe('a skill', () => {
  it('[UI165] takes and gives values that are told by their kind', () => {
    const properties = {
      a_text: { type: 'string', title: 'A', description: 'Why' },
      b: { type: 'integer' },
      c: { type: 'number' },
      d: { type: 'boolean' },
      e: { type: 'string', format: 'date' },
      f: { enum: [1, 2, 3, 4, 5, 6, 7, 8] },
      g: { type: 'array' },
      h: { type: 'object' },
      i: {},
    }
    const values = skillValues({ type: 'object', properties, required: ['a_text'] })
    expect(values[0]).toEqual({ name: 'a_text', label: 'A', what: 'text', isRequired: true, help: 'Why' })
    expect(values.slice(1).map(({ what }) => what)).toEqual([
      'a whole number',
      'a number',
      'yes or no',
      'a date',
      'one of: 1, 2, 3, 4, 5, 6 and 2 more',
      'a list',
      'several values by name',
      'any value',
    ])
    expect(skillValues(null)).toEqual([])
  })

  it('[UI165] says where its confidence comes from, and how large its files are', () => {
    expect(sourceWords({ confidence: 'none' })).toContain('exact step')
    expect(sourceWords({ confidence: 'scored' })).toBe('How sure it is: scored by a second skill.')
    expect([812, 4_200, 5_000_000].map(sizeWords)).toEqual(['812 bytes', '4 kB', '5 MB'])
  })

  it('[UI166] is used in WorkCharts, each once with its stages', () => {
    expect(usedByWorkChart(aSkillDetail())).toEqual([
      {
        id: 'refunds',
        name: 'Refunds',
        stages: [
          { id: 'sort', name: 'Sort it' },
          { id: 'again', name: 'Sort it again' },
        ],
      },
    ])
  })

  it('[UI167] that takes anything is tried with a text', () => {
    const skill = aSkillDetail()
    expect(tryInputs(skill)).toBe(skill.inputs)
    expect(tryInputs({ inputs: [], input: null })).toMatchObject([{ name: 'text', required: true }])
    expect(tryInputs({ inputs: [], input: { type: 'object' } })).toEqual([])
  })
})

describe('a source that is edited', () => {
  const opened = openedDraft(A_SOURCE.files)
  const [skill, contract] = A_SOURCE.files as [(typeof A_SOURCE.files)[0], (typeof A_SOURCE.files)[0]]

  it('[UI170] is changed where something else is typed, and keeps its line ends', () => {
    expect(hasChanges(opened)).toBe(false)
    expect(isChanged(withTyped(opened, 'contract.yaml', 'effect: pure\n'), contract)).toBe(false)
    const typed = withTyped(opened, 'contract.yaml', 'effect: pure\nrun: {}\n')
    expect(textOf(typed, contract)).toBe('effect: pure\r\nrun: {}\r\n')
    expect(textOf(withTyped(opened, 'SKILL.md', 'a\nb'), skill)).toBe('a\nb')
    expect(hasChanges(typed)).toBe(true)
  })

  it('[UI170] that is saved goes on from there, and what is typed into other files stays', () => {
    const both = withTyped(withTyped(opened, 'SKILL.md', 'Mine.'), 'contract.yaml', 'effect: idempotent')
    const saved = { ...skill, text: 'Mine.', digest: '3'.repeat(64) }
    const next = withSaved(both, [saved, contract], 'SKILL.md')
    expect(next).toEqual({ files: [saved, contract], typed: { 'contract.yaml': 'effect: idempotent' } })
    expect(withSaved(both, [], 'SKILL.md').files).toEqual(A_SOURCE.files)
  })
})
