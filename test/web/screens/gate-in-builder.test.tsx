import { configure, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import type { Gates } from '../../../src/api/contract/gates.ts'
import { aGateRow, GATHERING, someGates } from '../../support/web-gates.ts'
import { problem } from '../../support/web-server.ts'
import { openScreen } from '../open-screen.tsx'

const DESK = `workflow_id: desk
name: Support desk
stages:
  - id: sort
    name: Sort it
    roles: { primary: "skill:sort" }
    gate: { target_error: 0.02 }
`

// What is asked for again rests a moment first, and several processes share the machine.
configure({ asyncUtilTimeout: 10_000 })
// It is a chunk of its own, and slow to come the first time.
beforeAll(() => import('../../../src/web/screens/builder/builder-screen.tsx'))
// The browser that the tests run in has no list of fonts, which fields that grow with their text look at.
beforeAll(() => Object.assign(document, { fonts: new EventTarget() }))
beforeEach(() => vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => {}))
// What this browser remembers of a draft is of the test before.
beforeEach(() => {
  for (const storage of [localStorage, sessionStorage]) storage.clear()
})
afterEach(() => vi.unstubAllGlobals())

async function openBuilder(gates: () => unknown, text = DESK, base: string | null = 'b'.repeat(64)) {
  const { page } = await openScreen('/workcharts/desk/edit', {
    '/workflows/desk/gates': gates,
    '/drafts/desk/plan': () => problem(404, 'Nothing was planned.'),
    '/drafts/desk': () => ({
      id: 'desk',
      text,
      revision: 0,
      base,
      file: 'collections/default/workflows/desk.yaml',
      collection: 'default',
      saved: null,
      fileChanged: false,
      publishedVersion: 3,
    }),
    '/capabilities': () => ({ capabilities: [] }),
    '/context': () => ({ modules: [] }),
    '/people': () => ({ people: [] }),
  })
  return page
}

async function openStage(gates: Gates, text = DESK) {
  const page = await openBuilder(() => gates, text)
  fireEvent.click(screen.getByRole('button', { name: 'Outline' }))
  fireEvent.click(
    within(page.querySelector('.builder-outline') as HTMLElement).getByRole('button', { name: 'Sort it' }),
  )
  return { page, stage: within(screen.getByRole('complementary', { name: 'Stage: Sort it' })) }
}

it('[UI426] a stage with a target says how far its published promise is, with the way to what it comes to', async () => {
  const { stage } = await openStage(someGates())
  const note = (await stage.findByText(/Certified for the last 352 checked answers/)).closest('.note')
  expect(note?.textContent).toBe('Certified for the last 352 checked answers. What that comes to')
  expect(note?.querySelector('a')?.getAttribute('href')).toBe('/insights/gates/desk/sort?target=0.02')
  expect(stage.queryByText(/people answer everything/)).toBeNull()
})

it('[UI426] what is published otherwise is said so, and without a certificate people answer everything', async () => {
  const setting = { kind: 'target-error', target: 0.05, auditRate: 0.1 } as const
  const { stage } = await openStage(someGates({ gates: [aGateRow({ segment: 'post', setting, status: GATHERING })] }))
  const note = (await stage.findByText(/Needs 163 more reviews/)).closest('.note')
  expect(note?.textContent).toContain('Published: at most 5 wrong in 100. post: Needs 163 more reviews')
  expect(note?.querySelector('a')?.getAttribute('href')).toBe('/insights/gates/desk/sort?segment=post&target=0.02')
  expect(stage.getByText(/people answer everything until enough of its answers were checked/)).toBeDefined()
})

it('[UI426] what is published by a percentage promises nothing', async () => {
  const setting = { kind: 'threshold', threshold: 0.85, auditRate: 0 } as const
  const { stage } = await openStage(someGates({ gates: [aGateRow({ setting })] }))
  const note = (await stage.findByText(/which promises nothing/)).closest('.note')
  expect(note?.textContent).toBe('Published: asks below 85 %, which promises nothing. What that comes to')
  expect(stage.queryByText(/Certified/)).toBeNull()
})

it('[UI426] a stage with a percentage of one’s own leads to what it comes to', async () => {
  const { stage } = await openStage(someGates(), DESK.replace('target_error: 0.02', 'threshold: 0.8'))
  const link = await stage.findByRole('link', { name: 'What that comes to' })
  expect(link.getAttribute('href')).toBe('/insights/gates/desk/sort')
})

it('[UI427] the outline says what a stage aims at and whether that is certified', async () => {
  const { page, stage } = await openStage(someGates())
  await stage.findByText(/Certified for the last 352/)
  const cell = page.querySelector('td[data-label="Asks a person"]')
  expect(cell?.textContent).toBe('≤ 2 in 100')
  expect(cell?.querySelector('svg')?.getAttribute('aria-label')).toBe('Certified for the last 352 checked answers')
})

it('[UI427] beside the canvas stands what the targets promise together, or what is missing', async () => {
  const together = { atMost: 0.02, stages: 1 }
  await openBuilder(() => someGates({ together }))
  expect(await screen.findByText('At most 2 wrong in 100 runs: 1 stage together')).toBeDefined()
  await openBuilder(() => problem(404, 'There is no such WorkChart.'))
  expect(await screen.findByText(/not known: 1 of 1 stage with a target not certified/)).toBeDefined()
})

it('[UI430] of a draft that is in no file yet nothing is asked', async () => {
  const gates = vi.fn(() => problem(404, 'There is no such WorkChart.'))
  await openBuilder(gates, DESK, null)
  await screen.findByRole('button', { name: 'Outline' })
  expect(gates).not.toHaveBeenCalled()
})
