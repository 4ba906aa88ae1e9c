import { describe, expect, it } from 'vitest'
import type { Version } from '../../../src/api/contract/workflows.ts'
import { timestamp } from '../../../src/core/basics/timestamp.ts'
import { builderView } from '../../../src/web/derive/builder-view.ts'
import type { ChangesView } from '../../../src/web/derive/changes-view.ts'
import { changesView, summaryWords } from '../../../src/web/derive/changes-view.ts'
import { comparedPair, versionState } from '../../../src/web/derive/history-view.ts'
import { mergeView } from '../../../src/web/derive/merge-view.ts'
import { firstVersionWords, makesVersion } from '../../../src/web/derive/publish-view.ts'
import { startsIn } from '../../../src/web/derive/schedule-view.ts'
import { readVersionPair } from '../../../src/web/screens/history/version-pair.ts'

const FRIDAY = timestamp(Date.UTC(2026, 10, 20, 12))
const BASE = `workflow_id: refunds
name: Refunds
stages:
  - id: sort
    name: Sort
    gate: { threshold: 0.85 }
    roles: { primary: "skill:sort" }
  - id: decide
    name: Decide
    roles: { primary: "human:lead" }
    timeout: 30m
`

function source(text: string) {
  return { file: 'a.yaml', text }
}

function refName(ref: string): string {
  return ref.slice(ref.indexOf(':') + 1)
}

function compared(before: string, after: string): ChangesView {
  return changesView(source(before), source(after), refName)
}

/** The sentences about a document with something else in it. */
function told(old: string, now: string, before = BASE): readonly string[] {
  const view = compared(before, before.replace(old, now))
  return view.type === 'changes' ? view.sentences.map(({ subject, words }) => `${subject} ${words}`) : []
}

describe('differences', () => {
  it.each([
    [
      'threshold: 0.85, samples: 3, review_between: [0.6, 0.95]',
      'Sort now asks a person below 85 %, asked 3 times, checked by a second skill only between 60 % and 95 % (was: asks a person below 85 %).',
    ],
    [
      'threshold: 0.85, samples: often, review_between: seldom',
      'Sort now asks a person below 85 %, asked “often” times, checked by a second skill only “seldom” (was: asks a person below 85 %).',
    ],
  ])('[UI194] of a gate: %s', (now, sentence) => {
    expect(told('threshold: 0.85', now)).toEqual([sentence])
  })

  it.each([
    ['threshold: 0.85', 'threshold: 0.9', 'Sort now asks a person below 90 % (was: asks a person below 85 %).'],
    ['{ threshold: 0.85 }', 'none', 'Sort now asks nobody for being unsure (was: asks a person below 85 %).'],
    [
      '{ threshold: 0.85 }',
      '{ target_error: 0.1 }',
      'Sort now lets through at most 10 wrong in 100 (was: asks a person below 85 %).',
    ],
    [
      'threshold: 0.85',
      'threshold: 0.85, audit_rate: 0.1',
      'Sort now asks a person below 85 % with “{"audit_rate":0.1}” (was: asks a person below 85 %).',
    ],
    [
      '    gate: { threshold: 0.85 }\n',
      '',
      'Sort now says nothing about how sure is enough (was: asks a person below 85 %).',
    ],
    ['skill:sort', 'human:anyone', 'Sort is now done by a person (was sort).'],
    [
      'primary: "human:lead"',
      'primary: "human:lead", reviewer: "human:ann"',
      'Decide has its answer looked at by ann (was nobody).',
    ],
    [
      '"skill:sort"',
      '"skill:sort", tools: ["skill:a", "skill:b", "skill:c"]',
      'Sort may now use a, b and c (was nobody).',
    ],
    [
      '    timeout: 30m\n',
      '    escalation: { to: ["human:ann"] }\n    timeout: 30m\n',
      'Decide now asks ann (was nobody).',
    ],
    ['name: Sort\n', 'name: Sort it\n', 'Sort is now called “Sort it”.'],
    ['name: Refunds', 'name: All refunds', 'The WorkChart is now called “All refunds” (was “Refunds”).'],
    ['    timeout: 30m\n', '    when: "true"\n    timeout: 30m\n', 'Decide runs only if “true” (was: runs always).'],
    ['timeout: 30m', 'timeout: 20m', 'Decide has changed how long a try may take: “20m” (was “30m”).'],
    ['    timeout: 30m\n', '', 'Decide no longer says how long a try may take (was “30m”).'],
    ['stages:', 'inputs: { text: { type: string } }\nstages:', 'The WorkChart now asks for “text”.'],
    [
      'stages:',
      'defaults: { gate: none }\nstages:',
      'Every stage without a rule of its own now asks nobody for being unsure (was: says nothing about how sure is enough).',
    ],
    [
      '    timeout: 30m\n',
      `    instructions: ${'a'.repeat(90)}\n    timeout: 30m\n`,
      `Decide has its instructions: “${'a'.repeat(80)}…”.`,
    ],
    [
      '    timeout: 30m\n',
      '    depends_on: []\n    timeout: 30m\n',
      'Decide now starts at once (was: comes after Sort).',
    ],
    ['stages:', 'tags: [a, b]\nstages:', 'The WorkChart has its label “tags”: “a, b”.'],
  ])('[UI71] a difference is told in a sentence, with the names that people know: %#', (old, now, sentence) => {
    expect(told(old, now)).toEqual([sentence])
  })

  it('[UI71] what is asked for and given is told by its name, what is handed over by its value', () => {
    const given = `${BASE}    outputs: { label: { type: string } }\n    inputs: { text: a }\n`
    expect(told('type: string', 'type: number', given)).toEqual([
      'Decide still gives “label”, described in another way.',
    ])
    expect(told('label: { type: string }', '', given)).toEqual([
      'Decide no longer gives “label”.',
      'Decide now says that it gives nothing.',
    ])
    expect(told('text: a', 'text: b', given)).toEqual(['Decide has changed what it gets as “text”: “b” (was “a”).'])
  })

  it('[UI71] stages that came and went are called by their names', () => {
    const pay = '  - id: pay\n    name: Pay\n    roles: { primary: "skill:pay" }\n'
    expect(told('    timeout: 30m\n', `    timeout: 30m\n${pay}`)).toEqual(['Pay is new, done by pay.'])
    expect(told(pay, '', `${BASE}${pay}`)).toEqual(['Pay is gone.'])
    expect(told('    timeout: 30m\n', '    timeout: 30m\n  - id: odd\n')).toEqual(['odd is new.'])
  })

  it('[UI71] a schedule is told by when it starts', () => {
    const starts = `${BASE}triggers:\n  - { id: daily, type: schedule, cron: "0 9 * * *", timezone: UTC }\n`
    expect(told('0 9', '0 10', starts)).toEqual([
      'The start “daily” has changed when it starts: At 10:00 (was At 09:00).',
    ])
    expect(told('timezone: UTC', 'timezone: Europe/London, odd: 1', starts)).toEqual([
      'The start “daily” has changed its time zone: “Europe/London” (was “UTC”); has changed “odd”: “1” (was nothing).',
    ])
    expect(told('  - { id: daily', '  - { id: weekly', starts).toSorted()).toEqual([
      'The start “daily” is gone.',
      'The start “weekly” is new: At 09:00.',
    ])
    expect(told('triggers:\n', 'triggers:\n  - odd\n', starts)).toContain('The start “#1” is new.')
    expect(told('- odd', '- { id: a }', 'triggers: [odd]'.replace('[odd]', '\n  - odd\n'))).toHaveLength(2)
  })

  it('[UI72] layout and notes are counted, not told, and a long list is one line', () => {
    const noted = compared(BASE, `# May\n${BASE}x-team: blue\nview: { positions: { sort: [1, 2] } }\n`)
    expect(noted).toMatchObject({ sentences: [], notes: 3 })
    expect(summaryWords(noted)).toBe('Only layout and notes.')
    expect(summaryWords(compared(BASE, BASE))).toBe('The same.')
    const two = compared(BASE, BASE.replace('0.85', '0.9').replace('30m', '20m'))
    expect(summaryWords(two)).toBe(
      'Sort now asks a person below 90 % (was: asks a person below 85 %). And 1 more change.',
    )
    const broken = compared('a: [', BASE)
    expect([broken, summaryWords(broken)]).toEqual([
      { type: 'unreadable', which: 'before' },
      'It can not be compared: a text can not be read.',
    ])
  })
})

describe('publishing', () => {
  it('[UI73] the first version is told by what it consists of', () => {
    const words = (text: string) => firstVersionWords(builderView(source(text)))
    expect(words(BASE)).toBe(
      '2 stages: 1 done by skills and agents, 1 done by people. A person is asked when not sure enough: 1 of 2.',
    )
    expect(words(BASE.replace('threshold: 0.85', 'target_error: 0.05'))).toContain('not sure enough: 1 of 2.')
    expect(words('stages:\n  - id: a\n    when: "true"\n    roles: { primary: "human:a" }\n')).toBe(
      '1 stage: 1 done by people. Only on a condition: 1 of 1.',
    )
  })

  it('[UI73] schedules are told with their next start; what can not be read has none', () => {
    const daily = { id: 'daily', type: 'schedule', cron: '0 9 * * *', timezone: 'UTC' }
    const odd = [
      { id: 'c', type: 'schedule', cron: 'now', timezone: 'UTC' },
      { ...daily, id: 'd', timezone: 'Mars' },
    ]
    const triggers = [daily, { ...daily, enabled: false }, { id: 'a', type: 'manual' }, ...odd]
    expect(startsIn({ triggers }, FRIDAY)).toEqual([
      { id: 'daily', words: 'At 09:00', next: Date.UTC(2026, 10, 21, 9) },
      { id: 'daily', words: 'At 09:00', next: null },
      { id: 'c', words: 'now', next: null },
      { id: 'd', words: 'At 09:00', next: null },
    ])
  })

  it('[UI73] layout and comments make no new version', () => {
    const changes = (after: string) => {
      const view = compared(BASE, after)
      return view.type === 'changes' ? view.changes : []
    }
    expect(makesVersion(changes(`# May\n${BASE}view: { positions: { sort: [1, 2] } }\n`))).toBe(false)
    expect(makesVersion(changes(`${BASE}x-team: blue\n`))).toBe(true)
    expect(makesVersion(changes(BASE.replace('30m', '20m')))).toBe(true)
  })
})

describe('merging', () => {
  const mine = BASE.replace('name: Sort', 'name: Sort mine').replace('30m', '20m # mine')
  const theirs = BASE.replace('name: Sort', 'name: Sort theirs')

  it('[UI74] both changes and what has to be chosen are told; nothing is merged before all is chosen', () => {
    const texts = { file: 'a.yaml', base: BASE, mine, theirs }
    const open = mergeView(texts, new Map(), refName)
    expect(open).toMatchObject({
      type: 'merge',
      open: 1,
      lostComments: ['# mine'],
      mine: { sentences: [{ words: 'is now called “Sort mine”.' }, { subject: 'Decide' }] },
      theirs: { sentences: [{ words: 'is now called “Sort theirs”.' }] },
      conflicts: [
        {
          key: 'sort /name',
          mine: [{ subject: 'Sort', words: 'is now called “Sort mine”.' }],
          theirs: [{ subject: 'Sort', words: 'is now called “Sort theirs”.' }],
        },
      ],
    })
    const chosen = mergeView(texts, new Map([['sort /name', 'theirs']]), refName)
    expect(chosen).toMatchObject({ open: 0, text: theirs.replace('30m', '20m') })
  })

  it('[UI74] without a base only the choices are told, and a text that can not be read is named', () => {
    const texts = { file: 'a.yaml', base: null, mine, theirs }
    expect(mergeView(texts, new Map(), refName)).toMatchObject({ mine: null, theirs: null, open: 2 })
    const broken = mergeView({ ...texts, mine: 'a: [' }, new Map(), refName)
    expect(broken).toEqual({ type: 'unmergeable', why: 'mine' })
  })
})

describe('history', () => {
  const version = (number: number, status: Version['status']): Version => {
    return {
      number,
      status,
      digest: 'd',
      name: 'N',
      at: '2026-11-20T12:00:00.000Z',
      by: { id: 'a', name: 'a' },
      made: null,
    }
  }
  const versions = [version(4, 'unpublished'), version(3, 'published'), version(2, 'published'), version(1, 'archived')]

  it('[UI75] only the newest published version is live', () => {
    expect(versions.map((each) => versionState(versions, each))).toEqual(['by-hand', 'live', 'replaced', 'archived'])
    const ended = [version(5, 'archived'), ...versions]
    expect(ended.map((each) => versionState(ended, each)).slice(2, 3)).toEqual(['replaced'])
  })

  it('[UI75] any two versions are compared, as the address says, else the newest with the one before it', () => {
    expect(comparedPair(versions, {})).toEqual({ from: 3, to: 4 })
    expect(comparedPair(versions, { from: 1, to: 3 })).toEqual({ from: 1, to: 3 })
    expect(comparedPair(versions, { from: 9, to: 9 })).toEqual({ from: 3, to: 4 })
    expect(comparedPair(versions, { to: 2 })).toEqual({ from: 1, to: 2 })
    expect(comparedPair([version(1, 'published')], {})).toBeUndefined()
    expect(comparedPair([], {})).toBeUndefined()
    expect(readVersionPair({ from: 1, to: 'two' })).toEqual({ from: 1 })
    expect(readVersionPair({ from: -1, to: 2 })).toEqual({ to: 2 })
  })
})
