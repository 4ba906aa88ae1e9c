import { cleanup, fireEvent, screen, within } from '@testing-library/react'
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
afterEach(() => {
  vi.unstubAllGlobals()
  // What was not saved yet is kept in the browser, and the next page would begin with it.
  cleanup()
  for (const storage of [sessionStorage, localStorage]) storage.clear()
})

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

describe('the tasks of a stage', () => {
  it('[UI255] who decides and the priority are edits, and what is as usual is not written', async () => {
    const { inspector } = await openStage()
    const choose = (label: string, value: string) => {
      const field = inspector.getByLabelText(label)
      fireEvent.pointerDown(field)
      fireEvent.change(field, { target: { value } })
    }
    choose('Who decides', 'another')
    choose('Priority', 'urgent')
    const text = await source()
    expect(text).toContain('four_eyes: true')
    expect(text).toContain('priority: urgent')
    fireEvent.click(screen.getByRole('button', { name: 'Outline' }))
    choose('Who decides', 'asked')
    choose('Priority', 'normal')
    expect(await source()).not.toMatch(/four_eyes|priority/)
  })
})

describe('the reminder and the working hours', () => {
  const typeIn = (field: HTMLElement, value: string) => {
    fireEvent.change(field, { target: { value } })
    fireEvent.blur(field)
  }

  it('[UI241] are edits, and the way to people goes by them', async () => {
    const { inspector } = await openStage()
    typeIn(inspector.getByLabelText('Remind before the deadline'), '1')
    fireEvent.click(inspector.getByRole('button', { name: 'Count working hours only' }))
    typeIn(inspector.getByLabelText('Until'), '16:00')
    typeIn(inspector.getByLabelText('Holidays'), '2026-12-25')
    const steps = within(inspector.getByRole('list', { name: /Who is asked when/ })).getAllByRole('listitem')
    expect(steps.map((step) => step.textContent).slice(0, 3)).toEqual([
      'Fri 15:00Support Lead is asked',
      'Mon 11:00Still open: reminded, 1 hour before the deadline',
      'Mon 12:00Deadline after 4 hours of working time: marked overdue, also asks Head',
    ])
    const text = await source()
    expect(text).toMatch(/remind: 1h[\s\S]*calendar:[\s\S]*days: MON-FRI[\s\S]*16:00[\s\S]*2026-12-25/)
  })

  it('[UI241] say in the field what can not be', async () => {
    const { inspector } = await openStage()
    typeIn(inspector.getByLabelText('Remind before the deadline'), '4')
    expect(inspector.getByText('Write less than the 4 hours of the deadline.')).toBeTruthy()
    fireEvent.click(inspector.getByRole('button', { name: 'Count working hours only' }))
    typeIn(inspector.getByLabelText('From'), '18:00')
    expect(inspector.getByText('This is not before the end.')).toBeTruthy()
    const text = await source()
    expect(text).not.toContain('remind')
    expect(text).not.toContain('18:00')
  })

  it('[UI241] hours are added and taken out; with the last of them all hours count', async () => {
    const { inspector } = await openStage()
    fireEvent.click(inspector.getByRole('button', { name: 'Count working hours only' }))
    fireEvent.click(inspector.getByRole('button', { name: 'Add hours' }))
    expect(inspector.getAllByLabelText('On').map((field) => (field as HTMLSelectElement).value)).toEqual([
      'MON-FRI',
      'SAT',
    ])
    for (let left = 2; left > 0; left -= 1) {
      const [remove] = inspector.getAllByRole('button', { name: 'Take out these hours' })
      if (remove !== undefined) fireEvent.click(remove)
    }
    expect(inspector.getByRole('button', { name: 'Count working hours only' })).toBeTruthy()
    expect(await source()).not.toContain('calendar')
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
    expect(chart.getAllByText(/09:00 (?:GMT|BST)/)).toHaveLength(10)
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

describe('what else a schedule can be told', () => {
  async function openChart() {
    await openBuilder()
    return within(screen.getByRole('complementary', { name: 'The whole WorkChart' }))
  }
  const type = (field: HTMLElement, value: string) => {
    fireEvent.change(field, { target: { value } })
    fireEvent.blur(field)
  }

  it('[UI229] the preview ends with the last day, and what can not be read says why', async () => {
    const chart = await openChart()
    type(await chart.findByLabelText('Last day'), '2026-01-01')
    expect(chart.getByText('It starts nothing any more: its last day is over.')).toBeTruthy()
    type(chart.getByLabelText('First day'), '2026-02-01')
    fireEvent.change(chart.getByLabelText('How often'), { target: { value: 'cron' } })
    type(chart.getByLabelText('Cron, five fields'), 'often')
    expect(chart.getByText(/The cron expression `often` has 1 field/)).toBeTruthy()
    expect(await source()).toContain('cron: "0 9 * * MON-FRI"')
  })

  it('[UI230] open runs, missed times, spread and failures are set in words; the summary says what is set', async () => {
    const chart = await openChart()
    const choose = (label: string, value: string) =>
      fireEvent.change(chart.getByLabelText(label), { target: { value } })
    choose('If a run is still open', 'queue')
    choose('Times that pass while this program is off', 'all')
    type(chart.getByLabelText('Not older than'), '2')
    type(chart.getByLabelText('At most so many'), '5000')
    expect(chart.getByText('Write a whole number from 1 to 1,000.')).toBeTruthy()
    type(chart.getByLabelText('At most so many'), '10')
    type(chart.getByLabelText('Spread starts by up to'), '1')
    type(chart.getByLabelText('Pause after failures in a row'), '3')
    expect(
      chart.getByText(/open run: wait until it has ended, missed: start each of them, spread by up to 1 hour, pauses/),
    ).toBeTruthy()
    const text = await source()
    for (const line of ['overlap: queue', 'catch_up: all', 'catch_up_window: 2h', 'catch_up_max: 10', 'pause_after: 3'])
      expect(text).toContain(line)
  })

  it('[UI231] what is as usual is not written', async () => {
    const chart = await openChart()
    for (const value of ['allow', 'skip'])
      fireEvent.change(chart.getByLabelText('If a run is still open'), { target: { value } })
    for (const value of ['last', 'none'])
      fireEvent.change(chart.getByLabelText('Times that pass while this program is off'), { target: { value } })
    type(chart.getByLabelText('Pause after failures in a row'), '3')
    type(chart.getByLabelText('Pause after failures in a row'), '')
    expect(await source()).not.toMatch(/overlap|catch_up|pause_after/)
  })

  it('[UI232] an event trigger is set up, and what can not be worked out stays in its field', async () => {
    const chart = await openChart()
    fireEvent.click(chart.getByRole('button', { name: 'Add an event' }))
    const event = within(chart.getByRole('group', { name: 'Event 1' }))
    type(event.getByLabelText('When this comes'), 'shop order')
    expect(event.getByText(/Write for example com.example.order.paid/)).toBeTruthy()
    type(event.getByLabelText('When this comes'), 'shop.order.paid')
    type(event.getByLabelText('Only if'), 'event.data.total >')
    type(event.getByLabelText('message'), '${{ event. }}')
    type(event.getByLabelText('Count as the same event'), '${{ event.data.id }}')
    expect(await source()).not.toMatch(/filter|message: \$/)
    expect(await source()).toContain('event: shop.order.paid')
  })

  it('[UI234] a sample says what the trigger would do, and fills in the values', async () => {
    const chart = await openChart()
    fireEvent.click(chart.getByRole('button', { name: 'Add an event' }))
    const event = within(chart.getByRole('group', { name: 'Event 1' }))
    type(event.getByLabelText('Only if'), 'event.data.message == "hello"')
    fireEvent.change(event.getByLabelText('Sample event'), { target: { value: '{' } })
    expect(event.getByText(/can not be read as JSON/)).toBeTruthy()
    fireEvent.change(event.getByLabelText('Sample event'), { target: { value: '{"message":"hello"}' } })
    const told = () => event.getByRole('list', { name: 'What it would do' }).textContent
    expect(told()).toContain('The condition lets it through.message: It is needed, and nothing is given for it.')
    fireEvent.click(event.getByRole('button', { name: 'Fill in from this sample' }))
    expect(told()).toContain('message: hello')
    expect(await source()).toContain('message: ${{ event.data.message }}')
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
