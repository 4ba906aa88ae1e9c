import { describe, expect, it } from 'vitest'
import { readContract } from '../../../src/adapters/files/read-contract.ts'

function run(text: string): unknown {
  const contract = readContract(`run: ${text}`)
  return contract.ok ? contract.value.run : contract
}

describe('contract.yaml', () => {
  it('[FI20] a contract says what goes in and out, how sure it is, what it changes, and how it is carried out', () => {
    const text = `
$schema: https://example.com/contract.json
input: { type: object, properties: { text: { type: string } }, required: [text] }
output: { type: object, properties: { label: { type: string } } }
confidence: reported
effect: pure
cost: { basis: none }
run: { builtin: classify-text, settings: { folds: 5 } }`
    expect(readContract(text)).toEqual({
      ok: true,
      value: {
        input: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
        output: { type: 'object', properties: { label: { type: 'string' } } },
        confidence: 'reported',
        effect: 'pure',
        run: { ok: true, value: { type: 'builtin', builtin: 'classify-text', settings: { folds: 5 } } },
      },
    })
  })

  it('[FI21] what a contract does not promise is not assumed: no confidence, and an effect that happens once or is asked about', () => {
    expect(readContract('run: { builtin: x }')).toMatchObject({ value: { confidence: 'none', effect: 'once-or-ask' } })
  })

  it('[FI22] there is exactly one way to carry it out; those of later versions say so', () => {
    expect(run('{ command: { argv: [./run.sh, "-x"], env: [API_KEY] } }')).toEqual({
      ok: true,
      value: { type: 'command', argv: ['./run.sh', '-x'], env: ['API_KEY'] },
    })
    expect(run('{ command: { argv: [date] } }')).toMatchObject({ value: { env: [] } })
    expect(run('{ http: { url: "https://example.com" } }')).toMatchObject({ error: expect.stringContaining('HTTP') })
    expect(run('{ mcp: { server: a, tool: b } }')).toEqual({ ok: true, value: { type: 'mcp', server: 'a', tool: 'b' } })
    expect(run('{ agent: {} }')).toMatchObject({ error: expect.stringContaining('AI is connected') })
    const one = 'run: write exactly one of builtin, command, http, mcp, agent'
    expect(run('{}')).toEqual({ ok: false, error: one })
    expect(run('{ builtin: a, agent: {} }')).toEqual({ ok: false, error: one })
    expect(run('{ agent: {}, settings: {} }')).toEqual({ ok: false, error: 'run: only a builtin has settings' })
  })

  it('[FI23] everything wrong with a contract is said in one sentence', () => {
    const problems = readContract('effekt: pure\nrun: { command: { argv: [], env: ["A B"] } }')
    expect(problems).toMatchObject({ ok: false })
    for (const part of ['effekt', 'run: command: argv', 'run: command: env: 0']) {
      expect(JSON.stringify(problems)).toContain(part)
    }
    expect(readContract('run: [')).toMatchObject({ ok: false })
    expect(readContract('a: &x 1\nrun: *x')).toMatchObject({ ok: false })
    expect(readContract('input: { type: strin }\nrun: { builtin: x }')).toMatchObject({
      ok: false,
      error: expect.stringContaining('input/type'),
    })
  })
})
