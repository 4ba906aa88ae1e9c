import { describe, expect, it } from 'vitest'
import type { Containment } from '../../src/adapters/performers/command/containment.ts'
import { readConfig } from '../../src/config.ts'
import { examine } from '../../src/doctor.ts'
import { folderWith } from '../support/folders.ts'
import { aLibrary, NO_TOOLS } from '../support/library.ts'
import { NOT_CONNECTED } from '../support/performers.ts'

async function findingOf(id: string, containment: Containment) {
  const folder = folderWith()
  const config = { ...readConfig({ PATH: '' }, folder, folder), data: folder }
  const findings = await examine({
    config,
    library: aLibrary(),
    containment: async () => containment,
    tools: NO_TOOLS,
    connections: NOT_CONNECTED,
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
