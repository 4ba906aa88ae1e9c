import { fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Capability } from '../../../src/api/contract/capabilities.ts'
import { problem } from '../../support/web-server.ts'
import { openScreen } from '../open-screen.tsx'

const DESK = `workflow_id: desk
name: Support desk
inputs:
  message: { type: string, title: Message }
triggers:
  - { id: weekdays, type: schedule, cron: "0 9 * * MON-FRI", timezone: Europe/London }
stages:
  - id: sort
    name: Sort it
    roles: { primary: "skill:sort" }
    gate: { threshold: 0.85 }
    context_policy: { modules: ["ctx:tone", "ctx:policy"], budget_tokens: 100 }
    escalation: { to: ["human:support-lead"], sla: 4h, on_breach: [{ after: 0s, to: ["human:head"] }] }
`

const SORT: Capability = {
  ref: 'skill:sort',
  name: 'Sort a message',
  description: 'Sorts what comes in.',
  kind: 'ai',
  unavailable: null,
  input: null,
  output: null,
  effect: 'pure',
  takes: ['Message'],
  gives: ['Category'],
  origin: 'starter',
  cost: { median: { basis: 'reported', currency: 'GBP', microUnits: 2_000 }, uses: 412 },
  quality: { right: 383, judged: 412 },
  source: 'collections/default/skills/sort/SKILL.md',
  digest: 'd'.repeat(64),
  asks: null,
  uses: 0,
  workCharts: 0,
}

const MODULES = [
  { ref: 'ctx:tone', name: 'Tone of voice', description: '', tokens: 60 },
  { ref: 'ctx:policy', name: 'Refund policy', description: '', tokens: 70 },
  { ref: 'ctx:names', name: 'Product names', description: '', tokens: 5 },
]

const ROUTES = {
  '/drafts/desk/plan': () => problem(404, 'No plan.'),
  '/drafts/desk': () => ({
    id: 'desk',
    text: DESK,
    revision: 0,
    savedAt: '2026-11-20T12:00:00.000Z',
    base: null,
    file: 'collections/default/workflows/desk.yaml',
    collection: 'default',
    saved: null,
    fileChanged: false,
    publishedVersion: null,
  }),
  '/capabilities': () => ({ capabilities: [SORT] }),
  '/context': () => ({ modules: MODULES }),
  '/people': () => ({ people: [{ ref: 'human:ann', workCharts: 2 }] }),
  '/schedule': () => ({ words: 'At 09:00, Monday through Friday', next: ['2026-11-23T09:00:00.000Z'] }),
} as const

async function openBuilder() {
  return await openScreen('/workcharts/desk/edit', ROUTES)
}

async function openStage() {
  const opened = await openBuilder()
  fireEvent.click(screen.getByRole('button', { name: 'Outline' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Sort it' }))
  return { ...opened, inspector: within(screen.getByRole('complementary', { name: 'Stage: Sort it' })) }
}

async function source(): Promise<string> {
  fireEvent.click(screen.getByRole('button', { name: 'Source' }))
  const field = await screen.findByLabelText('collections/default/workflows/desk.yaml')
  return (field as HTMLTextAreaElement).value
}

// It is a chunk of its own, and slow to come the first time.
beforeAll(() => import('../../../src/web/screens/builder/builder-screen.tsx'))
// The browser that the tests run in has no list of fonts, which fields that grow with their text look at.
beforeAll(() => Object.assign(document, { fonts: new EventTarget() }))
afterEach(() => vi.unstubAllGlobals())

describe('what a stage knows', () => {
  it('[UI85] is listed with its tokens and its budget, and what does not fit is named with what to do', async () => {
    const { inspector } = await openStage()
    expect(await inspector.findByText('Tone of voice')).toBeTruthy()
    expect(inspector.getByRole('img', { name: '60 of 100 tokens' })).toBeTruthy()
    expect(inspector.getByText(/30 more than there is room for/)).toBeTruthy()
  })

  it('[UI85] a text is added, made optional and taken out', async () => {
    const { inspector } = await openStage()
    fireEvent.change(await inspector.findByLabelText('Add something it knows'), { target: { value: 'ctx:names' } })
    fireEvent.click(inspector.getByRole('button', { name: 'needed: Product names' }))
    fireEvent.click(inspector.getByRole('button', { name: 'Take out Refund policy' }))
    const text = await source()
    expect(text).toContain('modules: [ "ctx:tone", ctx:names ]')
    expect(text).toContain('optional: [ ctx:names ]')
  })
})

describe('the way to people', () => {
  it('[UI86] is drawn with real names and an example clock', async () => {
    const { inspector } = await openStage()
    const steps = within(inspector.getByRole('list', { name: /Who is asked when/ })).getAllByRole('listitem')
    expect(steps.map((step) => step.textContent)).toEqual([
      'Mon 09:00Support Lead is asked',
      'Mon 13:00Deadline after 4 hours: marked overdue, also asks Head',
      'laterWaits. Time never approves anything.',
    ])
  })

  it('[UI87] people, deadline and later steps are edits; a name that can not be is said so', async () => {
    const { inspector } = await openStage()
    const asked = inspector.getByLabelText('Who is asked: add')
    fireEvent.change(asked, { target: { value: '!' } })
    fireEvent.keyDown(asked, { key: 'Enter' })
    expect(inspector.getByText(/can not be a name/)).toBeTruthy()
    fireEvent.change(asked, { target: { value: 'Ann' } })
    fireEvent.keyDown(asked, { key: 'Enter' })
    fireEvent.change(inspector.getByLabelText('Deadline: unit'), { target: { value: 'd' } })
    fireEvent.click(inspector.getByRole('button', { name: 'Also ask somebody still later' }))
    const text = await source()
    expect(text).toContain('to: [ human:support-lead, human:ann ]')
    expect(text).toContain('sla: 4d')
    expect(text).toMatch(/after: 2h[\s\S]*human:anyone/)
  })
})

describe('what a field can not take', () => {
  it.each([
    ['Name', 'n'.repeat(201), 'This text has 201 characters; at most 200 can be here.'],
    ['Instructions', 'n '.repeat(10_001), 'This text has 20,002 characters; at most 20,000 can be here.'],
    ['Per cent', 'eighty', 'Write a whole number from 0 to 100.'],
    ['Room, in tokens', '-1', 'Write a whole number from 1 to 10,000,000.'],
    ['Deadline', 'soon', 'Write a whole number, of at most ten years.'],
  ])('[UI110] stays in it and is said: %s', async (label, typed, complaint) => {
    const { inspector } = await openStage()
    const field = await inspector.findByLabelText(label)
    fireEvent.change(field, { target: { value: typed } })
    fireEvent.blur(field)
    expect((field as HTMLInputElement).value).toBe(typed)
    expect(inspector.getByText(complaint)).toBeTruthy()
    expect(await source()).not.toContain(typed)
  })
})

describe('how it starts', () => {
  it('[UI88] a schedule is told in words and changed by lists', async () => {
    await openBuilder()
    const chart = within(screen.getByRole('complementary', { name: 'The whole WorkChart' }))
    expect(await chart.findByText('At 09:00, Monday through Friday.')).toBeTruthy()
    expect(chart.getByText('Mon 23 Nov 2026, 09:00 GMT')).toBeTruthy()
    fireEvent.change(chart.getByLabelText('How often'), { target: { value: 'month' } })
    fireEvent.change(chart.getByLabelText('Message', { exact: false }), { target: { value: 'Digest' } })
    fireEvent.click(chart.getByRole('button', { name: 'Use these values' }))
    fireEvent.click(chart.getByLabelText('Switched on'))
    fireEvent.click(chart.getByRole('button', { name: 'Add a schedule' }))
    const text = await source()
    expect(text).toContain('cron: "0 9 1 * *"')
    expect(text).toContain('message: Digest')
    expect(text).toContain('enabled: false')
    expect(text).toContain('id: schedule')
  })
})

describe('cards', () => {
  it('[UI89] say what they take and give, and on demand what they cost and how good they were', async () => {
    await openBuilder()
    const library = within(screen.getByRole('complementary', { name: 'Skills and people' }))
    expect(library.getByText('message → category')).toBeTruthy()
    expect(library.getByText('Skills that came with it')).toBeTruthy()
    fireEvent.click(library.getByRole('button', { name: 'More about Sort a message' }))
    expect(library.getByText('£0.002 each (n = 412) · right in 92 % of 412 checked answers')).toBeTruthy()
    expect(await library.findByText('Ann')).toBeTruthy()
    expect(library.getByText('Support Lead')).toBeTruthy()
  })
})
