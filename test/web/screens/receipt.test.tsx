import { fireEvent } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { receiptLine } from '../../../src/core/receipt/write-receipts.ts'
import { aStageReceipt } from '../../support/receipts.ts'
import { EVERYTHING } from '../../support/web-server.ts'
import { aRunDetail } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => vi.unstubAllGlobals())

const LINE = receiptLine(aStageReceipt('1', { cost: null, performer: { ref: 'skill:sort\u202e', digest: null } }))
const [RECEIPT] = aRunDetail().receipts
const DETAIL = aRunDetail({ receipts: RECEIPT === undefined ? [] : [{ ...RECEIPT, line: LINE }] })
const ROUTES = {
  ...EVERYTHING,
  '/receipts/verify': () => ({ verifies: true, receipts: 1, runs: 1, tampering: null }),
  '/runs/': () => DETAIL,
}

function press(page: HTMLElement, name: string): void {
  const button = [...page.querySelectorAll('button')].find(({ textContent }) => textContent === name)
  if (button === undefined) throw new Error(`There is no button "${name}".`)
  fireEvent.click(button)
}

it('[UI332] a receipt has a page: all it says, its hash, and the way to check it', async () => {
  const { page } = await openScreen('/runs/1/receipts/1', ROUTES)
  expect(page.querySelector('h1')?.textContent).toBe('Receipt 1')
  expect(page.textContent).toContain('Sort the message of Support desk replies, order 48213')
  expect(page.textContent).toContain('Costnot known')
  expect(page.textContent).toContain('18e6aa000044d0')
  expect(page.querySelector('code')?.textContent).toBe('workcharts receipts verify receipts.ndjson')
  expect(page.querySelector('.receipt-exact-line')?.textContent).toBe(LINE)
  expect(page.querySelector('.hidden-mark')?.getAttribute('title')).toContain('Hidden character')
})

it('[UI332] the page is printed by a button, and its chain is looked at by another', async () => {
  const print = vi.fn()
  vi.stubGlobal('print', print)
  const { page, sent } = await openScreen('/runs/1/receipts/1', ROUTES)
  press(page, 'Print')
  expect(print).toHaveBeenCalledOnce()
  press(page, 'Check the chain now')
  await vi.waitFor(() => expect(page.textContent).toContain('The chain holds. 1 receipt of this run'))
  expect(sent).toEqual([{ path: '/receipts/verify', body: { run: DETAIL.summary.id } }])
})

it('[UI332] a chain that does not hold is said with its place, and a number that there is not leads back', async () => {
  const tampering = { line: 3, message: 'The line is not canonical JSON.' }
  const broken = { ...ROUTES, '/receipts/verify': () => ({ verifies: false, receipts: 0, runs: 0, tampering }) }
  const { page } = await openScreen('/runs/1/receipts/1', broken)
  press(page, 'Check the chain now')
  await vi.waitFor(() =>
    expect(page.textContent).toContain('The chain is broken. Line 3: The line is not canonical JSON.'),
  )
  const absent = await openScreen('/runs/1/receipts/7', ROUTES)
  expect(absent.page.textContent).toContain('The run has no receipt with this number')
  expect(absent.page.querySelector('main a[href="/runs/1"]')).not.toBeNull()
})

it('[UI390] a receipt of a run says what it says, and leads to its page, once it is opened', async () => {
  const { page } = await openScreen('/runs/1', ROUTES)
  const address = `/runs/${encodeURIComponent(DETAIL.summary.id)}/receipts/1`
  const receipt = page.querySelector('details.receipt') as HTMLDetailsElement
  expect(receipt.textContent).toContain('Sort the message')
  expect(receipt.querySelector('pre, a')).toBeNull()
  receipt.open = true
  fireEvent(receipt, new Event('toggle'))
  expect(page.querySelector(`a[href="${address}"]`)?.textContent).toBe('Read it as a page')
  expect(JSON.parse(receipt.querySelector('pre')?.textContent ?? '')).toEqual(JSON.parse(LINE))
})
