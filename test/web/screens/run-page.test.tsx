import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RunComparison } from '../../../src/api/contract/run-comparison.ts'
import type { StageTry } from '../../../src/api/contract/run-detail.ts'
import { logView } from '../../../src/web/derive/log-view.ts'
import { triesView } from '../../../src/web/derive/tries-view.ts'
import { EVERYTHING, OWNER_SESSION } from '../../support/web-server.ts'
import { aRunDetail, aStageRun } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const STARTED = aRunDetail().summary.startedAt
const COMPARED: RunComparison = {
  before: { id: 'r1', title: 'order 1', status: 'succeeded', startedAt: STARTED, version: 3 },
  after: { id: 'r2', title: null, status: 'failed', startedAt: STARTED, version: null },
  sections: [
    {
      topic: 'outcome',
      differences: [{ stage: null, what: 'status', changes: [{ pointer: '', before: 'succeeded', after: 'failed' }] }],
      omitted: 3,
      sameCount: 1,
      same: [{ stage: { id: 'sort', name: 'Sort' }, what: 'status' }],
    },
    {
      topic: 'confidence',
      differences: [{ stage: { id: 'sort', name: 'Sort' }, what: 'value', changes: [{ pointer: '', before: 0.93 }] }],
      omitted: 0,
      sameCount: 0,
      same: [],
    },
    { topic: 'inputs', differences: [], omitted: 0, sameCount: 41, same: [{ stage: null, what: 'order' }] },
  ],
}

describe('what changed', () => {
  it('[UI343] shows by topic what differs, and folds away what is the same', async () => {
    const routes = { '/runs/r2/comparison': () => COMPARED, ...EVERYTHING }
    const { page } = await openScreen('/runs/r2/compare', routes)
    const rows = [...page.querySelectorAll('tbody tr')].map((row) =>
      [...row.querySelectorAll('td')].map(({ textContent }) => textContent),
    )
    expect(rows).toEqual([
      ['The run', 'state', 'succeeded', 'failed'],
      ['Sort', 'confidence', '93 %', 'nothing'],
    ])
    expect([...page.querySelectorAll('h2')].map(({ textContent }) => textContent)).toEqual([
      'Before',
      'Now',
      'How it ended',
      'How sure',
    ])
    expect(page.textContent).toContain('3 more differences not shown here.')
    const same = page.querySelector('details')
    expect(same?.open).toBe(false)
    expect(same?.textContent).toContain('42 things are the same')
    expect(same?.textContent).toContain('order, 40 more')
  })

  it('[UI343] says so where nothing differs, also beside a run that was named', async () => {
    const sections = COMPARED.sections.map((section) => ({ ...section, differences: [], sameCount: 1 }))
    const asked: string[] = []
    const answer = (path: string) => {
      asked.push(path)
      return { ...COMPARED, sections }
    }
    const { page } = await openScreen('/runs/r2/compare/r1', { '/runs/r2/comparison': answer, ...EVERYTHING })
    expect(page.textContent).toContain('Nothing is different')
    expect(asked).toEqual(['/runs/r2/comparison?with=r1'])
  })
})

const GONE = aRunDetail({
  erased: { by: { id: 'human:owner', name: 'owner' }, at: STARTED },
  outputs: [],
  phase: { type: 'finished', outcome: 'succeeded', at: STARTED, problem: null },
})
const OVER = aRunDetail({ actions: { cancel: false, pause: false, resume: false, retryFrom: [], erase: true } })

describe('erasing a run', () => {
  it('[UI410] is asked first, says what goes and what stays, and is sent after that', async () => {
    const { page, sent } = await openScreen('/runs/r1', { ...EVERYTHING, '/runs/': () => OVER })
    fireEvent.click(within(page).getByRole('button', { name: 'Erase contents' }))
    expect(sent).toEqual([])
    const dialog = screen.getByRole('dialog', { hidden: true })
    expect(dialog.textContent).toMatch(/nobody can bring it back. Its receipts stay and still verify/)
    fireEvent.click(within(dialog).getByRole('button', { name: 'Erase for good', hidden: true }))
    await vi.waitFor(() => expect(sent).toEqual([{ path: `/runs/${OVER.summary.id}/erase`, body: {} }]))
  })

  it('[UI410] is offered to nobody who may not, and for no run that goes on', async () => {
    const names = async (routes: Parameters<typeof openScreen>[1]) => {
      const { page } = await openScreen('/runs/r1', routes)
      return [...page.querySelectorAll('button')].map(({ textContent }) => textContent)
    }
    const manager = { ...OWNER_SESSION, roles: ['ops-manager'] as const }
    expect(await names({ ...EVERYTHING, '/runs/': () => OVER, '/session': () => manager })).not.toContain(
      'Erase contents',
    )
    expect(await names(EVERYTHING)).not.toContain('Erase contents')
  })

  it('[UI411] is said on its page and on the pages of its receipts', async () => {
    const routes = { ...EVERYTHING, '/runs/': () => GONE }
    const { page } = await openScreen('/runs/r1', routes)
    expect(page.textContent).toMatch(/Erased .* by you\. What this run was given, gave and was told is gone\./)
    expect(page.textContent).toContain('What it gave was erased.')
    expect(page.textContent).toContain('What it was given was erased.')
    expect(page.textContent).not.toContain('It gave nothing back.')
    expect((await openScreen('/runs/r1/receipts/1', routes)).page.textContent).toMatch(/Erased .* by you\./)
  })
})

describe('the page of a run', () => {
  it('[UI340] the timeline is zoomed with buttons and keys, and Fit shows all of it', async () => {
    const { page } = await openScreen('/runs/r1', EVERYTHING)
    const marks = () => [...page.querySelectorAll('.timeline-ticks > span')].map(({ textContent }) => textContent)
    const all = marks()
    const fit = screen.getByRole('button', { name: 'Fit' })
    expect(fit.hasAttribute('disabled')).toBe(true)
    fireEvent.click(screen.getByRole('button', { name: 'Zoom in' }))
    expect(marks()).not.toEqual(all)
    fireEvent.click(screen.getByRole('button', { name: 'Zoom out' }))
    const timeline = screen.getByRole('region', { name: /^Timeline\. Plus/ })
    fireEvent.keyDown(timeline, { key: '+' })
    expect(fit.hasAttribute('disabled')).toBe(false)
    fireEvent.click(fit)
    expect(marks().length).toBe(all.length)
    const turn = { ctrlKey: true, shiftKey: false, deltaX: 0, deltaY: -100, clientX: 0 }
    fireEvent(timeline, Object.assign(new Event('wheel', { cancelable: true }), turn))
    expect(fit.hasAttribute('disabled')).toBe(false)
    fireEvent.keyDown(timeline, { key: '0' })
    expect(fit.hasAttribute('disabled')).toBe(true)
  })

  it('[UI342] of very many stages a part is drawn, as a list', async () => {
    const [stage] = aRunDetail().stages
    const [row] = aRunDetail().timeline
    const stages = Array.from({ length: 2_000 }, (_, index) => ({
      ...(stage ?? aStageRun({ id: 's', name: 'S' })),
      id: `s${index}`,
      name: `S ${index}`,
    }))
    const timeline = stages.map(({ id, name }) => ({ stage: { id, name }, segments: row?.segments ?? [] }))
    const { page } = await openScreen('/runs/r1', { ...EVERYTHING, '/runs/': () => aRunDetail({ stages, timeline }) })
    expect(page.querySelectorAll('.timeline > li').length).toBe(60)
    expect(page.querySelectorAll('.stage-list tbody tr').length).toBeLessThan(200)
    const scroller = page.querySelector('.timeline-scroll') as HTMLElement
    fireEvent.scroll(scroller, { target: { scrollTop: 26 * 1_000 } })
    expect(within(scroller).getByText('S 1000')).toBeTruthy()
  })

  it('[UI344] the log is searched, follows until it is scrolled, and its lines have addresses', async () => {
    const { page } = await openScreen('/runs/r1', EVERYTHING)
    const lines = () => [...page.querySelectorAll('.log > li')].map(({ id }) => id)
    expect(lines()).toEqual(['line-6', 'line-5', 'line-4', 'line-3', 'line-2', 'line-1'])
    expect(page.querySelector('.log a')?.getAttribute('href')).toBe('#line-6')
    fireEvent.change(screen.getByLabelText('Search in the log'), { target: { value: ' NO ANSWER ' } })
    expect(lines()).toEqual(['line-2'])
    expect(page.textContent).toContain('Following')
    fireEvent.scroll(page.querySelector('.log-scroll') as HTMLElement, { target: { scrollTop: 400 } })
    expect(page.textContent).not.toContain('Following')
    fireEvent.click(screen.getByRole('button', { name: 'Follow' }))
    expect(page.textContent).toContain('Following')
  })

  it('[UI344] older lines come when they are asked for', async () => {
    const [line] = aRunDetail().log
    const older = { log: [{ ...line, id: '0.1', text: 'began long ago' }], logOmitted: 0 }
    const detail = aRunDetail({ logOmitted: 7 })
    const routes = {
      '/runs/0192a1b2-0000-7000-8000-000000000001/log?before=8': () => older,
      ...EVERYTHING,
      '/runs/': () => detail,
    }
    const { page } = await openScreen('/runs/r1', routes)
    fireEvent.click(screen.getByRole('button', { name: 'Show older lines' }))
    await screen.findByText(/began long ago/)
    expect(page.textContent).not.toContain('Older lines are left out')
  })

  it('[UI345] a stage of an AI at work shows tokens and cost so far', async () => {
    const cost = { basis: 'reported', currency: 'GBP', microUnits: 27_000 } as const
    const performer = { kind: 'ai', ref: 'agent:w', name: 'Writer', reason: null } as const
    const tokens = { input: 3_861, output: null }
    const stages = [aStageRun({ id: 'a', name: 'Draft', status: 'running', performer, tokens })]
    const { page } = await openScreen('/runs/r1', { ...EVERYTHING, '/runs/': () => aRunDetail({ stages, cost }) })
    expect(page.querySelector('.at-work-sums')?.textContent).toBe(
      'Tokens in3,861outnot known yetCost so farnot knownRun so far£0.027',
    )
  })
})

describe('what a stage gets and gives', () => {
  const gives = [
    { name: 'amount', label: 'Amount', value: 21 },
    { name: 'rows', label: 'Rows', value: [{ a: 1, b: { c: '' } }, null] },
  ]
  const stages = [aStageRun({ id: 'sort', name: 'Sort', gives })]
  const detail = aRunDetail({ stages })
  const at = (seconds: number) => new Date(Date.parse(STARTED) + seconds * 1_000).toISOString()
  const aTry = (over: Partial<StageTry>): StageTry => ({
    seq: 1,
    by: 'performer',
    round: 0,
    attempt: 1,
    begunAt: at(0),
    endedAt: at(7),
    end: 'answered',
    gave: null,
    error: null,
    ...over,
  })
  const TRIES = [
    aTry({ seq: 3, end: 'failed', error: 'No answer.' }),
    aTry({ seq: 5, attempt: 2, gave: { amount: 25, 'a/b': [1] } }),
    aTry({ seq: 7, by: 'reviewer' }),
    aTry({ seq: 9, by: 'person', gave: { amount: 21, 'a/b': [1, 2] } }),
    aTry({ seq: 11, round: 1, gave: { amount: 21, 'a/b': [1, 2] } }),
    aTry({ seq: 13, round: 1, attempt: 2, end: 'none', endedAt: null }),
  ]

  it('[UI346] lists and maps are trees', async () => {
    const { page } = await openScreen('/runs/r1', { ...EVERYTHING, '/runs/': () => detail })
    fireEvent.click(screen.getByRole('button', { name: 'Gets and gives' }))
    const [whole, row, deep] = [...page.querySelectorAll('.json-tree details')] as HTMLDetailsElement[]
    expect([whole, row, deep].map((node) => [node?.open, node?.querySelector('summary')?.textContent])).toEqual([
      [true, '2 items'],
      [true, '0 2 fields'],
      [false, 'b 1 field'],
    ])
    expect(page.querySelector('.json-tree')?.textContent).toContain('c empty text')
    expect(screen.getAllByRole('button', { name: 'Copy as JSON' }).length).toBeGreaterThan(0)
  })

  it('[UI347] tries say how each answer differs from the one before', () => {
    const told = triesView(TRIES).map(({ title, end, changes }) => [
      title,
      end,
      changes?.map((one) => Object.values(one).join('|')) ?? null,
    ])
    expect(told).toEqual([
      ['Round 1, try 1', 'failed after 7 s: No answer.', null],
      ['Round 1, try 2', 'answered after 7 s', null],
      ['Round 1, second look, try 1', 'answered after 7 s', null],
      ['Round 1, edited by a person', '', ['amount|25|21', 'a/b: 1||2']],
      ['Round 2, try 1', 'answered after 7 s', []],
      ['Round 2, try 2', 'has no end yet', null],
    ])
  })

  it('[UI347] tries, and the values of a very large run, are fetched when they are wanted', async () => {
    const large = { ...detail, valuesOmitted: true, stages: stages.map((one) => ({ ...one, gives: null })) }
    const whole = { stage: stages[0], tries: TRIES }
    const routes = { '*/stages/sort': () => whole, ...EVERYTHING, '/runs/': () => large }
    const { page } = await openScreen('/runs/r1', routes)
    fireEvent.click(screen.getByRole('button', { name: 'Gets and gives' }))
    await screen.findByText('Amount')
    const tries = page.querySelector('.stage-passed > details') as HTMLDetailsElement
    tries.open = true
    fireEvent(tries, new Event('toggle'))
    await screen.findByText('The same as before.')
    expect(page.querySelectorAll('.stage-tries > li')).toHaveLength(6)
    expect(page.querySelector('.stage-tries ins')?.textContent).toBe('21')
  })
})

describe('files', () => {
  const file = (name: string, mediaType: string, size = 10) => ({ name, mediaType, size, sha256: name.padEnd(64, '0') })
  const artifacts = [
    file('note.html', 'text/html; charset=utf-8'),
    file('photo.png', 'image/png'),
    file('big.txt', 'text/plain', 2_000_000),
    file('x.pdf', 'application/pdf'),
  ]
  const detail = aRunDetail({ stages: [aStageRun({ id: 'sort', name: 'Sort', artifacts })] })

  it('[UI348] are listed, and texts and pictures are looked at as such', async () => {
    const routes = {
      ...EVERYTHING,
      '/runs/': (path: string) => {
        if (path.includes('note.html')) return new Response('<script>x</script>')
        return path.includes('photo.png') ? new Response(new Uint8Array([1, 2, 3])) : detail
      },
    }
    const { page } = await openScreen('/runs/r1', routes)
    fireEvent.click(screen.getByRole('button', { name: 'Files' }))
    expect([...page.querySelectorAll('.run-file a')].map(({ textContent }) => textContent)).toEqual(
      artifacts.map(({ name }) => name),
    )
    const looks = screen.getAllByRole('button', { name: 'Look at it' })
    expect(looks).toHaveLength(2)
    for (const look of looks) fireEvent.click(look)
    await screen.findByText('<script>x</script>')
    expect((await screen.findByAltText('photo.png')).getAttribute('src')).toBe('data:image/png;base64,AQID')
    expect(page.querySelector('script')).toBeNull()
  })

  it('[UI348] a run without files says so', async () => {
    const { page } = await openScreen('/runs/r1', { ...EVERYTHING, '/runs/': () => aRunDetail({ stages: [] }) })
    fireEvent.click(screen.getByRole('button', { name: 'Files' }))
    expect(page.textContent).toContain('No stage of this run has handed on a file.')
  })
})

describe('lines that came meanwhile', () => {
  it('[UI344] are counted, and what is read stays', () => {
    const { log } = aRunDetail()
    expect(logView(log, '', '4')).toEqual({ lines: log.slice(2), newer: 2 })
    expect(logView(log, '', 'gone')).toEqual({ lines: log, newer: 0 })
  })
})
