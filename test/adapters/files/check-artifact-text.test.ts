import { describe, expect, it } from 'vitest'
import { checkArtifactText } from '../../../src/adapters/files/check-artifact-text.ts'
import type { SourceChange } from '../../../src/engine/ports.ts'

const HOME = 'collections/default'
const PLACES = {
  skill: `${HOME}/skills/sort/SKILL.md`,
  agent: `${HOME}/agents/deep/writer.md`,
  command: `${HOME}/commands/report.md`,
  ctx: `${HOME}/context/tone.md`,
} as const

interface Given {
  readonly file?: string
  readonly before?: string
}

/** What is wrong with a text, each as `line:column message help`. */
function faultsOf(kind: keyof typeof PLACES, text: string, { file = PLACES[kind], before = text }: Given = {}) {
  const change: SourceChange = { kind, file, before, text }
  return checkArtifactText(change).map(({ line, column, message, help }) => `${line}:${column} ${message} ${help}`)
}

const contract = (text: string) => faultsOf('skill', text, { file: `${HOME}/skills/sort/contract.yaml` })
const module = (text: string) => faultsOf('ctx', text, { file: `${HOME}/context/lessons.yaml` })

describe('a Markdown file', () => {
  it.each([
    ['skill', '---\nname: sort\ndescription: Sorts.\n---\nSort.\n'],
    ['skill', '---\r\ndescription: Sorts.\r\nmetadata: { title: Sort it }\r\n---\r\nSort.\r\n'],
    ['agent', '---\nname: writer\ndescription: "Writes: letters"\ntools: [Read]\n---\n'],
    ['command', 'Write a report.\n'],
    ['command', '---\ndescription: Reports.\n---\nWrite.\n'],
    ['ctx', '---\nBe kind.\n'],
    ['ctx', '---\n---\nBe kind.\n'],
  ] as const)('[FI95] of a %s may say this: %j', (kind, text) => {
    expect(faultsOf(kind, text)).toEqual([])
  })

  it.each([
    ['skill', 'Sort.\n', '1:1 It does not begin with front matter. Begin it with'],
    ['agent', '---\nname: a\n', '1:1 The front matter that begins with the line --- has no end. Begin it with'],
    ['agent', '---\nname: writer\n---\n', '2:1 It does not say what it is for. Write a line `description: …`.'],
    ['skill', '---\nname: sort\ndescription: [1]\n---\n', '3:14 `description` must be text. Say in a sentence'],
    ['skill', '---\nname: 7\ndescription: a\n---\n', '2:7 `name` must be text. Put it in quotes.'],
    ['skill', '---\n- a\n---\n', '2:1 The front matter is no list of keys and values. Write a line'],
    ['command', ' \n', '1:1 It says nothing. Write what it is for.'],
    ['ctx', '---\n---\n \n', '1:1 It says nothing. Write what it is for.'],
  ] as const)('[FI95] of a %s may not say %j', (kind, text, said) => {
    expect(faultsOf(kind, text)).toEqual([expect.stringContaining(said)])
  })

  it('[FI95] says in at most 1,024 characters what it is for', () => {
    const text = (length: number) => `---\ndescription: ${'a'.repeat(length)}\n---\n`
    expect(faultsOf('skill', text(1024))).toEqual([])
    expect(faultsOf('skill', text(1025))).toEqual([expect.stringContaining('2:14 The description has more than 1024')])
  })

  it('[FI95] has its problems counted from the first line of the file, all at once', () => {
    const text = '---\r\nname: sort\r\ndescription: a: b\r\nname: twice\r\n---\r\n'
    expect(faultsOf('skill', text)).toEqual([expect.stringMatching(/^3:\d+ /)])
    const other = '---\nname: sort\ndescription: ""\nname: sort\n---\n'
    expect(faultsOf('skill', other)).toEqual([expect.stringMatching(/^4:1 The key `name` is written twice/)])
    const both = '---\nname: [sort]\ndescription: ""\n---\n'
    expect(faultsOf('skill', both).map((fault) => fault.slice(0, 3))).toEqual(['2:7', '3:1'])
  })

  it('[FI97] keeps the name that stages know', () => {
    const before = '---\nname: sort\ndescription: Sorts.\n---\n'
    expect(faultsOf('skill', before.replace('sort', 'order'), { before })).toEqual([
      '2:7 It would be called `order` and no longer `sort`, so stages that name it would not find it. Write `name: sort`.',
    ])
    expect(faultsOf('skill', '---\ndescription: Sorts.\n---\n', { before })).toEqual([])
    const writer = '---\nname: scribe\ndescription: Writes: letters\n---\n'
    expect(faultsOf('agent', '---\ndescription: Writes.\n---\n', { before: writer })).toEqual([
      expect.stringContaining('called `writer` and no longer `scribe`'),
    ])
    const tone = '---\nname: a\n---\nBe kind.\n'
    expect(faultsOf('ctx', tone.replace('a', 'b'), { before: tone })).toEqual([])
  })
})

describe('a contract', () => {
  it('[FI96] is taken as it would be read', () => {
    expect(contract('input: { type: object }\neffect: pure\nrun: { builtin: sort }\n')).toEqual([])
    expect(contract('run: { http: { url: "https://a" } }\n')).toEqual([])
  })

  it('[FI96] has each problem at its key, in the order of the text', () => {
    const text = 'inptu: {}\nconfidence: 7\neffect: often\nrun: { agent: { turns: 3 } }\n'
    expect(contract(text)).toEqual([
      '1:1 There is no key `inptu` here. Take it out, or mend its spelling.',
      '2:13 `confidence` must be one of `reported`, `scored`, `none`. The guide on agents and skills has examples.',
      '3:9 `effect` must be one of `pure`, `idempotent`, `once-or-ask`. The guide on agents and skills has examples.',
      '4:17 There is no key `turns` here. Take it out, or mend its spelling.',
    ])
    expect(contract('effect: pure\n')).toEqual([
      expect.stringContaining('1:1 `run` is missing: it must be a map of keys and values.'),
    ])
    expect(contract('run: { builtin: a, http: {} }\n')).toEqual([
      expect.stringContaining('1:6 `run`: write exactly one of builtin, command, http, mcp, agent.'),
    ])
    expect(contract('- a\n')).toEqual([expect.stringContaining('1:1 the document must be a map of keys and values.')])
    expect(contract('')).toHaveLength(1)
  })

  it('[FI96] has schemas that can be used', () => {
    expect(contract('output:\n  type: objekt\nrun: { builtin: a }\n')).toEqual([
      expect.stringMatching(/^2:9 .*It must be a JSON Schema\.$/),
    ])
  })

  it('[FI96] is YAML with one meaning', () => {
    expect(contract('run: { builtin: a\n')).toEqual([expect.stringMatching(/^\d:\d+ /)])
    expect(contract('input: &a { type: object }\noutput: *a\nrun: { builtin: a }\n')).toEqual([
      expect.stringMatching(/^1:1 .* Mend it, then save again\.$/),
    ])
  })
})

describe('a file that gives memory', () => {
  it('[FI96] is taken as it would be read, or told what is wrong with it', () => {
    expect(module('name: Lessons\nselectors: { memory_types: [gotcha] }\n')).toEqual([])
    expect(module('name: Lessons\npriority: 200\nselectors: { memory_types: [joke] }\n')).toEqual([
      expect.stringMatching(/^2:11 `priority`: /),
      expect.stringMatching(/^3:29 `memory_types\[0\]` must be one of `decision`/),
    ])
    const wish = 'name: &a Lessons\ndescription: *a\nitems: [m1]\n'
    expect(module(wish)).toEqual([expect.stringContaining('1:1 It can not be used')])
  })
})

it('[FI98] what is too long or no text is told so, and nothing else', () => {
  expect(faultsOf('skill', 'a'.repeat(1024 * 1024 + 1))).toEqual([
    '1:1 It is larger than 1048576 bytes. Make it smaller.',
  ])
  expect(contract('#'.repeat(256 * 1024 + 1))).toEqual([expect.stringContaining('larger than 262144 bytes')])
  expect(module('#'.repeat(64 * 1024 + 1))).toEqual([expect.stringContaining('larger than 65536 bytes')])
  expect(faultsOf('command', 'One\r\ntwo \ud800')).toEqual([
    '2:5 Here stands a character that no text file can hold. Take it out.',
  ])
})
