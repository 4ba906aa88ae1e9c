import { fireEvent, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Gate } from '../../../src/api/contract/gates.ts'
import {
  aChoice,
  aGate,
  aGateRow,
  aNewGate,
  aPoint,
  CHANGED,
  GATHERING,
  someGates,
  someTurnedRuns,
} from '../../support/web-gates.ts'
import { someAssumptions, someInsights } from '../../support/web-insights.ts'
import type { Routes } from '../../support/web-server.ts'
import { EVERYTHING, OWNER_SESSION, problem } from '../../support/web-server.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => vi.unstubAllGlobals())

const ADDRESS = '/insights/gates/support-desk/sort'
const TEXT = 'workflow_id: support-desk\nstages:\n  - id: sort\n    gate: { threshold: 0.85 }\n'
const DRAFT = {
  id: 'support-desk',
  text: TEXT,
  revision: 4,
  base: 'b',
  file: 'WORKFLOW.yaml',
  collection: 'default',
  saved: null,
  fileChanged: false,
  publishedVersion: 3,
}

function routesOf(gate: (path: string) => unknown, more: Routes = {}): Routes {
  return {
    ...more,
    '/workflows/support-desk/gates/sort/turned?': () => someTurnedRuns(),
    '/workflows/support-desk/gates/sort?': gate,
    '/workflows/support-desk/gates': () => someGates(),
    '/drafts/support-desk': () => DRAFT,
    '/insights?': () => someInsights(),
    ...EVERYTHING,
    // Asked before the others, and said by nobody else.
    ...more,
  }
}

/** The screen in front of a server that works out what it is asked for. */
async function openGate(given: Partial<Gate> = {}, more: Routes = {}, search = '') {
  const asked: string[] = []
  const answer = (path: string) => {
    asked.push(path)
    const { searchParams } = new URL(path, 'http://a')
    const [target, limit] = [searchParams.get('target'), searchParams.get('limit')]
    return aGate({
      ...given,
      ...(target === null ? {} : { target: Number(target) }),
      ...(limit === null ? {} : { chosen: aChoice({ point: aPoint(Number(limit)), status: GATHERING }) }),
    })
  }
  const opened = await openScreen(`${ADDRESS}${search}`, routesOf(answer, more))
  const screen = within(opened.page)
  const card = (name: string) => screen.getByRole('region', { name })
  return { ...opened, screen, card, asked }
}

describe('the screen of a gate', () => {
  it('[UI417] says what may be wrong, what that sets, and what it comes to', async () => {
    const { screen, card } = await openGate()
    const target = card('What may be wrong')
    expect(screen.getByLabelText('Wrong in 100, at most')).toHaveProperty('value', '2')
    expect(target.textContent).toContain('Certifiedfor the last 352 checked answers')
    expect(target.textContent).toContain('This sets Ask a person when less than 88 % sure. It was 85 %.')
    const presets = within(target).getByRole('group', { name: 'Usual targets' })
    expect([...presets.querySelectorAll('button')].map(({ textContent }) => textContent)).toEqual([
      '10 in 100Certified',
      '5 in 100Certified',
      '2 in 100Certified',
      '1 in 100Needs 276 more reviews',
    ])
    expect(presets.querySelector('[aria-pressed="true"]')?.textContent).toBe('2 in 100Certified')
    expect(card('What this comes to').textContent).toContain('To people38 %152 of 400 a day, and 12 blind checks')
  })

  it('[UI417] a step, a preset or a typed number asks for another target; what was there stays meanwhile', async () => {
    const { screen, page, card, asked } = await openGate()
    fireEvent.click(screen.getByRole('button', { name: 'One more wrong in 100' }))
    await waitFor(() => expect(asked.at(-1)).toContain('?target=0.03'))
    expect(page.querySelector('[aria-busy="true"]')).toBeNull()
    expect(card('What this comes to').textContent).toContain('38 %')
    fireEvent.click(screen.getByRole('button', { name: /^10 in 100/ }))
    await waitFor(() => expect(asked.at(-1)).toContain('?target=0.1'))
    const field = screen.getByLabelText('Wrong in 100, at most')
    fireEvent.change(field, { target: { value: '' } })
    fireEvent.change(field, { target: { value: '21' } })
    fireEvent.change(field, { target: { value: '7' } })
    await waitFor(() => expect(asked.at(-1)).toContain('?target=0.07'))
    expect(asked.some((path) => path.includes('0.21'))).toBe(false)
    fireEvent.blur(field)
    await waitFor(() => expect(field).toHaveProperty('value', '7'))
  })

  it('[UI417] below 1 in 100 there is nothing, nor above 20', async () => {
    const { screen } = await openGate({}, {}, '?target=0.01')
    expect(screen.getByRole('button', { name: 'One less wrong in 100' })).toHaveProperty('disabled', true)
    fireEvent.click(screen.getByRole('button', { name: 'One less wrong in 100' }))
    const { screen: other } = await openGate({}, {}, '?target=0.2')
    expect(other.getByRole('button', { name: 'One more wrong in 100' })).toHaveProperty('disabled', true)
  })

  it('[UI418] a percentage of one’s own steps through those that can be chosen, and the target takes over again', async () => {
    const { screen, card, asked } = await openGate()
    fireEvent.click(screen.getByRole('button', { name: 'Set the percentage myself' }))
    const slider = await waitFor(() => screen.getByRole('slider', { name: 'Ask a person when less sure than this' }))
    await waitFor(() => expect(asked.at(-1)).toContain('limit=0.88'))
    expect(slider.getAttribute('aria-valuetext')).toBe('88 % sure')
    fireEvent.keyDown(slider, { key: 'ArrowLeft' })
    await waitFor(() => expect(asked.at(-1)).toContain('limit=0.86'))
    await waitFor(() => expect(card('What may be wrong').textContent).toContain('less than 86 % sure'))
    expect(card('What this comes to').textContent).toContain('To people33 %')
    expect(card('What may be wrong').textContent).toContain('Not certifiedonly from 88 % sure on')
    fireEvent.click(screen.getByRole('button', { name: 'Let the target set it' }))
    await waitFor(() => expect(screen.queryByRole('slider', { name: /^Ask a person/ })).toBeNull())
  })

  it('[UI418] where there is one percentage only, nothing is to be moved', async () => {
    const { screen, card } = await openGate({ points: [aPoint(0.88)] }, {}, '?limit=0.88')
    expect(card('What may be wrong').textContent).toContain('less than 88 % sure')
    expect(screen.queryByRole('slider', { name: /^Ask a person/ })).toBeNull()
  })

  it('[UI419] a limit on the curve is chosen, and the table says the same', async () => {
    const { screen, asked } = await openGate()
    fireEvent.click(screen.getByRole('button', { name: 'Show as a table' }))
    const table = within(screen.getByRole('region', { name: /as a table$/ })).getByRole('table')
    expect(table.querySelectorAll('tbody tr')).toHaveLength(16)
    fireEvent.click(screen.getByRole('button', { name: 'Show as a drawing' }))
    fireEvent.keyDown(screen.getByRole('slider', { name: /^Look along/ }), { key: 'Enter' })
    await waitFor(() => expect(asked.at(-1)).toContain('limit=0.88'))
  })

  it('[UI420] runs that would have gone the other way lead to their pages, and all are shown on demand', async () => {
    const turned: string[] = []
    const answer = (path: string) => {
      turned.push(path)
      const { runs } = someTurnedRuns()
      const all = [...runs, ...runs, ...runs, ...runs]
        .slice(0, 11)
        .map((run, place) => ({ ...run, run: `run-${place}` }))
      return someTurnedRuns({ runs: path.includes('most=200') ? all : runs })
    }
    const { card } = await openGate({}, { '/workflows/support-desk/gates/sort/turned?': answer })
    const shown = await waitFor(() => {
      const found = card('Would have gone the other way')
      if (found.querySelector('tbody') === null) throw new Error('There are no runs yet.')
      return found
    })
    expect(turned[0]).toMatch(/\?from=0\.85&to=0\.88&most=7$/)
    expect(shown.textContent).toContain('of the last 200 answers, 85 % to 88 % sure')
    expect(
      [...(shown.querySelectorAll('tbody tr')[1]?.children ?? [])].map(({ textContent }) => textContent).slice(3),
    ).toEqual(['ask a person', 'wrong'])
    expect(shown.querySelector('tbody a')?.getAttribute('href')).toMatch(/^\/runs\//)
    expect(shown.textContent).toContain('4 checked: 2 right, 2 wrong.')
    fireEvent.click(within(shown).getByRole('button', { name: 'Show all 11' }))
    await waitFor(() => expect(turned.at(-1)).toContain('most=200'))
    await waitFor(() => expect(within(shown).queryByRole('button')).toBeNull())
  })

  it('[UI420] where it stays as it is, none would; of very many the newest are shown', async () => {
    const { card } = await openGate({ current: aChoice() })
    expect(card('Would have gone the other way').textContent).toContain('None: this is how it is now.')
    expect(card('What may be wrong').textContent).toContain('That is how it is now.')
    const many = await openGate(
      {},
      { '/workflows/support-desk/gates/sort/turned?': () => someTurnedRuns({ total: 900 }) },
    )
    await waitFor(() => expect(many.screen.getByRole('button', { name: 'Show the newest 200' })).toBeDefined())
    const none = someTurnedRuns({ runs: [], total: 0, right: 0, wrong: 0 })
    const quiet = await openGate({}, { '/workflows/support-desk/gates/sort/turned?': () => none })
    await waitFor(() => expect(quiet.card('Would have gone the other way').textContent).toContain('None of them.'))
  })

  it('[UI421] what keeps it honest', async () => {
    const { card } = await openGate({ isMissingMore: true })
    const honest = card('What keeps this honest')
    for (const words of [
      '1 in 20 of the answers let through are checked by a person who does not see the AI’s answer first.',
      'A doubling of errors would be noticed in about 23 days.',
      'The certificate ends on a new model, prompt or skill, after 4,212 more answers, or',
      'No confidence given: 3 of 1,204. All went to people. Lately there are more of them than usual.',
      'Checked by two people: 28 answers, and both found the same in 27.',
    ])
      expect(honest.textContent).toContain(words)
    fireEvent.click(within(honest).getByRole('button', { name: 'Show the steps' }))
    expect(honest.querySelector('code')?.textContent).toBe('workcharts gate recompute receipts.jsonl')
    expect(honest.textContent).toContain('f3b1'.repeat(16))
    fireEvent.click(within(honest).getByRole('button', { name: 'Hide the steps' }))
    expect(honest.querySelector('code')).toBeNull()
  })

  it('[UI421] what is not known of it is said so', async () => {
    const { card } = await openGate({ ...aNewGate({ auditRate: 0 }) })
    const honest = card('What keeps this honest')
    for (const words of [
      'Nothing that is let through is checked: nobody would notice if it got worse.',
      'How soon a doubling of errors would be noticed is not known yet.',
      'Before the first certificate every answer goes to people: 500 answers are planned for that.',
      'No confidence given: 0 of 4.',
      'No answer was checked by two people yet.',
    ])
      expect(honest.textContent).toContain(words)
    fireEvent.click(within(honest).getByRole('button', { name: 'Show the steps' }))
    expect(honest.textContent).toContain('Once there is a certificate, it has the hash that this gives.')
    const own = await openGate({}, {}, '?limit=0.88')
    expect(own.card('What keeps this honest').textContent).toContain('stays until somebody changes it')
  })

  it('[UI422] from where asking costs less than being wrong, by what was entered', async () => {
    const perError = { currency: 'GBP', microUnits: 12_000_000 }
    const insights = () => someInsights({ assumptions: [someAssumptions({ perError })] })
    const { card } = await openGate({}, { '/insights?': insights })
    const honest = card('What keeps this honest')
    await waitFor(() =>
      expect(honest.textContent).toContain(
        'Below 91 % sure, asking costs less than being wrong, if a wrong answer costs £12. You entered £12.',
      ),
    )
    const link = within(honest).getByRole('link', { name: 'Assumptions' })
    expect(link.getAttribute('href')).toBe('/insights?workcharts=support-desk#assumptions')
    const unknown = await openGate({ current: null, chosen: aChoice({ breakEven: null }) })
    expect(unknown.card('What keeps this honest').textContent).toContain('enter minutes, the hourly cost')
    const { page } = await openScreen(
      '/insights?workcharts=support-desk#assumptions',
      routesOf(() => aGate()),
    )
    expect(page.textContent).toContain('What an error costs that nobody noticed')
  })

  it('[UI423] what it says stands beside what people found', async () => {
    const { card } = await openGate()
    const found = card('What it says, and what people found')
    expect(found.textContent).toContain('4.3 % apart on average, n = 568 judged answers')
    expect(found.querySelectorAll('svg.chart-drawing[role="img"][aria-label] circle')).toHaveLength(6)
    const fresh = await openGate(aNewGate())
    expect(fresh.card('What it says, and what people found').textContent).toContain('Nobody has judged an answer yet.')
  })

  it('[UI415] why it is not certified any more is said, and that people answer everything', async () => {
    const presets = [0.1, 0.05, 0.02, 0.01].map((target) => ({ target, status: CHANGED }))
    const setting = { kind: 'target-error', target: 0.02, auditRate: 0.05 } as const
    const { card } = await openGate({ status: CHANGED, chosen: null, current: null, presets, setting })
    const words = card('What may be wrong').textContent
    expect(words).toContain('Needs 137 more reviews12 checked so far')
    expect(words).toContain('With this nothing is let through yet: people answer everything until it is certified.')
    expect(words).toContain('at least 10 % will go to people whatever the limit.')
    expect(words).toContain('The model changed from haiku-4 to haiku-5 on 12 Nov. Until enough answers')
    expect(card('What this comes to').textContent).toContain('To people100 %')
    const own = await openGate({ status: CHANGED })
    expect(own.card('What may be wrong').textContent).toContain('The model changed')
    expect(own.card('What may be wrong').textContent).not.toContain('people answer everything')
  })

  it('[UI417] where nothing goes through it says how it is now', async () => {
    const { card } = await openGate({ status: GATHERING, chosen: null }, {}, '?target=0.03')
    expect(card('What may be wrong').textContent).toContain('Needs 163 more reviews189 checked so far')
    expect(card('What may be wrong').textContent).toContain('Now a person is asked below 85 %.')
    const turned: string[] = []
    const answer = (path: string) => {
      turned.push(path)
      return someTurnedRuns()
    }
    const routes = { '/workflows/support-desk/gates/sort/turned?': answer }
    const none = await openGate({ current: null, setting: { kind: 'none' } }, routes)
    expect(turned[0]).toContain('?from=0&to=0.88')
    expect(none.card('What may be wrong').textContent).toContain('Now nobody is asked.')
    const target = await openGate({ current: null, setting: { kind: 'target-error', target: 0.02, auditRate: 0 } })
    expect(target.card('What may be wrong').textContent).toContain('Now people answer everything.')
  })

  it('[UI425] stages are chosen from a menu, each with what it is set to and its status', async () => {
    const { page } = await openGate()
    const links = [...page.querySelectorAll('.gate-menu-row')]
    expect(page.querySelector('.drop-down-button')?.textContent).toBe('Sort the message')
    expect(links.map((link) => [link.getAttribute('href'), link.textContent])).toEqual([
      [ADDRESS, 'Sort the messageat most 2 wrong in 100Certified'],
      ['/insights/gates/support-desk/policy', 'Check the refund policyasks below 85 %'],
    ])
    const gates = () => someGates({ gates: [aGateRow({ segment: 'post', status: null })] })
    const other = await openGate(
      { segment: 'post' },
      {
        '/workflows/support-desk/gates/sort?': () => aGate({ segment: 'post' }),
        '/workflows/support-desk/gates/sort/': () => someTurnedRuns(),
        '/workflows/support-desk/gates': gates,
      },
      '?segment=post',
    )
    expect(other.page.querySelector('.drop-down-button')?.textContent).toBe('Sort the message: post')
    expect(other.page.querySelector('.gate-menu-row')?.getAttribute('href')).toBe(`${ADDRESS}?segment=post`)
  })

  it('[UI425] before the first answer it says what will be there; what does not come is told', async () => {
    const { page } = await openGate(aNewGate({ answers: 0 }))
    expect(page.textContent).toContain('With this target the first 500 answers go to people')
    expect(page.querySelector('.gate-curve')).toBeNull()
    const few = await openGate(aNewGate())
    expect(few.page.textContent).toContain('Nobody has checked an answer yet.')
    const refused = await openScreen(
      ADDRESS,
      routesOf(() => problem(404, 'There is no such stage.')),
    )
    expect(refused.page.textContent).toContain('There is no such stage.')
  })
})

describe('saving to the draft', () => {
  async function save(search: string, more: Routes = {}) {
    const opened = await openGate({}, more, search)
    fireEvent.click(await waitFor(() => opened.screen.getByRole('button', { name: 'Save to draft' })))
    return opened
  }

  it('[UI424] the target is written into the stage, and the way to the builder is shown', async () => {
    const { screen, sent } = await save('?target=0.05')
    const link = await waitFor(() => screen.getByRole('link', { name: 'Open it in the builder' }))
    expect(link.getAttribute('href')).toBe('/workcharts/support-desk/edit')
    expect(sent).toEqual([
      {
        path: '/drafts/support-desk',
        body: {
          text: TEXT.replace('threshold: 0.85', 'target_error: 0.05'),
          revision: 4,
          base: 'b',
          made: 'by-gestures',
        },
      },
    ])
  })

  it('[UI424] a percentage of one’s own is written as it is', async () => {
    const { sent } = await save('?limit=0.88')
    await waitFor(() => expect(sent).toHaveLength(1))
    expect(sent[0]?.body).toMatchObject({ text: TEXT.replace('0.85', '0.88') })
  })

  it('[UI424] what can not be written is told, and nothing was changed', async () => {
    const gone = await save('', { '/drafts/support-desk': () => ({ ...DRAFT, text: 'workflow_id: a\nstages: []\n' }) })
    await waitFor(() => expect(gone.page.textContent).toContain('This stage is not in the draft. Nothing was changed.'))
    expect(gone.sent).toEqual([])
    const refused = await save('', { '/drafts/support-desk': () => problem(409, 'Somebody else has changed it.') })
    await waitFor(() =>
      expect(refused.page.textContent).toContain('Somebody else has changed it. Nothing was changed.'),
    )
  })

  it('[UI424] whoever may not change WorkCharts is not offered it', async () => {
    const { screen } = await openGate({}, { '/session': () => ({ ...OWNER_SESSION, roles: ['viewer'] }) })
    expect(screen.queryByRole('button', { name: 'Save to draft' })).toBeNull()
  })
})
