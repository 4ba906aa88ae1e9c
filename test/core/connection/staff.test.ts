import { describe, expect, it } from 'vitest'
import type { Connection } from '../../../src/core/connection/connection.ts'
import { modelEntry, staff } from '../../../src/core/connection/staff.ts'
import type { AgentText, CapabilityEntry } from '../../../src/core/plan/catalog.ts'

const CLOUD: Connection = {
  type: 'model',
  name: 'cloud',
  isDefault: true,
  provider: 'anthropic',
  baseUrl: null,
  model: 'usual-1',
  aliases: { small: 'small-7' },
}
const LOCAL: Connection = {
  ...CLOUD,
  name: 'local',
  isDefault: false,
  provider: 'openai-compatible',
  baseUrl: 'http://a',
}
const CODER: Connection = {
  type: 'program',
  name: 'coder',
  isDefault: true,
  dialect: 'json-lines',
  argv: ['coder'],
  folder: null,
  env: [],
}

function anAgent(agent?: AgentText): CapabilityEntry {
  return {
    type: 'capability',
    ref: 'agent:writer',
    title: 'writer',
    description: '',
    source: 'agents/writer.md',
    digest: 'd',
    files: [],
    ...(agent === undefined ? {} : { agent }),
    unavailable: 'No AI is connected.',
    confidence: 'reported',
    effect: 'pure',
  }
}

const PLAIN: AgentText = { model: null, maximumTurns: null }

describe('staff', () => {
  it('[CE1] a text for agents goes to the default connection, and nothing else does', () => {
    const staffed = staff(anAgent(PLAIN), [LOCAL, CLOUD])
    expect(staffed.run).toEqual({ type: 'agent', connection: 'cloud', model: 'usual-1', maximumTurns: 20 })
    expect(staffed.unavailable).toBeUndefined()
    expect(staff(anAgent(PLAIN), [CODER]).run).toEqual({ type: 'program', connection: 'coder' })
    expect(staff(anAgent(PLAIN), [LOCAL])).toEqual(anAgent(PLAIN))
    expect(staff(anAgent(), [CLOUD])).toEqual(anAgent())
    const exact = { ...anAgent(PLAIN), run: { type: 'builtin', builtin: 'x', settings: {} } } as const
    expect(staff(exact, [CLOUD])).toEqual(exact)
  })

  it('[CE2] an agent gets the model it names where the connection knows it', () => {
    const modelOf = (model: string) => staff(anAgent({ model, maximumTurns: 3 }), [CLOUD]).run
    expect(modelOf('small')).toMatchObject({ model: 'small-7', maximumTurns: 3 })
    expect(modelOf('small-7')).toMatchObject({ model: 'small-7' })
    expect(modelOf('unheard-of')).toMatchObject({ model: 'usual-1' })
  })

  it('[CE12] the plan says where an agent’s material goes', () => {
    const reaches = (connection: Connection) => staff(anAgent(PLAIN), [{ ...connection, isDefault: true }]).reaches
    expect(reaches(CLOUD)).toBe('api.anthropic.com')
    expect(reaches({ ...LOCAL, baseUrl: null })).toBe('api.openai.com')
    expect(reaches({ ...LOCAL, baseUrl: 'https://models.example.com:8443/v1' })).toBe('models.example.com')
    for (const host of ['localhost:11434', '127.0.0.1', '[::1]:80'])
      expect(reaches({ ...LOCAL, baseUrl: `http://${host}/v1` })).toBeUndefined()
    expect(reaches({ ...LOCAL, baseUrl: 'nonsense' })).toBe('nonsense')
    expect(reaches(CODER)).toBe('wherever the command coder sends it')
  })

  it('[CE3] a model of a connection can be asked directly', () => {
    expect(modelEntry('local/org/model:7b', [CLOUD, LOCAL])).toMatchObject({
      ref: 'model:local/org/model:7b',
      title: 'org/model:7b',
      run: { type: 'agent', connection: 'local', model: 'org/model:7b' },
    })
    expect(modelEntry('nobody/model', [CLOUD, CODER])).toBeUndefined()
    expect(modelEntry('coder/model', [CODER])).toBeUndefined()
  })

  it('[CE11] what a program does in a folder of the user is done at most once', () => {
    expect(staff(anAgent(PLAIN), [{ ...CODER, folder: '/project' }]).effect).toBe('once-or-ask')
    expect(staff(anAgent(PLAIN), [CODER]).effect).toBe('pure')
    expect(staff(anAgent(PLAIN), [CLOUD]).effect).toBe('pure')
  })
})
