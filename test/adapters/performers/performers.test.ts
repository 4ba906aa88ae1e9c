import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { MailOptions } from '../../../src/adapters/performers/performers.ts'
import { createPerformers } from '../../../src/adapters/performers/performers.ts'
import type { CapabilityRun } from '../../../src/core/plan/plan.ts'
import {
  aFolder,
  anAssignment,
  aSkill,
  builtin,
  FIXED_CLOCK,
  memoryBlobs,
  NEVER_ABORTED,
  NOT_CONNECTED,
  NOT_CONTAINED,
} from '../../support/performers.ts'

const BLOBS = memoryBlobs()
const FROM = { name: 'Hearth & Hob', address: 'support@example.org' }

async function open(transport?: MailOptions['transport']) {
  const folder = await aFolder()
  const performers = createPerformers({
    blobs: BLOBS,
    clock: FIXED_CLOCK,
    mail: { from: FROM, transport: transport ?? { type: 'outbox', folder: join(folder, 'outbox') } },
    tablesFolder: join(folder, 'tables'),
    scratchFolder: join(folder, 'scratch'),
    environment: { PATH: process.env['PATH'] },
    containment: NOT_CONTAINED,
    connections: NOT_CONNECTED,
    prices: async () => [],
  })
  const find = async (run: CapabilityRun) => performers.find(await aSkill(BLOBS, run))
  return { folder, find }
}

describe('performers', () => {
  it.each(['classify-text', 'extract-details', 'fill-in-a-letter', 'send-email', 'look-up-row', 'add-row'])(
    '[PF1] %s is built in',
    async (name) => {
      const { find } = await open()
      expect(await find(builtin(name))).toBeDefined()
    },
  )

  it('[PF1] an unknown built-in skill is not found', async () => {
    const { find } = await open()
    expect(await find(builtin('constructor'))).toBeUndefined()
  })

  it('[PF1] an agent is found', async () => {
    const { find } = await open()
    const run: CapabilityRun = { type: 'agent', connection: 'house', model: 'm-1', maximumTurns: 1 }
    const performer = await aSkill(BLOBS, run)
    const result = await (await find(run))?.perform(anAssignment({ performer }), NEVER_ABORTED)
    expect(result).toMatchObject({ error: { code: 'connection-missing', reach: 'not-begun' } })
  })

  it('[PF1] a command is found', async () => {
    const { find } = await open()
    const run: CapabilityRun = { type: 'command', argv: ['true'], env: [] }
    const performer = await aSkill(BLOBS, run)
    const result = await (await find(run))?.perform(anAssignment({ performer }), NEVER_ABORTED)
    expect(result).toMatchObject({ error: { code: 'output-invalid' } })
  })

  it('[PF4] a built-in skill costs nothing, also when it fails', async () => {
    const { find, folder } = await open()
    const performer = await aSkill(BLOBS, builtin('send-email'))
    const sender = await find(performer.run)
    const inputs = { to: 'noor@example.com', subject: 'Hello', body: 'x' }
    expect(await sender?.perform(anAssignment({ performer, inputs }), NEVER_ABORTED)).toMatchObject({
      answer: { cost: { basis: 'free' } },
    })
    expect(await readdir(join(folder, 'outbox'))).toHaveLength(1)
    expect(await sender?.perform(anAssignment({ performer }), NEVER_ABORTED)).toMatchObject({
      error: { cost: { basis: 'free' } },
    })
  })

  it('[PF1] mail goes through the server that is configured', async () => {
    const { find } = await open({ type: 'smtp', server: { host: '127.0.0.1', port: 1, secure: false } })
    const performer = await aSkill(BLOBS, builtin('send-email'))
    const inputs = { to: 'noor@example.com', subject: 'Hello', body: 'x' }
    const result = await (await find(performer.run))?.perform(anAssignment({ performer, inputs }), NEVER_ABORTED)
    expect(result).toMatchObject({ error: { code: 'mail-not-sent', message: expect.stringContaining('127.0.0.1:1') } })
  })
})
