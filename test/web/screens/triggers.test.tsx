import { fireEvent, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { Calendar } from '../../../src/api/contract/calendar.ts'
import type { Firing, Trigger } from '../../../src/api/contract/triggers.ts'
import { instantOnClock, settingFields } from '../../../src/web/derive/trigger-words.ts'
import { EVERYTHING, problem } from '../../support/web-server.ts'
import { aHome } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => vi.unstubAllGlobals())

const ID = 'refunds/weekdays'
const PAGE = '/triggers/refunds%2Fweekdays'
const WORKFLOW = { id: 'refunds', name: 'Refunds' }
const OWNER = { id: 'human:owner', name: 'owner' }

const SCHEDULE = {
  type: 'schedule',
  cron: '0 9 * * MON-FRI',
  words: 'At 09:00, Monday through Friday',
  timezone: 'Asia/Kathmandu',
  startsOn: '2026-01-01',
  endsOn: '2026-12-31',
  jitter: '5m',
  overlap: 'skip',
  catchUp: 'all',
  catchUpWindow: '2d',
  catchUpMax: 10,
  pauseAfter: 3,
} as const satisfies Trigger['starts']

function aTrigger(given: Partial<Trigger> = {}): Trigger {
  return {
    id: ID,
    workflow: WORKFLOW,
    starts: SCHEDULE,
    state: 'on',
    pause: null,
    incident: null,
    inputs: { message: 'Digest' },
    next: ['2026-11-23T03:15:00.000Z', '2026-11-24T03:15:00.000Z'],
    lastRun: null,
    webhook: null,
    ...given,
  }
}

const LISTENER = aTrigger({
  id: 'refunds/paid',
  starts: { type: 'event', event: 'shop.order.paid', filter: 'event.data.total > 100', dedupe: 'order' },
  inputs: {},
  next: [],
})

function aFiring(given: Partial<Firing> = {}): Firing {
  return {
    trigger: ID,
    cause: { type: 'instant' },
    instant: '2026-11-20T03:15:00.000Z',
    decidedAt: '2026-11-20T03:15:01.000Z',
    by: OWNER,
    outcome: { type: 'run', run: 'r1' },
    note: null,
    ...given,
  }
}

const LEFT_OUT = aFiring({
  instant: '2026-11-19T03:15:00.000Z',
  outcome: { type: 'skipped', reason: 'overlap', detail: 'The run before it had not ended.' },
})

const WHICH = { trigger: ID, workflow: WORKFLOW }
const EMPTY_DAY = { been: [], toCome: [] }
const WEEK: Calendar = {
  timezone: 'UTC',
  omitted: 2,
  days: [
    { date: '2026-11-20', been: [{ ...WHICH, started: 1, leftOut: 2, waiting: 0 }], toCome: [] },
    {
      date: '2026-11-21',
      been: [],
      toCome: [
        {
          ...WHICH,
          words: 'Every 15 minutes',
          starts: { type: 'often', timesADay: 96, first: '2026-11-21T00:00:00.000Z' },
        },
        { ...WHICH, trigger: 'a/b', words: '', starts: { type: 'times', instants: ['2026-11-21T09:00:00.000Z'] } },
      ],
    },
    { date: '2026-11-22', ...EMPTY_DAY },
  ],
}

function routes(trigger: Trigger = aTrigger(), answers: Parameters<typeof openScreen>[1] = {}) {
  return {
    ...answers,
    [`${PAGE}/firings`]: () => ({
      firings: [
        aFiring({ cause: { type: 'hand', id: '1' }, note: 'Skipped at first.' }),
        LEFT_OUT,
        aFiring({ instant: '2026-11-18T03:15:00.000Z', outcome: { type: 'waiting', turn: 'after-others' } }),
        aFiring({ instant: '2026-11-17T03:15:00.000Z', outcome: { type: 'waiting', turn: 'at-once' } }),
      ],
    }),
    [PAGE]: () => trigger,
    '/triggers?': () => ({ triggers: [trigger, LISTENER], firings: [], newest: [LEFT_OUT] }),
    '/calendar?': () => WEEK,
    ...EVERYTHING,
    // Their place is that of the first spread, their answer that of the last.
    ...answers,
  }
}

async function openTrigger(trigger?: Trigger, answers?: Parameters<typeof openScreen>[1]) {
  const { page, sent } = await openScreen(PAGE, routes(trigger, answers))
  const press = (name: string) => fireEvent.click(within(page).getByRole('button', { name }))
  const card = (name: string) => within(within(page).getByRole('region', { name }))
  return { page, sent, press, card }
}

it('[UI220] every trigger says how it starts, its state, its next start on both clocks, and the last it did', async () => {
  const { page } = await openScreen('/triggers', routes())
  const table = within(page).getByRole('table', { name: 'What starts by itself' })
  const [, schedule, listener] = within(table).getAllByRole('row')
  expect(schedule?.textContent).toContain('At 09:00, Monday through FridayRefundsOn')
  expect(schedule?.textContent).toContain('Mon 23 Nov 2026, 09:00 GMT+5:45 · for you Mon 23 Nov 2026, 03:15')
  expect(schedule?.textContent).toContain('Left out')
  expect(listener?.textContent).toContain('When shop.order.paid comesRefundsOnwhen it comesnothing yet')
})

it('[UI220] one that is on and has no next start says so; where there is none, it says how to get one', async () => {
  const stopped = await openScreen('/triggers', routes(aTrigger({ incident: 'It is late.', next: [] })))
  expect(stopped.page.textContent).toContain('No next start')
  const none = { '/triggers?': () => ({ triggers: [], firings: [], newest: [] }) }
  const { page } = await openScreen('/triggers', routes(undefined, none))
  expect(page.textContent).toContain('Open a WorkChart in the builder and add a schedule')
})

it('[UI220] a hundred are drawn, and more on demand', async () => {
  const triggers = Array.from({ length: 101 }, (_, at) => aTrigger({ id: `refunds/t${at}` }))
  const many = { '/triggers?': () => ({ triggers, firings: [], newest: [] }) }
  const { page } = await openScreen('/triggers', routes(undefined, many))
  const rows = () => within(page).getByRole('table').querySelectorAll('tbody tr').length
  expect(rows()).toBe(100)
  fireEvent.click(within(page).getByRole('button', { name: 'Show more of 101' }))
  expect(rows()).toBe(101)
})

it('[UI221] the week tells what has been apart from what is to come, and what is not shown', async () => {
  const { page } = await openScreen('/triggers', routes())
  const week = within(page).getByRole('region', { name: 'The coming week' })
  await waitFor(() => expect(week.textContent).toContain('TodayRefunds1 started2 left out'))
  expect(week.textContent).toContain('Saturday 21 NovemberRefundsEvery 15 minutes, 96 times a day')
  expect(week.textContent).toContain('Sunday 22 NovemberNothing')
  expect(week.textContent).toContain('2 more schedules not shown here')
})

it('[UI222] a trigger says its next starts on both clocks and its settings in words', async () => {
  const { card } = await openTrigger()
  expect(card('Next starts').getAllByRole('listitem')[0]?.textContent).toContain('09:00 GMT+5:45 · for you')
  const told = card('Settings')
    .getAllByRole('term')
    .map((term) => `${term.textContent}: ${term.nextSibling?.textContent}`)
  expect(told).toEqual([
    'How often: At 09:00, Monday through Friday',
    'Time zone: Asia/Kathmandu',
    'First day: 2026-01-01',
    'Last day: 2026-12-31',
    'If a run is still open: Leave this time out',
    'Times that pass while this program is off: Start each of them, at most 10 runs, not older than 2d',
    'Spread starts by up to: 5m',
    'Pause after failures in a row: 3',
    'message: Digest',
  ])
  const plain = { startsOn: null, endsOn: null, jitter: null, catchUpWindow: null, catchUpMax: null, pauseAfter: null }
  expect(settingFields({ ...SCHEDULE, ...plain, catchUp: 'none' })).toHaveLength(4)
})

it('[UI222] what does not start says why: ended, switched off, in trouble, an event', async () => {
  expect((await openTrigger(aTrigger({ state: 'ended', next: [] }))).page.textContent).toContain('its last day is over')
  const off = await openTrigger(aTrigger({ state: 'off', next: [], incident: 'It should start and can not.' }))
  expect(off.page.textContent).toContain('None while it is not on.')
  expect(off.page.textContent).toContain('It should start and can not.')
  const event = await openTrigger({ ...LISTENER, id: ID })
  expect(event.page.textContent).toContain('Whenever such an event comes.')
  expect(event.page.textContent).toContain('Only ifevent.data.total > 100')
  expect(event.page.textContent).not.toContain('Fill in a range')
})

it('[UI223] the log says what came of each time and why, and what was left out can be started after all', async () => {
  const { page, sent, press } = await openTrigger(undefined, {
    [`${PAGE}/fire`]: () => ({ id: 'r9', status: 'running', version: 1 }),
  })
  const table = await waitFor(() => within(page).getByRole('table', { name: 'What it did, the newest first' }))
  const [, hand, left, waiting, soon] = within(table).getAllByRole('row')
  expect(hand?.textContent).toContain('StartedStarted by owner. Skipped at first.See the run')
  expect(left?.textContent).toContain('Left outA run was still open. The run before it had not ended.')
  expect(waiting?.textContent).toContain('It starts once the run before it has ended.')
  expect(soon?.textContent).toContain('It starts as soon as it can.')
  press('Start it after all')
  await waitFor(() => expect(sent).toContainEqual({ path: `${PAGE}/fire`, body: { instant: LEFT_OUT.instant } }))
  const empty = await openTrigger(undefined, { [`${PAGE}/firings`]: () => ({ firings: [] }) })
  await waitFor(() => expect(empty.page.textContent).toContain('Nothing yet'))
})

it('[UI224] it is started now, with the way to the run, and what is refused is told', async () => {
  const fired = await openTrigger(undefined, { [`${PAGE}/fire`]: () => ({ id: 'r9', status: 'running', version: 1 }) })
  fired.press('Start now')
  await waitFor(() => expect(fired.page.textContent).toContain('A run was started. See the run'))
  const refused = await openTrigger(undefined, { [`${PAGE}/fire`]: () => problem(422, 'It has no value for a.') })
  refused.press('Start now')
  await waitFor(() => expect(refused.page.textContent).toContain('It has no value for a. Nothing was started.'))
})

it('[UI225] it is paused with the reason, and resumed', async () => {
  const { page, sent, press } = await openTrigger(undefined, { [`${PAGE}/pause`]: () => aTrigger() })
  press('Pause')
  press('Leave it on')
  press('Pause')
  fireEvent.change(within(page).getByLabelText('Why is it paused?'), { target: { value: 'Stocktaking.' } })
  press('Pause it')
  await waitFor(() => expect(sent).toContainEqual({ path: `${PAGE}/pause`, body: { because: 'Stocktaking.' } }))
  const pause = { by: OWNER, at: '2026-11-20T10:00:00.000Z', because: 'Stocktaking.' }
  const paused = await openTrigger(aTrigger({ state: 'paused', pause, next: [] }), {
    [`${PAGE}/resume`]: () => problem(409, 'Somebody was first.'),
  })
  expect(paused.page.textContent).toContain('Paused by owner')
  paused.press('Resume')
  await waitFor(() => expect(paused.sent).toContainEqual({ path: `${PAGE}/resume`, body: {} }))
  await waitFor(() => expect(paused.page.textContent).toContain('Somebody was first.'))
  const alone = await openTrigger(aTrigger({ state: 'paused', pause: { ...pause, by: null }, next: [] }))
  expect(alone.page.textContent).toContain('It paused itself')
})

it('[UI226] a range is filled in only after it was said how many runs that starts', async () => {
  const starts = ['2026-11-17T03:15:00.000Z', '2026-11-18T03:15:00.000Z']
  const { sent, card } = await openTrigger(undefined, { [`${PAGE}/backfills`]: () => ({ starts, started: 1 }) })
  const form = card('Fill in a range')
  const type = (label: string | RegExp, value: string) =>
    fireEvent.change(form.getByLabelText(label), { target: { value } })
  type(/^From/, '2026-11-19T00:00')
  type('To', '2026-11-17T00:00')
  expect(form.getByText('This is before the beginning.')).toBeTruthy()
  type('To', '2026-11-20T00:00')
  fireEvent.click(form.getByRole('button', { name: 'See what it would start' }))
  await waitFor(() =>
    expect(form.getByRole('status').textContent).toContain('It would start 2 runs; 1 time of the range'),
  )
  expect(sent).toEqual([])
  fireEvent.change(form.getByLabelText('How'), { target: { value: 'at-once' } })
  fireEvent.click(form.getByRole('button', { name: 'Start 2 runs' }))
  const body = { from: '2026-11-18T18:15:00.000Z', to: '2026-11-19T18:15:00.000Z', turn: 'at-once' }
  await waitFor(() => expect(sent).toContainEqual({ path: `${PAGE}/backfills`, body }))
  await waitFor(() => expect(form.getByRole('status').textContent).toContain('2 runs will start.'))
})

it('[UI226] what can not be filled in is told, and a range of nothing offers nothing', async () => {
  const see = async (answer: () => unknown) => {
    const { card } = await openTrigger(undefined, { [`${PAGE}/backfills`]: answer })
    const form = card('Fill in a range')
    fireEvent.change(form.getByLabelText(/^From/), { target: { value: '2026-11-19T00:00' } })
    fireEvent.change(form.getByLabelText('To'), { target: { value: '2026-11-19T00:00' } })
    fireEvent.click(form.getByRole('button', { name: 'See what it would start' }))
    return form
  }
  const none = await see(() => ({ starts: [], started: 0 }))
  await waitFor(() => expect(none.getByRole('status').textContent).toContain('It would start nothing.'))
  expect(none.queryByLabelText('How')).toBeNull()
  const refused = await see(() => problem(422, 'Choose a shorter one.'))
  await waitFor(() => expect(refused.getByText(/Choose a shorter one/)).toBeTruthy())
})

it('[UI227] a time that has passed is typed on the clock of the schedule', async () => {
  const { sent, card } = await openTrigger(undefined, {
    [`${PAGE}/fire`]: () => problem(422, 'The next one is later.'),
  })
  const form = card('Start one time that has passed')
  fireEvent.change(form.getByLabelText(/^Time, on the clock of Asia/), { target: { value: '2026-11-18T09:00' } })
  fireEvent.click(form.getByRole('button', { name: 'Start it' }))
  await waitFor(() => expect(sent).toEqual([{ path: `${PAGE}/fire`, body: { instant: '2026-11-18T03:15:00.000Z' } }]))
  await waitFor(() => expect(form.getByText(/The next one is later/)).toBeTruthy())
  expect(instantOnClock('2026-03-29T01:30', 'Europe/London')).toBe('2026-03-29T01:30:00.000Z')
  expect(instantOnClock('2026-07-01T09:00', 'America/New_York')).toBe('2026-07-01T13:00:00.000Z')
  expect(instantOnClock('', 'UTC')).toBeUndefined()
})

it('[UI228] Home names what should start by itself and does not, and resumes what paused itself', async () => {
  const stopped = Array.from({ length: 6 }, (_, at) => ({
    trigger: `refunds/t${at}`,
    workflow: WORKFLOW,
    state: at === 0 ? ('paused' as const) : ('unset' as const),
    detail: 'Its last 3 runs failed.',
  }))
  const { page, sent } = await openScreen('/', {
    '/triggers/': () => problem(409, 'Somebody was first.'),
    ...EVERYTHING,
    '/home': () => aHome({ stopped }),
  })
  expect(page.textContent).toContain('Refunds no longer starts by itself. Its last 3 runs failed.')
  expect(page.textContent).toContain('Refunds does not start as it should.')
  expect(page.textContent).toContain('1 more trigger in such a state')
  fireEvent.click(within(page).getByRole('button', { name: 'Resume refunds/t0' }))
  await waitFor(() => expect(sent).toEqual([{ path: '/triggers/refunds%2Ft0/resume', body: {} }]))
  await waitFor(() => expect(page.textContent).toContain('Somebody was first.'))
})
