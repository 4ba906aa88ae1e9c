import { describe, expect, it } from 'vitest'
import type { PlannedCapability } from '../../../../src/core/plan/plan.ts'
import { toDecimal } from '../../../../src/core/price/decimal.ts'
import type { PriceRow } from '../../../../src/core/price/price-book.ts'
import type { AttemptResult } from '../../../../src/core/run/answer.ts'
import type { Assignment, Performer } from '../../../../src/engine/ports.ts'
import { answering, aTool, performAgent } from '../../../support/agents.ts'
import type { Asked, Script } from '../../../support/model-server.ts'
import { aModelConnection, aModelServer, calling, saying } from '../../../support/model-server.ts'
import { aSkill, memoryBlobs } from '../../../support/performers.ts'

const GOOD = saying({ label: 'late' }, 0.8)
const LOOK_UP = aTool({
  ref: 'skill:look-up',
  name: 'Look up',
  input: {
    type: 'object',
    properties: { order: { type: 'string' } },
    required: ['order'],
    additionalProperties: false,
  },
})
const SEND = aTool({ ref: 'mcp:mail/send', name: 'Send mail', effect: 'once-or-ask' })
const FOUND: Performer = answering({ status: 'sent' })

/** What tools have answered, as the model was told in its last question. */
function answersIn({ body }: Asked): readonly string[] {
  const messages = Array.isArray(body['messages']) ? body['messages'] : []
  return messages.filter((message) => message.role === 'tool').map((message) => String(message.content))
}

async function talk(setting: Omit<Parameters<typeof performAgent>[0], 'baseUrl'>, ...script: Script) {
  const server = await aModelServer(...script)
  const { result, notes } = await performAgent({ ...setting, baseUrl: server.baseUrl })
  const last = server.asked.at(-1)
  return { result, notes, asked: server.asked, answers: last === undefined ? [] : answersIn(last) }
}

function failing(reach: 'answered' | 'unknown'): Performer {
  const error = { code: 'broken', message: 'The table is gone.', reach, cost: null }
  return { perform: async () => ({ type: 'failed', error }) }
}

describe.each(['openai-compatible', 'anthropic'] as const)('a tool of an agent behind %s', (provider) => {
  it('[AG20] is named with its schema, carried out here and answered', async () => {
    const server = await aModelServer(calling('skill-look-up', { order: '7' }, 'Let me look.'), GOOD)
    const seen: Assignment[] = []
    const { result, notes } = await performAgent({
      baseUrl: server.baseUrl,
      connection: aModelConnection(server.baseUrl, provider),
      tools: [LOOK_UP],
      performers: { 'skill:look-up': answering({ status: 'sent' }, seen) },
      given: { context: [{ ref: 'ctx:x', title: 'X', text: 'Secret.' }] },
    })
    expect(result).toMatchObject({
      type: 'answered',
      answer: { outputs: { label: 'late' }, model: { tokens: { input: 200 } } },
    })
    expect(JSON.stringify(server.asked[0]?.body['tools'])).toMatch(/skill-look-up.*additionalProperties/)
    expect(JSON.stringify(server.asked[1]?.body['messages'])).toContain('status')
    expect(seen).toMatchObject([{ performer: LOOK_UP, inputs: { order: '7' }, tools: [], context: [] }])
    expect(notes.map(({ type }) => type).filter((type) => type !== 'said')).toEqual([
      'turn',
      'tool-called',
      'tool-answered',
      'turn',
    ])
    if (provider === 'openai-compatible') expect(notes).toContainEqual({ type: 'said', text: 'Let me look.' })
  })
})

describe('a tool of an agent', () => {
  it('[AG21] is written down before it is used and after it answered', async () => {
    const order: string[] = []
    const tool: Performer = {
      perform: async (assignment, signal) => {
        order.push('used')
        return await FOUND.perform(assignment, signal)
      },
    }
    const record: Assignment['record'] = async (note) => order.push(JSON.stringify(note)) > 0
    const setting = { tools: [SEND], performers: { 'mcp:mail/send': tool }, given: { record } }
    await talk(setting, calling('mcp-mail-send', {}), GOOD)
    expect(order.slice(1, 4)).toEqual([
      '{"type":"tool-called","call":"1","tool":"mcp:mail/send","effect":"once-or-ask"}',
      'used',
      '{"type":"tool-answered","call":"1","tool":"mcp:mail/send","isError":false}',
    ])
  })

  it.each([
    [0, 0],
    [1, 0],
    [2, 1],
    [3, 1],
  ])('[AG21] after %i notes an attempt that is over has used it %i times', async (notesMax, used) => {
    const seen: Assignment[] = []
    const performers = { 'mcp:mail/send': answering({}, seen) }
    const { result } = await talk({ tools: [SEND], performers, notesMax }, calling('mcp-mail-send', {}), GOOD)
    expect(result).toMatchObject({
      type: 'failed',
      error: { code: 'interrupted', reach: used === 0 ? 'answered' : 'unknown' },
    })
    expect(seen).toHaveLength(used)
  })

  it('[AG21] is not used where what the agent says is too much for the log', async () => {
    const seen: Assignment[] = []
    const performers = { 'skill:look-up': answering({}, seen) }
    const { result } = await talk(
      { tools: [LOOK_UP], performers, notesMax: 1 },
      calling('skill-look-up', { order: '7' }, 'Hm.'),
      GOOD,
    )
    expect(result).toMatchObject({ error: { code: 'interrupted' } })
    expect(seen).toEqual([])
  })

  it('[AG22] that is not there or is given the wrong input is an error for the model', async () => {
    const seen: Assignment[] = []
    const setting = { tools: [LOOK_UP], performers: { 'skill:look-up': answering({}, seen) } }
    const wrong: Script = [
      calling('skill-delete-all', {}),
      calling('skill-look-up', { order: 7 }),
      { type: 'calls', calls: [['skill-look-up', '[1]']] },
      { type: 'calls', calls: [['skill-look-up', '{"order": ']] },
    ]
    const { result, answers } = await talk(setting, ...wrong, GOOD)
    expect(result.type).toBe('answered')
    expect(seen).toEqual([])
    expect(answers).toEqual([
      'There is no such tool. There are: skill-look-up.',
      expect.stringContaining('order'),
      'The input must be one JSON object.',
      'The input must be one JSON object.',
    ])
    const none = await talk({}, calling('x', {}), GOOD)
    expect(none.answers).toEqual(['There is no such tool. There are none.'])
  })

  it('[AG22] that fails, or that nobody here can do, is an error for the model', async () => {
    const setting = { tools: [LOOK_UP, SEND], performers: { 'skill:look-up': failing('unknown') } }
    const { result, notes, answers } = await talk(
      setting,
      calling('skill-look-up', { order: '7' }),
      calling('mcp-mail-send', {}),
      GOOD,
    )
    expect(result).toMatchObject({ type: 'answered', answer: { cost: null } })
    expect(answers).toEqual(['The table is gone.', 'Nothing here can do Send mail any more. Go on without it.'])
    expect(notes.filter(({ type }) => type === 'tool-answered')).toMatchObject([{ isError: true }, { isError: true }])
  })

  it('[AG23] that may be done once is not done twice', async () => {
    const seen: Assignment[] = []
    const setting = { tools: [SEND], performers: { 'mcp:mail/send': answering({}, seen) } }
    const same = {
      type: 'calls',
      calls: [
        ['mcp-mail-send', '{"to":"a","b":1}'],
        ['mcp-mail-send', '{"b":1,"to":"a"}'],
      ],
    } as const
    const { answers } = await talk(setting, same, calling('mcp-mail-send', { to: 'c' }), GOOD)
    expect(seen.map(({ inputs }) => inputs)).toEqual([{ to: 'a', b: 1 }, { to: 'c' }])
    expect(answers[1]).toContain('only once')
  })

  it('[AG23] that may have done it ends the attempt: a person looks', async () => {
    const setting = { tools: [SEND], performers: { 'mcp:mail/send': failing('unknown') } }
    const { result, asked } = await talk(setting, calling('mcp-mail-send', {}), GOOD)
    expect(result).toMatchObject({
      error: { code: 'tool-outcome-unknown', reach: 'unknown', message: expect.stringContaining('"Send mail"') },
    })
    expect(asked).toHaveLength(1)
  })

  it('[AG23] that did it is named when the attempt fails afterwards', async () => {
    const setting = { tools: [SEND], performers: { 'mcp:mail/send': FOUND } }
    const { result } = await talk(setting, calling('mcp-mail-send', {}), { type: 'status', status: 500 })
    expect(result).toMatchObject({
      error: {
        code: 'model-unreachable',
        reach: 'unknown',
        message: expect.stringContaining('it had used: Send mail.'),
      },
    })
  })

  it('[AG23] that never began is not said to have been used', async () => {
    const { result } = await talk({ tools: [SEND] }, calling('mcp-mail-send', {}), { type: 'status', status: 500 })
    expect(result).toMatchObject({ error: { code: 'model-unreachable', reach: 'answered' } })
  })

  it('[AG15] is not used by a turn that was cut off', async () => {
    const seen: Assignment[] = []
    const setting = { tools: [SEND], performers: { 'mcp:mail/send': answering({}, seen) } }
    const calls = [['mcp-mail-send', '{}']] as const
    const { result } = await talk(setting, { type: 'calls', calls, finish: 'length' }, GOOD)
    expect(result).toMatchObject({ error: { code: 'model-cut-off' } })
    expect(seen).toEqual([])
  })

  it('[AG24] gets the same key for the same use, in whatever order, and another for another', async () => {
    const keysOf = async (...inputs: readonly string[]) => {
      const seen: Assignment[] = []
      const setting = { tools: [LOOK_UP], performers: { 'skill:look-up': answering({}, seen) } }
      await talk(setting, ...inputs.map((order) => calling('skill-look-up', { order })), GOOD)
      return seen.map(({ idempotencyKey }) => idempotencyKey)
    }
    const [a, b, again] = await keysOf('a', 'b', 'a')
    expect(new Set([a, b, 'key-1']).size).toBe(3)
    expect(again).toBe(a)
    expect(await keysOf('b', 'a')).toEqual([b, a])
  })

  it('[AG25] is given back up to a bound, and it is said where it is cut', async () => {
    const setting = { tools: [LOOK_UP], performers: { 'skill:look-up': answering({ text: 'x'.repeat(100_000) }) } }
    const { answers } = await talk(setting, calling('skill-look-up', { order: '7' }), GOOD)
    expect(answers[0]?.length).toBeLessThan(66_000)
    expect(answers[0]).toMatch(/\n\[Cut here: the whole is 1000\d\d characters\.\]$/)
  })

  it('[AG26] can be used for so many turns, then an answer is due', async () => {
    const seen: Assignment[] = []
    const setting = { tools: [LOOK_UP], performers: { 'skill:look-up': answering({}, seen) }, maximumTurns: 2 }
    const call = calling('skill-look-up', { order: '7' })
    expect((await talk(setting, call, call, GOOD)).result.type).toBe('answered')
    expect(seen).toHaveLength(2)
    const { result } = await talk(setting, call)
    expect(result).toMatchObject({
      error: { code: 'turns-exhausted', reach: 'answered', model: { tokens: { input: 300 } } },
    })
    expect(seen).toHaveLength(4)
  })

  it('[AG27] is stopped with the attempt, and what it was doing is not forgotten', async () => {
    const stop = new AbortController()
    const slow: Performer = {
      perform: (_, signal) =>
        new Promise<AttemptResult>((resolve) => {
          const error = { code: 'interrupted', message: 'Stopped.', reach: 'unknown', cost: null } as const
          signal.addEventListener('abort', () => resolve({ type: 'failed', error }))
          stop.abort()
        }),
    }
    const setting = {
      signal: stop.signal,
      tools: [SEND, LOOK_UP],
      performers: { 'mcp:mail/send': slow, 'skill:look-up': slow },
    }
    const sent = await talk(setting, calling('mcp-mail-send', {}), GOOD)
    expect(sent.result).toMatchObject({ error: { code: 'tool-outcome-unknown', reach: 'unknown' } })
  })

  it('[AG27] is not begun once the attempt was stopped', async () => {
    const stop = new AbortController()
    const seen: Assignment[] = []
    const record: Assignment['record'] = async ({ type }) => {
      if (type === 'tool-called') stop.abort()
      return true
    }
    const setting = {
      signal: stop.signal,
      tools: [SEND],
      performers: { 'mcp:mail/send': answering({}, seen) },
      given: { record },
    }
    const { result } = await talk(setting, calling('mcp-mail-send', {}), GOOD)
    expect(result).toMatchObject({ error: { code: 'interrupted', reach: 'answered' } })
    expect(seen).toEqual([])
  })
})

const BY_AGENT = { type: 'agent', connection: 'house', model: 'm-1', maximumTurns: 5 } as const

describe('a skill without a contract', () => {
  async function aText(files: Readonly<Record<string, string>>) {
    const blobs = memoryBlobs()
    const skill: PlannedCapability = { ...(await aSkill(blobs, BY_AGENT, files)), ref: 'skill:git-ops', name: 'Git' }
    return { blobs, tools: [skill] }
  }

  it('[AG30] is described first and read when it is asked for, file by file', async () => {
    const files = {
      'SKILL.md': '---\ndescription: Branches.\n---\nSee more.md.',
      'more.md': 'More.',
      'logo.png': 'a\0b',
    }
    const reads = [{ name: 'git-ops' }, { name: 'git-ops', file: 'more.md' }, { name: 'git-ops', file: 'logo.png' }]
    const { asked, answers, notes } = await talk(
      await aText(files),
      ...reads.map((read) => calling('read_skill', read)),
      GOOD,
    )
    expect(JSON.stringify(asked[0])).toContain('- git-ops: Branches.')
    expect(JSON.stringify(asked[0])).not.toContain('See more.md')
    expect(answers.slice(0, 2).map((answer) => JSON.parse(answer).outputs)).toEqual([
      { text: 'See more.md.', files: ['more.md', 'logo.png'] },
      { text: 'More.' },
    ])
    expect(answers[2]).toBe('logo.png is no text.')
    expect(notes).toContainEqual({ type: 'tool-called', call: '1', tool: 'read_skill', effect: 'pure' })
  })

  it.each(['../secret', '/etc/passwd', 'SKILL.md/../x', ''])('[AG31] has no file %j', async (file) => {
    const { answers } = await talk(
      await aText({ 'SKILL.md': 'x' }),
      calling('read_skill', { name: 'git-ops', file }),
      GOOD,
    )
    expect(answers).toEqual([`This skill has no file ${JSON.stringify(file)}.`])
  })

  it('[AG31] of another name is none, and one without a text says so', async () => {
    const { answers } = await talk(
      await aText({}),
      calling('read_skill', { name: 'other' }),
      calling('read_skill', { name: 'git-ops' }),
      GOOD,
    )
    expect(answers[0]).not.toBe('')
    expect(answers[1]).toBe('This skill has no text.')
  })
})

function aPrice(model: string, digits: string): PriceRow {
  const price = toDecimal(digits) ?? fail()
  return {
    provider: 'house',
    model,
    effectiveFrom: '2026-01-01',
    input: price,
    output: price,
    cacheRead: null,
    cacheWrite: null,
    currency: 'USD',
    source: 'test',
  }
}

function fail(): never {
  throw new Error('That is no price')
}

describe('an agent as a tool', () => {
  const HELPER = aTool({ ref: 'agent:helper', name: 'helper', run: BY_AGENT })
  const SECOND = aTool({ ref: 'model:house/big', name: 'big', run: BY_AGENT })
  const ask = calling('agent-helper', { task: 'Count them.' })

  it('[AG40] is asked in words, answers in words, and counts', async () => {
    const { result, answers, asked, notes } = await talk(
      { tools: [HELPER] },
      ask,
      { type: 'says', text: 'Three.' },
      GOOD,
    )
    expect(result.type).toBe('answered')
    expect(JSON.stringify(asked[1])).toContain('Count them.')
    expect(answers).toEqual(['{"outputs":{"text":"Three."}}'])
    expect(notes.map(({ type }) => type)).toEqual(['turn', 'tool-called', 'turn', 'tool-answered', 'turn'])
  })

  it('[RC25] whoever is asked for help is on the bill, with their model and the price of it', async () => {
    const prices = [aPrice('m-1', '1'), aPrice('big', '2')]
    const big = aTool({ ref: 'agent:helper', name: 'helper', run: { ...BY_AGENT, model: 'big' } })
    const helped = { type: 'says', text: 'Three.', model: 'big' } as const
    const { result } = await talk({ tools: [big], prices }, ask, helped, GOOD)
    expect(result).toMatchObject({
      answer: {
        model: { name: 'house/m-1-2026', tokens: { input: 200 } },
        otherModels: [{ name: 'house/big', tokens: { input: 100 } }],
        prices,
      },
    })
  })

  it('[AG40] uses the tools of the stage, under the same log', async () => {
    const seen: Assignment[] = []
    const setting = { tools: [HELPER, SEND], performers: { 'mcp:mail/send': answering({}, seen) } }
    const { notes } = await talk(setting, ask, calling('mcp-mail-send', {}), { type: 'says', text: 'Sent.' }, GOOD)
    expect(seen).toHaveLength(1)
    expect(notes.filter(({ type }) => type === 'tool-called')).toEqual([
      { type: 'tool-called', call: '1', tool: 'agent:helper', effect: 'once-or-ask' },
      { type: 'tool-called', call: '1.1', tool: 'mcp:mail/send', effect: 'once-or-ask' },
    ])
  })

  it('[AG41] can not ask itself, and asking ends three deep', async () => {
    const third = aTool({ ref: 'agent:third', name: 'third', run: BY_AGENT })
    const fourth = aTool({ ref: 'agent:fourth', name: 'fourth', run: BY_AGENT })
    const said = { type: 'says', text: 'Done.' } as const
    const script: Script = [ask, calling('model-house-big', { task: 'x' }), said, said, GOOD]
    const { asked, result } = await talk({ tools: [HELPER, SECOND, third, fourth] }, ...script)
    const toolsOf = (question: Asked | undefined) => {
      const tools = question?.body['tools']
      return Array.isArray(tools) ? tools.map((tool) => tool.function.name) : []
    }
    expect(toolsOf(asked[0])).toEqual(['agent-helper', 'model-house-big', 'agent-third', 'agent-fourth'])
    expect(toolsOf(asked[1])).toEqual(['model-house-big', 'agent-third', 'agent-fourth'])
    expect(toolsOf(asked[2])).toEqual([])
    expect(result.type).toBe('answered')
  })

  it('[AG42] that is a program is asked by way of its own', async () => {
    const seen: Assignment[] = []
    const program = aTool({ ref: 'agent:helper', name: 'helper', run: { type: 'program', connection: 'claude' } })
    await talk({ tools: [program], performers: { 'agent:helper': answering({ text: 'Three.' }, seen) } }, ask, GOOD)
    expect(seen).toMatchObject([{ inputs: { task: 'Count them.' } }])
  })
})
