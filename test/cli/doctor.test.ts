import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openPrices } from '../../src/adapters/files/open-prices.ts'
import type { Containment } from '../../src/adapters/performers/command/containment.ts'
import { readConfig } from '../../src/config.ts'
import { addMs } from '../../src/core/basics/timestamp.ts'
import type { Connection } from '../../src/core/connection/connection.ts'
import { examine } from '../../src/doctor.ts'
import type { TriggerRow } from '../../src/engine/trigger-row.ts'
import { examinePrices } from '../../src/examine-prices.ts'
import { examineSchedules } from '../../src/examine-schedules.ts'
import { folderWith } from '../support/folders.ts'
import { aLibrary, NO_TOOLS } from '../support/library.ts'
import { aModelConnection } from '../support/model-server.ts'
import { FIXED_CLOCK, NO_TRIGGERS, NOT_CONNECTED, NOTHING_TOLD } from '../support/performers.ts'
import { aTriggerRow } from '../support/rows.ts'

async function findingOf(id: string, containment: Containment, notices = NOTHING_TOLD) {
  const folder = folderWith()
  const config = { ...readConfig({ PATH: '' }, folder, folder), data: folder }
  const findings = await examine({
    config,
    library: aLibrary(),
    containment: async () => containment,
    tools: NO_TOOLS,
    connections: NOT_CONNECTED,
    notices,
    prices: openPrices(folder),
    reader: NO_TRIGGERS,
    clock: FIXED_CLOCK,
  })
  return findings.find((finding) => finding.id === id)
}

describe('doctor', () => {
  const cases: readonly (readonly [string, Containment, object])[] = [
    [
      'behind walls and within limits',
      { walls: { type: 'bubblewrap', program: '/usr/bin/bwrap' }, prlimit: '/usr/bin/prlimit' },
      { state: 'ok', detail: 'A command sees its own folder and no network.', mend: null },
    ],
    [
      'without limits',
      { walls: { type: 'bubblewrap', program: '/usr/bin/bwrap' }, prlimit: null },
      {
        state: 'missing',
        detail:
          'A command sees its own folder and no network. Nothing bounds how much of this machine a command takes.',
        mend: 'Install util-linux, which brings prlimit. Then start WorkCharts again.',
      },
    ],
    [
      'without bubblewrap',
      { walls: { type: 'none', reason: 'not-found' }, prlimit: '/usr/bin/prlimit' },
      {
        state: 'missing',
        detail: 'A command of a skill can read your files and use the network, as you can.',
        mend: 'Install bubblewrap, for example with: sudo apt install bubblewrap. Then start WorkCharts again.',
      },
    ],
    [
      'where it is turned off',
      { walls: { type: 'none', reason: 'turned-off' }, prlimit: '/usr/bin/prlimit' },
      { state: 'missing', mend: expect.stringContaining('WORKCHARTS_CONTAINMENT=off') },
    ],
    [
      'where bubblewrap is not allowed',
      { walls: { type: 'none', reason: 'forbidden' }, prlimit: '/usr/bin/prlimit' },
      { state: 'missing', mend: expect.stringContaining('Allow unprivileged user namespaces') },
    ],
  ]
  it.each(cases)('[CT8] says how far commands are kept apart: %s', async (_, containment, finding) => {
    expect(await findingOf('containment', containment)).toMatchObject({ title: 'Keeping commands apart', ...finding })
  })
})

describe('doctor about prices', () => {
  const PRICES = `prices:
  - { provider: test, model: m-1, effective_from: 2026-01-01, input: 1, output: 2, currency: EUR }
`
  const MODEL: Connection = {
    ...aModelConnection('https://models.example.com/v1'),
    name: 'test',
    model: 'm-1',
    aliases: { sonnet: 'm-2', opus: 'm-3', usual: 'm-1' },
  }
  const PROGRAM: Connection = {
    type: 'program',
    name: 'coder',
    isDefault: false,
    dialect: 'codex',
    argv: ['codex'],
    folder: null,
    env: [],
  }

  async function findingWith(text: string | undefined, ...connections: readonly Connection[]) {
    const home = folderWith(text === undefined ? {} : { 'prices.yaml': text })
    const list = async () => connections
    const parts = { config: { home }, prices: openPrices(home), connections: { list }, clock: FIXED_CLOCK }
    return { ...(await examinePrices(parts)), path: join(home, 'prices.yaml') }
  }

  it('[CM129] says that all is known, or that nobody needs one', async () => {
    const none = 'None is written down, and no connected model needs one.'
    expect(await findingWith(undefined, PROGRAM)).toMatchObject({ state: 'ok', detail: none, mend: null })
    const known = await findingWith(PRICES, { ...MODEL, aliases: {} }, PROGRAM)
    expect(known).toMatchObject({
      id: 'prices',
      title: 'Prices',
      state: 'ok',
      detail: `1 in ${known.path}.`,
      mend: null,
    })
  })

  it('[CM129] names a connected model without a price', async () => {
    const unknown = await findingWith(PRICES, MODEL)
    expect(unknown).toMatchObject({
      state: 'missing',
      detail: 'No price is known for m-2 of "test" (and 1 more), so what it costs is unknown.',
      mend: `Take over a published list with: workcharts prices import <file>, or write the price into ${unknown.path}.`,
    })
    const later = await findingWith(PRICES.replace('2026-01-01', '2026-11-04'), { ...MODEL, aliases: {} })
    expect(later.detail).toBe('No price is known for m-1 of "test", so what it costs is unknown.')
  })

  it('[CM129] names the line that can not be used first', async () => {
    const broken = await findingWith(PRICES.replace('input: 1', 'input: cheap'), { ...MODEL, aliases: {} })
    expect(broken).toMatchObject({
      state: 'missing',
      detail: `${broken.path}, line 2: \`input\` must be money for 1,000,000 tokens, such as 0.15. No price is known for m-1 of "test", so what it costs is unknown.`,
      mend: 'Mend the lines that are named by: workcharts prices list. Until then their prices are not used.',
    })
    const twice = await findingWith(PRICES.replace('input: 1', 'input: cheap').replace('EUR', 'euros'))
    expect(twice.detail).toContain('such as 0.15. (and 1 more)')
  })
})

describe('schedules', () => {
  const rows = (pause: TriggerRow['pause']) => ({
    listTriggers: async () => [aTriggerRow({ id: 'refunds/daily', pause, nextFireAt: FIXED_CLOCK.now() })],
  })

  it('[CM149] each that is on has a next start, or doctor says what to do', async () => {
    expect(await examineSchedules({ reader: rows(null), clock: FIXED_CLOCK })).toMatchObject({
      state: 'ok',
      detail: '1 switched on, and no start is missing.',
    })
    const later = { now: () => addMs(FIXED_CLOCK.now(), 3_600_000) }
    expect(await examineSchedules({ reader: rows(null), clock: later })).toMatchObject({
      state: 'wrong',
      detail: expect.stringContaining('refunds/daily: Its next start was due'),
      mend: expect.stringContaining('Start the program again'),
    })
  })

  it('[CM149] one that paused itself is resumed by a command that doctor names', async () => {
    const pause = { by: null, at: FIXED_CLOCK.now(), because: 'Its last 3 runs failed.' }
    expect(await examineSchedules({ reader: rows(pause), clock: FIXED_CLOCK })).toMatchObject({
      state: 'wrong',
      mend: expect.stringContaining('workcharts triggers resume refunds/daily'),
    })
  })
})

it('[CM159] says how many notices could not be sent, and how to see why', async () => {
  const containment = { walls: { type: 'none', reason: 'not-found' }, prlimit: null } as const
  const counted = { waiting: 2, sent: 5, failed: 3, needless: 0 }
  expect(await findingOf('notices', containment)).toMatchObject({ state: 'ok', mend: null })
  expect(await findingOf('notices', containment, { count: async () => counted })).toMatchObject({
    state: 'missing',
    detail: '3 notices could not be sent in the last thirty days.',
    mend: 'See why with: workcharts notices list --status failed',
  })
})
