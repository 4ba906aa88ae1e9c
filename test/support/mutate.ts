import type { Json } from '../../src/core/basics/json.ts'
import { isJsonObject } from '../../src/core/basics/json.ts'
import type { Random } from './seeded.ts'
import { pick } from './seeded.ts'

/** The text with a few letters, lines or halves changed, lost, doubled or swapped. */
export function mutateText(text: string, random: Random): string {
  return Array.from({ length: 1 + Math.floor(random() * 4) }).reduce<string>(
    (at) => pick(TEXT_MUTATIONS, random)(at, random),
    text,
  )
}

type TextMutation = (text: string, random: Random) => string

const INSERTIONS = [
  ...[
    '\t',
    '\n',
    '  ',
    ':',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '"',
    "'",
    '#',
    '&a',
    '*a',
    '!t',
    '|',
    '>',
    '%',
    '@',
    '`',
    ',',
    '?',
    '<<: ',
  ],
  ...[
    '\u0000',
    '\ufeff',
    '\u202e',
    '\ud800',
    '\u2028',
    '💥',
    'é',
    '---\n',
    '...\n',
    '${{',
    '}}',
    '$${{',
    '~',
    'null',
    '.inf',
    '0x1F',
    '1e999',
  ],
  ...[
    '__proto__',
    'constructor',
    'stages',
    'depends_on: [a]',
    'when: "1"',
    '${{ stages.a.outputs.b }}',
    '9'.repeat(40),
    'x'.repeat(5000),
  ],
]

const TEXT_MUTATIONS: readonly TextMutation[] = [
  (text, random) => splice(text, random, { remove: 1, insert: '' }),
  (text, random) => splice(text, random, { remove: Math.floor(random() * 40), insert: '' }),
  (text, random) => splice(text, random, { remove: 0, insert: pick(INSERTIONS, random) }),
  (text, random) => splice(text, random, { remove: 1, insert: pick(INSERTIONS, random) }),
  (text, random) => splice(text, random, { remove: 1, insert: String.fromCharCode(Math.floor(random() * 0x10000)) }),
  (text, random) => text.slice(0, Math.floor(random() * text.length)),
  (text, random) => splice(text, random, { remove: 0, insert: text.slice(0, Math.floor(random() * text.length)) }),
  (text, random) => mutateLines(text, random),
  (text, random) =>
    text.replaceAll(
      pick(['\n', ' ', ':', '"', '-', '{', '['], random),
      pick(['\r\n', '  ', ' :', "'", '--', '[', ''], random),
    ),
]

interface Cut {
  readonly remove: number
  readonly insert: string
}

function splice(text: string, random: Random, { remove, insert }: Cut): string {
  const at = Math.floor(random() * (text.length + 1))
  return text.slice(0, at) + insert + text.slice(at + remove)
}

function mutateLines(text: string, random: Random): string {
  const lines = text.split('\n')
  const from = Math.floor(random() * lines.length)
  const [line = ''] = random() < 0.5 ? lines.splice(from, 1) : lines.slice(from, from + 1)
  lines.splice(Math.floor(random() * (lines.length + 1)), 0, random() < 0.3 ? `  ${line}` : line)
  return lines.join('\n')
}

/** The value with one thing in it changed: a key lost, renamed or doubled, an element moved, a value replaced. */
export function mutateJson(value: Json, random: Random): Json {
  if (Array.isArray(value)) return random() < 0.03 ? pick(REPLACEMENTS, random) : mutateList(value, random)
  if (isJsonObject(value)) return random() < 0.03 ? pick(REPLACEMENTS, random) : mutateObject(value, random)
  return random() < 0.5 ? pick(REPLACEMENTS, random) : mutateScalar(value, random)
}

function mutateScalar(value: Json, random: Random): Json {
  if (typeof value === 'string')
    return splice(value, random, { remove: 1, insert: pick(['', 'a', 'b', '1', '-', ' '], random) })
  return typeof value === 'number' ? value + pick([1, -1, 0.5, 1000], random) : !value
}

const REPLACEMENTS: readonly Json[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e300,
    '',
    ' ',
    'a',
    'draft',
    'x'.repeat(300),
    '${{ inputs.n }}',
    '${{ stages.a.outputs.b',
    '$${{',
  ],
  ...[
    'human:ann',
    'agent:writer',
    'role:reviewer',
    'ctx:rules',
    'workflow:w',
    '4h',
    '30',
    'skip',
    'continue',
    '0 9 * * *',
    'Europe/London',
  ],
  ...[
    [],
    {},
    [[]],
    [null],
    { type: 'integer' },
    { type: 'string', default: 3 },
    ['a'],
    { threshold: 0.5 },
    { a: { b: { c: 1 } } },
  ],
]

function mutateList(list: readonly Json[], random: Random): Json {
  const at = Math.floor(random() * list.length)
  const element = list[at]
  if (element === undefined || random() < 0.1) return [...list, pick(REPLACEMENTS, random)]
  if (random() < 0.1) return list.toSpliced(at, 1)
  if (random() < 0.1) return [...list, element]
  return list.with(at, mutateJson(element, random))
}

function mutateObject(object: Readonly<Record<string, Json>>, random: Random): Json {
  const entries = Object.entries(object)
  const at = Math.floor(random() * entries.length)
  const entry = entries[at]
  if (entry === undefined || random() < 0.1) return { ...object, [pick(KEYS, random)]: pick(REPLACEMENTS, random) }
  const [key, value] = entry
  if (random() < 0.1) return Object.fromEntries(entries.toSpliced(at, 1))
  if (random() < 0.1) return Object.fromEntries(entries.with(at, [pick([...KEYS, `${key}x`], random), value]))
  return Object.fromEntries(entries.with(at, [key, mutateJson(value, random)]))
}

const KEYS = [
  ...[
    'id',
    'roles',
    'primary',
    'tools',
    'reviewer',
    'when',
    'depends_on',
    'join',
    'inputs',
    'outputs',
    'gate',
    'on_skip',
    'on_error',
  ],
  ...[
    'x-note',
    'constructor',
    'toString',
    'default',
    'optional',
    'type',
    'properties',
    'a-b',
    'A B',
    '',
    'stages',
    'triggers',
    'cron',
  ],
]
