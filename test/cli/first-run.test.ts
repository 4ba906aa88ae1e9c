import { mkdir, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openLibrary } from '../../src/adapters/files/open-library.ts'
import { openPrices } from '../../src/adapters/files/open-prices.ts'
import { createPerformers } from '../../src/adapters/performers/performers.ts'
import { readConfig } from '../../src/config.ts'
import type { Connection } from '../../src/core/connection/connection.ts'
import type { RunId } from '../../src/core/run/ids.ts'
import { runStatus } from '../../src/core/run/run.ts'
import { stageAt } from '../../src/core/run/stage-table.ts'
import { examine } from '../../src/doctor.ts'
import { createWorkflows } from '../../src/engine/create-workflows.ts'
import type { Connections } from '../../src/engine/ports.ts'
import { staffedLibrary } from '../../src/engine/staffed-library.ts'
import { aWorld, finished, OWNER_PERSON, SYSTEM_CLOCK, someBlobs } from '../support/engine.ts'
import { NO_TOOLS } from '../support/library.ts'
import { aFolder, NO_TRIGGERS, NOT_CONNECTED, NOT_CONTAINED, NOTHING_TOLD } from '../support/performers.ts'
import { writeScript } from '../support/scripted-program.ts'

/** What `workcharts workflow create hello --stage draft=agent:agent-7 --stage check=agent:agent-8` writes. */
const CHART = `workflow_id: hello
stages:
  - id: draft
    roles:
      primary: agent:agent-7
  - id: check
    roles:
      primary: agent:agent-8
`

/** `claude`, as far as it is asked here: it looks who it is to be and what it is given, and says so. */
const CLAUDE = `
if (process.argv.slice(2).join(' ') !== '-p --output-format stream-json --verbose') process.exit(1)
const [, who] = /You are agent (\\d+)\\./.exec(input)
say({ type: 'system', subtype: 'init', model: 'claude-scripted' })
say({ type: 'assistant', message: { content: [{ type: 'tool_use', id: 't', name: 'Write', input: {} }] } })
fs.writeFileSync('draft-' + who + '.txt', 'Dear customer')
const result = JSON.stringify({ outputs: { who, sawDraft: input.includes('"who": "7"') }, confidence: 0.97, summary: 'Done.' })
say({ type: 'result', subtype: 'success', is_error: false, result, total_cost_usd: 0.01, usage: { input_tokens: 9, output_tokens: 3 } })
`

const ME: Connection = {
  type: 'program',
  name: 'me',
  isDefault: true,
  dialect: 'claude-code',
  argv: ['claude'],
  folder: null,
  env: [],
}
const CONNECTIONS: Connections = { list: async () => [ME], find: async () => ({ connection: ME, key: null }) }

/** Somebody who has fifty agents and `claude`, and has never started WorkCharts. */
async function aNewcomer() {
  const home = await aFolder()
  const bin = join(home, 'bin')
  await mkdir(join(home, '.claude/agents'), { recursive: true })
  for (let number = 1; number <= 50; number += 1) {
    const text = `---\nname: agent-${number}\ndescription: Does ${number}.\nmodel: sonnet\n---\nYou are agent ${number}.\n`
    await writeFile(join(home, `.claude/agents/agent-${number}.md`), text)
  }
  await writeScript(join(bin, 'claude'), CLAUDE)
  const environment = { PATH: [bin, process.env['PATH']].join(delimiter), HOME: home }
  return { home, environment, config: readConfig(environment, home, home) }
}

async function install() {
  const { environment, config } = await aNewcomer()
  const blobs = someBlobs()
  const library = staffedLibrary(
    openLibrary({ home: config.home, shipped: [], claude: config.claude, blobs }),
    CONNECTIONS,
  )
  const performers = createPerformers({
    blobs,
    clock: SYSTEM_CLOCK,
    mail: { from: { name: 'A', address: 'a@example.org' }, transport: { type: 'outbox', folder: config.data } },
    tablesFolder: config.data,
    scratchFolder: join(config.data, 'scratch'),
    environment,
    containment: NOT_CONTAINED,
    prices: async () => [],
    connections: CONNECTIONS,
  })
  const world = aWorld({
    blobs,
    script: async (assignment, signal) => {
      const performer = performers.find(assignment.performer)
      if (performer === undefined) throw new Error(`Nobody does ${assignment.performer.ref}.`)
      return await performer.perform(assignment, signal)
    },
  })
  const workflows = createWorkflows({ ...world, library, reader: world.store, clock: SYSTEM_CLOCK })
  return { ...world, config, library, workflows }
}

describe('a newcomer', () => {
  it('[PG12] has two of their agents work one after the other', { timeout: 30_000 }, async () => {
    const world = await install()
    const reading = world.workflows.read({ file: 'hello.yaml', text: CHART })
    const order = { reading, each: [{ id: 'run-1' as RunId, inputs: {} }], bind: {}, by: OWNER_PERSON }
    expect(await world.workflows.run(order)).toMatchObject({ ok: true })
    const run = await finished(world, 'run-1' as RunId)
    const answers = [0, 1].map((index) => stageAt(run.stages, index).answer?.answer)
    expect(runStatus(run)).toBe('succeeded')
    const cost = { basis: 'reported', currency: 'USD', microUnits: 10_000 }
    const files = (who: string) => [{ name: `draft-${who}.txt`, mediaType: 'text/plain', size: 13 }]
    expect(answers).toMatchObject([
      { outputs: { who: '7', sawDraft: false }, cost, artifacts: files('7'), model: { name: 'me/claude-scripted' } },
      { outputs: { who: '8', sawDraft: true }, cost, artifacts: files('8') },
    ])
  })

  it('[PG13] is told how many agents were found', async () => {
    const { config, library } = await install()
    await mkdir(config.data, { recursive: true })
    const findings = await examine({
      config,
      library,
      containment: NOT_CONTAINED,
      tools: NO_TOOLS,
      connections: NOT_CONNECTED,
      notices: NOTHING_TOLD,
      prices: openPrices(config.home),
      reader: NO_TRIGGERS,
      clock: SYSTEM_CLOCK,
    })
    expect(findings.find(({ id }) => id === 'claude-folder')).toMatchObject({
      state: 'ok',
      detail: `${config.claude}: 50 agents, 0 skills, 0 commands.`,
    })
    expect(findings.find(({ id }) => id === 'command-claude')).toMatchObject({ state: 'ok' })
  })
})
