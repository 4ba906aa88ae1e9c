import { configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { ContextPack } from '../../../src/api/contract/choices.ts'
import type { PlanReport } from '../../../src/api/contract/plan.ts'
import type { Routes } from '../../support/web-server.ts'
import { NO_STALLS, problem } from '../../support/web-server.ts'
import { aPlannedStage, aWorkflowDetail } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

const DESK = `workflow_id: desk
name: Support desk
stages:
  - id: sort
    name: Sort it
    roles: { primary: "skill:sort" }
  - id: send
    name: Send it
    depends_on: [sort]
    roles: { primary: "agent:sender", tools: ["mcp:crm/add"], reviewer: "human:ann" }
`
const PACK: ContextPack = {
  budgetTokens: 100,
  usedTokens: 90,
  modules: [
    { ref: 'ctx:tone', title: 'Tone', sha256: 'a', tokens: 60, text: '# Tone\n<b>Be kind.</b>\u202e' },
    { ref: 'ctx:lessons', title: 'Lessons', sha256: 'b', tokens: 30, text: '- Dates are lost.', memoryIds: ['m1'] },
  ],
  omitted: Array.from({ length: 12 }, (_, index) => ({
    ref: 'ctx:lessons',
    memoryId: `m${index + 2}`,
    reason: 'It has 400 tokens, and 10 of 100 are left.',
  })),
}
const { modules: texts, ...packed } = PACK
const CONTEXT = { ...packed, modules: texts.map(({ text: _, ...module }) => module) }
const SENDER = { kind: 'ai', ref: 'agent:sender', name: 'Sender', reason: null } as const

function aPlan(given: Partial<PlanReport> = {}): PlanReport {
  const { plan } = aWorkflowDetail()
  if (plan === null) throw new Error('The WorkChart of the tests has a plan.')
  const [tool, reviewer] = [
    { ...SENDER, ref: 'mcp:crm/add', name: 'Add to CRM' },
    { ...SENDER, kind: 'person', ref: 'human:ann', name: 'ann' } as const,
  ]
  const send = { id: 'send', name: 'Send it', dependsOn: ['sort'], performer: SENDER, tools: [tool], reviewer }
  return {
    ...plan,
    stages: [
      aPlannedStage({ id: 'sort', name: 'Sort it', context: CONTEXT }),
      aPlannedStage({ ...send, boundBy: 'role default' }),
    ],
    batches: [['sort'], ['send']],
    bindings: [
      { stage: 'send', role: 'tools', ref: 'mcp:crm/add', layer: 'project overrides' },
      { stage: 'send', role: 'reviewer', ref: 'human:ann', layer: 'workflow' },
    ],
    consequences: [{ stage: 'send', ref: 'mcp:crm/add', effect: 'once-or-ask', reaches: 'crm.example.com' }],
    ...given,
  }
}

function routes(plan: () => unknown): Routes {
  return {
    '/drafts/desk/plan/context': () => PACK,
    '/drafts/desk/plan': plan,
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
    '/capabilities': () => ({ capabilities: [] }),
    '/context': () => ({ modules: [] }),
    '/people': () => ({ people: [] }),
  }
}

async function openCheck(plan: () => unknown = () => aPlan()) {
  const opened = await openScreen('/workcharts/desk/edit', routes(plan))
  fireEvent.click(screen.getByRole('button', { name: 'Outline' }))
  fireEvent.keyDown(document.documentElement, { key: 'p', code: 'KeyP' })
  const panel = within(await screen.findByRole('complementary', { name: 'Check before running' }))
  return { ...opened, panel }
}

function part(name: RegExp): HTMLElement {
  return screen.getByRole('button', { name, expanded: true }).closest('li') as HTMLElement
}

// What is asked for again rests a moment first, and several processes share the machine.
configure({ asyncUtilTimeout: 10_000 })
// It is a chunk of its own, and slow to come the first time.
beforeAll(() => import('../../../src/web/screens/builder/builder-screen.tsx'))
// The browser that the tests run in has no list of fonts, which fields that grow with their text look at.
beforeAll(() => Object.assign(document, { fonts: new EventTarget() }))
const seen = vi.fn()
beforeEach(() => {
  seen.mockClear()
  vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(seen)
})
afterEach(() => vi.unstubAllGlobals())

it('[UI180][UI181] the draft is checked by a key, and each stage says who, with what, when, and what is known of it', async () => {
  const { panel, sent } = await openCheck()
  await panel.findByText('Can run')
  expect(sent).toContainEqual({ path: '/drafts/desk/plan', body: { text: DESK } })
  expect(panel.getByText('More than reading')).toBeTruthy()
  fireEvent.click(panel.getByRole('button', { name: /Send it/ }))
  const facts = [...part(/Send it/).querySelectorAll('dl > div')].map(({ textContent }) => textContent)
  expect(facts).toEqual([
    'Who does itSenderthe usual choice of the WorkChart',
    'May useAdd to CRMdecided by the project',
    'Who looks at itanndecided by the WorkChart',
    'Whenafter Sort it',
    'Asks a personalways, to check the answersupport-team, 4 h to decideall hours count',
    'What it doesOnly reads',
    'Data goes tocrm.example.com',
    'Cost so farnot known yet',
    'Time so farnot known yet',
    'Asked so farnot known yet',
  ])
})

it('[UI182] a stage that is chosen in the document is open in the check, and the other way round; it leads to where it is set up', async () => {
  const { panel, page } = await openCheck()
  await panel.findByText('Can run')
  fireEvent.click(within(page.querySelector('.builder-middle') as HTMLElement).getByRole('button', { name: 'Send it' }))
  expect(part(/Send it/)).toBeTruthy()
  expect(seen).toHaveBeenCalledOnce()
  fireEvent.click(panel.getByRole('button', { name: /Sort it/ }))
  expect(page.querySelector('.planned-stages-selected')?.textContent).toContain('Sort it')
  fireEvent.click(panel.getByRole('button', { name: 'Set this stage up' }))
  const inspector = within(screen.getByRole('complementary', { name: 'Stage: Sort it' }))
  expect(document.activeElement).toBe(inspector.getByLabelText('Name'))
})

it('[UI183] a draft with errors shows them with their stages; mended, it is looked at again by itself', async () => {
  const broken = DESK.replace('[sort]', '[sorted]')
  const invalid = problem(422, 'This WorkChart has errors.')
  const body = await invalid.json()
  const refusal = () =>
    new Response(JSON.stringify({ ...body, code: 'workflow-invalid' }), { status: 422, headers: invalid.headers })
  let answer: () => unknown = refusal
  const { panel, page } = await openCheck(() => answer())
  await panel.findByText('Can not run yet')
  fireEvent.click(screen.getByRole('button', { name: 'Source' }))
  const field = await screen.findByLabelText('collections/default/workflows/desk.yaml')
  const write = (value: string) => {
    fireEvent.change(field, { target: { value } })
    fireEvent.click(screen.getByRole('button', { name: 'Apply' }))
  }
  write(broken)
  fireEvent.click(await panel.findByRole('button', { name: 'Send it' }))
  expect(panel.getByText(/There is no stage/)).toBeTruthy()
  answer = () =>
    aPlan({ ready: false, problems: [{ ...LEAK, severity: 'error', code: 'gate-on-effect', stage: null }, LEAK] })
  write(DESK.replace('Support desk', 'Our desk'))
  await waitFor(() => expect(panel.getByRole('status').textContent).toBe('Can not run yet'))
  expect((await panel.findAllByText('Words from outside reach an effect.')).length).toBe(2)
  answer = () => aPlan()
  write(DESK)
  expect(panel.getByRole('status').textContent).toBe('Looking again…')
  await panel.findByText('Can run')
  fireEvent.click(panel.getByRole('button', { name: 'Close' }))
  expect(document.activeElement).toBe(within(page).getByRole('button', { name: 'Check before running' }))
})

const LEAK: PlanReport['problems'][number] = {
  code: 'data-can-leak',
  severity: 'warning',
  stage: 'send',
  message: 'Words from outside reach an effect.',
  help: 'Ask a person between.',
  pointer: '/stages/1',
  at: null,
}

it('[UI183] what is refused otherwise is told', async () => {
  const { panel } = await openCheck(() => problem(403, 'No code here.'))
  expect((await panel.findByRole('alert')).textContent).toContain('No code here. The draft is kept as it is.')
})

it('[UI184] what a stage would be given is read text by text, with its tokens and what is left out', async () => {
  const { panel, sent } = await openCheck()
  await panel.findByText('Can run')
  fireEvent.click(panel.getByRole('button', { name: /Sort it/ }))
  const stage = within(part(/Sort it/))
  expect(stage.getByRole('img', { name: '90 of 100 tokens' })).toBeTruthy()
  expect(stage.queryByText('- Dates are lost.')).toBeNull()
  fireEvent.click(stage.getByRole('button', { name: 'Read what it would be given' }))
  const tone = await stage.findByRole('region', { name: 'Tone' })
  expect(sent).toContainEqual({ path: '/drafts/desk/plan/context', body: { text: DESK, stage: 'sort' } })
  expect(tone.textContent).toBe('Tone60 tokens# Tone\n<b>Be kind.</b>U+202E')
  expect(stage.getByRole('region', { name: 'Lessons' }).textContent).toContain('made of 1 thing that stages found')
  expect(stage.getByText(/1 hidden character/)).toBeTruthy()
  expect(stage.getAllByText('One of Lessons').length).toBe(10)
  expect(stage.getByText('And 2 more.')).toBeTruthy()
  fireEvent.click(stage.getByRole('button', { name: 'Hide the texts' }))
  expect(stage.queryByRole('region', { name: 'Tone' })).toBeNull()
})

it('[UI184] the page of a WorkChart shows the same of its file', async () => {
  const plan = aPlan()
  const { page, sent } = await openScreen('/workcharts/support-desk', {
    '/workflows/support-desk/plan/context': () => PACK,
    '/workflows/support-desk/samples': () => ({ rows: [], leftOut: 0 }),
    '/workflows/support-desk/stalls': () => NO_STALLS,
    '/workflows/support-desk': () => ({ ...aWorkflowDetail(), plan }),
  })
  const check = within(page.querySelector('.plan-check') as HTMLElement)
  fireEvent.click(check.getByRole('button', { name: /Sort it/ }))
  fireEvent.click(check.getByRole('button', { name: 'Read what it would be given' }))
  await check.findByText('- Dates are lost.')
  expect(sent).toContainEqual({ path: '/workflows/support-desk/plan/context', body: { stage: 'sort' } })
})
