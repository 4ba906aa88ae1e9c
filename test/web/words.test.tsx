import { afterEach, describe, expect, it, vi } from 'vitest'
import glossary from '../../docs/glossary.md?raw'
import type { NoticePreference } from '../../src/api/contract/notices.ts'
import type { StateLook } from '../../src/web/words/states.ts'
import { RUN_STATES, STAGE_STATES } from '../../src/web/words/states.ts'
import { aGate, someGates, someTurnedRuns } from '../support/web-gates.ts'
import { someInsights } from '../support/web-insights.ts'
import { EVERYTHING } from '../support/web-server.ts'
import { registryOf } from '../support/web-skills.ts'
import { aFirstOpenHome, aRunDetail, aRunSummary, minutesFromNow, TASK_ROWS } from '../support/web-views.ts'
import { openScreen } from './open-screen.tsx'

/** The words in backticks in the second column: they have another word for screens. */
function codeWords(): readonly string[] {
  const rows = glossary.split('\n').filter((line) => line.startsWith('| '))
  return rows
    .slice(1)
    .flatMap((row) => [...(row.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)].map(([, word = '']) => word))
}

/** Everything a person may read or hear, without what is shown as code on purpose: commands, references, files. */
function seenText(page: HTMLElement): string {
  const copy = page.cloneNode(true) as HTMLElement
  for (const code of copy.querySelectorAll('code, pre, .mono')) code.remove()
  const attributes = [...copy.querySelectorAll('*')].flatMap((element) =>
    ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''),
  )
  return [copy.textContent, document.title, ...attributes].join('\n').toLowerCase()
}

afterEach(() => vi.unstubAllGlobals())

const ENDED = aRunDetail({
  summary: aRunSummary({ status: 'failed', finishedAt: minutesFromNow(0) }),
  phase: { type: 'finished', outcome: 'failed', at: minutesFromNow(0), problem: null },
  actions: { cancel: false, pause: false, resume: false, retryFrom: ['sort'], erase: true },
})

const PREFERENCE: NoticePreference = {
  email: 'daily',
  browser: 'at-once',
  timezone: 'UTC',
  dailyAt: '08:00',
  address: null,
  isSaid: true,
  mailsTo: null,
  isMailSent: false,
  givesAddress: true,
}
const BEING_TOLD = {
  ...EVERYTHING,
  '/notices/preference': () => PREFERENCE,
  '/notices/channels': () => ({ channels: [], counts: { waiting: 0, sent: 0, failed: 0, needless: 0 } }),
  '/notices?': () => ({ notices: [] }),
}

const GATE = {
  '/workflows/support-desk/gates/sort/turned?': () => someTurnedRuns(),
  '/workflows/support-desk/gates/sort?': () => aGate(),
  '/workflows/support-desk/gates': () => someGates(),
  ...EVERYTHING,
}

describe('words on screens', () => {
  it('[UI31] the glossary names the code words', () => {
    expect(codeWords()).toEqual(
      expect.arrayContaining(['primary', 'threshold', 'once-or-ask', 'low-confidence', 'workflow']),
    )
  })

  it.each([
    ['Home', '/', EVERYTHING],
    ['the first visit', '/', { ...EVERYTHING, '/home': aFirstOpenHome }],
    ['WorkCharts', '/workcharts', EVERYTHING],
    ['a WorkChart', '/workcharts/support-desk', EVERYTHING],
    ['the history of a WorkChart', '/workcharts/support-desk/versions', EVERYTHING],
    ['a new WorkChart', '/new', EVERYTHING],
    ['Runs', '/runs', EVERYTHING],
    ['a run', '/runs/1', EVERYTHING],
    ['a run that has ended', '/runs/1', { ...EVERYTHING, '/runs/': () => ENDED }],
    ['a receipt', '/runs/1/receipts/1', EVERYTHING],
    ['Insights', '/insights', { ...EVERYTHING, '/insights?': () => someInsights() }],
    ['a gate', '/insights/gates/support-desk/sort', GATE],
    ['the Inbox', '/inbox', EVERYTHING],
    ['several tasks', '/inbox/several', EVERYTHING],
    ['a task', `/inbox/${TASK_ROWS[0]?.id}`, EVERYTHING],
    [
      'Knowledge',
      '/context',
      { ...EVERYTHING, '/memory?': () => ({ items: [], next: null }), '/context': () => ({ modules: [] }) },
    ],
    ['Skills', '/skills', registryOf()],
    ['skills people asked for', '/skills?view=asked', registryOf()],
    ['files that can not be used', '/skills?view=unusable', registryOf()],
    ['a skill', '/skills/skill:sort', registryOf()],
    ['how people are told', '/settings/being-told', BEING_TOLD],
    ['an address without a page', '/nowhere', EVERYTHING],
  ] as const)('[UI31] no code word is seen on %s', async (_name, address, routes) => {
    const text = seenText((await openScreen(address, routes)).page)
    expect(text.length).toBeGreaterThan(100)
    expect(codeWords().filter((word) => new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(text))).toEqual([])
  })
})

describe('states', () => {
  it.each([
    ['stages', Object.values<StateLook>(STAGE_STATES)],
    ['runs', Object.values<StateLook>(RUN_STATES)],
  ])('[UI32] no two states of %s share a word or a picture', (_kind, looks) => {
    expect(new Set(looks.map(({ word }) => word)).size).toBe(looks.length)
    expect(new Set(looks.map(({ icon }) => icon)).size).toBe(looks.length)
    expect(looks.every(({ tone }) => tone !== undefined)).toBe(true)
  })
})
