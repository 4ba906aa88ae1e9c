import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json, JsonObject } from '../../../src/core/basics/json.ts'
import { canonicalJson } from '../../../src/core/basics/json.ts'
import { editDocument } from '../../../src/core/workflow/edit-document.ts'
import type { DocumentEdit } from '../../../src/core/workflow/plan-change.ts'
import { parseText } from '../../../src/core/workflow/read-workflow.ts'
import { toJson } from '../../../src/core/workflow/source-tree.ts'
import { toYaml } from '../../../src/core/workflow/to-yaml.ts'
import { documentOf, fixture } from '../../support/documents.ts'

function edited(text: string, file: string, ...edits: readonly DocumentEdit[]): string {
  const result = editDocument({ file, text }, edits)
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

function jsonIn(text: string, syntax: 'yaml' | 'json'): Json | undefined {
  const { root } = parseText(text, syntax)
  return root && toJson(root)
}

const YAML = `# Refunds, as agreed in May.
workflow_id: refunds # do not rename

x-team: "blue"
view:
stages:
  # The first one is cheap.
  - id: draft
    gate: { threshold: 0.5 } # see the table
    roles: { primary: "agent:writer" }

  - id: send
    roles: { primary: "human:lead" }
`

describe('editing YAML', () => {
  it('[WF110] a value is set where it stands, and comments, quotes, order and `x-…` keys stay', () => {
    expect(edited(YAML, 'a.yaml', { path: ['stages', 0, 'gate', 'threshold'], value: 0.9 })).toBe(
      YAML.replace('0.5', '0.9'),
    )
    expect(edited(YAML, 'a.yaml', { path: ['x-team'], value: 'red' })).toBe(YAML.replace('"blue"', '"red"'))
  })

  it('[WF111] a key without a value, and maps that are missing on the way, are filled', () => {
    const moved = edited(YAML, 'a.yaml', { path: ['view', 'positions', 'draft'], value: [1, 2] })
    expect(moved).toBe(YAML.replace('view:\n', 'view:\n  positions:\n    draft:\n      - 1\n      - 2\n'))
    const timed = edited(YAML, 'a.yaml', { path: ['defaults', 'timeout'], value: '5m' })
    expect(timed).toBe(`${YAML}defaults:\n  timeout: 5m\n`)
  })

  it('[WF112] a list takes a value at its end, and a removed value leaves no trace', () => {
    const stage = { id: 'log', roles: { primary: 'skill:log' } }
    const longer = edited(YAML, 'a.yaml', { path: ['stages', 2], value: stage })
    expect(longer).toBe(`${YAML}  - id: log\n    roles:\n      primary: skill:log\n`)
    expect(edited(longer, 'a.yaml', { path: ['stages', 2], remove: true })).toBe(YAML)
    expect(edited(YAML, 'a.yaml', { path: ['x-team'], remove: true })).toBe(YAML.replace('\nx-team: "blue"\n', ''))
  })

  it('[WF127] an item is put in between or moved, and takes its comments along', () => {
    const log = { id: 'log' }
    expect(edited(YAML, 'a.yaml', { path: ['stages', 1], insert: log })).toBe(
      YAML.replace('\n  - id: send', '  - id: log\n\n  - id: send'),
    )
    expect(
      edited('x-list:\n  # first\n  - a # one\n  # second\n  - b\n', 'a.yaml', {
        path: ['x-list', 1],
        moveTo: 0,
      }),
    ).toBe('x-list:\n  # second\n  - b\n  # first\n  - a # one\n')
    expect(edited('x-list: [ a, b ]\n', 'a.yaml', { path: ['x-list', 1], insert: 'c' })).toBe('x-list: [ a, c, b ]\n')
    expect(edited('name: a\n', 'a.yaml', { path: ['stages', 0], insert: log })).toBe('name: a\nstages:\n  - id: log\n')
    expect(edited('stages:\n', 'a.yaml', { path: ['stages', 0], insert: log })).toBe('stages:\n  - id: log\n')
    expect(jsonIn(edited('- &a [1]\n- *a\n', 'a.yaml', { path: [1], moveTo: 0 }), 'yaml')).toEqual([[1], [1]])
  })

  it('[WF113] what an alias stands for elsewhere does not change with it', () => {
    const shared = 'x-a: &gate { threshold: 0.5 } # shared\nx-b: *gate\nx-c: { d: *gate }\nname: a # kept\n'
    const change = { path: ['x-a', 'threshold'], value: 0.9 } as const
    expect(jsonIn(edited(shared, 'a.yaml', change), 'yaml')).toEqual({
      'x-a': { threshold: 0.9 },
      'x-b': { threshold: 0.5 },
      'x-c': { d: { threshold: 0.5 } },
      name: 'a',
    })
    expect(jsonIn(edited(shared, 'a.yaml', { ...change, path: ['x-b', 'threshold'] }), 'yaml')).toMatchObject({
      'x-a': { threshold: 0.5 },
      'x-b': { threshold: 0.9 },
    })
    expect(jsonIn(edited(shared, 'a.yaml', { path: ['x-a'], remove: true }), 'yaml')).toMatchObject({
      'x-b': { threshold: 0.5 },
    })
    const nested = 'x-a: { b: &b [1] }\nx-c: *b\n'
    expect(jsonIn(edited(nested, 'a.yaml', { path: ['x-a'], value: 1 }), 'yaml')).toEqual({ 'x-a': 1, 'x-c': [1] })
    expect(edited(shared, 'a.yaml', { path: ['name'], value: 'b' })).toBe(shared.replace('name: a', 'name: b'))
  })

  it('[WF114] the author keeps his indentation and his line ends', () => {
    const wide = 'workflow_id: a\nstages:\n    - id: b\n      roles:\n          primary: agent:c\n'
    expect(edited(wide, 'a.yaml', { path: ['workflow_id'], value: 'z' })).toBe(wide.replace('a\n', 'z\n'))
    const flush = 'workflow_id: a\nstages:\n- id: b\n  roles:\n    primary: agent:c\n'
    expect(edited(flush, 'a.yaml', { path: ['workflow_id'], value: 'z' })).toBe(flush.replace('a\n', 'z\n'))
    const windows = '\u{feff}workflow_id: a\r\nname: b\r\n'
    expect(edited(windows, 'a.yaml', { path: ['name'], value: 'c' })).toBe('\u{feff}workflow_id: a\r\nname: c\r\n')
    expect(edited('', 'a.yaml', { path: ['name'], value: 'c' })).toBe('name: c\n')
  })

  it('[WF115] keys that look like numbers are the keys of the document', () => {
    expect(jsonIn(edited('x-a: { "1": a }\n', 'a.yaml', { path: ['x-a', 1], value: 'b' }), 'yaml')).toEqual({
      'x-a': { 1: 'b' },
    })
    expect(edited('x-a: { "1": a, b: c }\n', 'a.yaml', { path: ['x-a', 1], remove: true })).toBe('x-a: { b: c }\n')
  })
})

const JSON_TEXT = `{ "workflow_id": "refunds",
  "stages": [
    { "id": "draft", "roles": { "primary": "agent:writer" } },
    { "id": "send", "roles": {} } ] }
`

describe('editing JSON', () => {
  it('[WF116] only the value that changes is written anew', () => {
    expect(edited(JSON_TEXT, 'a.json', { path: ['stages', 0, 'id'], value: 'first' })).toBe(
      JSON_TEXT.replace('draft', 'first'),
    )
    expect(edited(JSON_TEXT, 'a.json', { path: ['stages', 1, 'roles', 'primary'], value: 'human:a' })).toBe(
      JSON_TEXT.replace('{}', '{ "primary": "human:a" }'),
    )
    expect(edited(JSON_TEXT, 'a.json', { path: ['name'], value: 'Refunds' })).toBe(
      JSON_TEXT.replace('} ] }', '} ],\n  "name": "Refunds" }'),
    )
    expect(edited('{"a":[1]}', 'a.json', { path: ['a', 1], value: { b: [2] } })).toBe('{"a":[1, {"b":[2]}]}')
    expect(edited('[]', 'a.json', { path: [0], value: 1 })).toBe('[ 1 ]')
  })

  it('[WF117] a new value of several lines is indented like its neighbours', () => {
    const text = '{\n    "a": {\n        "b": 1\n    }\n}\n'
    expect(edited(text, 'a.json', { path: ['a', 'c'], value: { d: 2 } })).toBe(
      '{\n    "a": {\n        "b": 1,\n        "c": {\n            "d": 2\n        }\n    }\n}\n',
    )
  })

  it('[WF127] an item is put in between or moved, and what stands between items stays', () => {
    const list = '[1,  2,\n  3]'
    expect(edited(list, 'a.json', { path: [0], insert: 0 })).toBe('[0,1,  2,\n  3]'.replace('0,1', '0, 1'))
    expect(edited(list, 'a.json', { path: [2], insert: { a: 1 } })).toBe('[1,  2,\n  {\n    "a": 1\n  },\n  3]')
    expect(edited(list, 'a.json', { path: [3], insert: 4 })).toBe('[1,  2,\n  3,\n  4]')
    expect(edited(list, 'a.json', { path: [2], moveTo: 0 })).toBe('[3,  1,\n  2]')
    expect(edited(list, 'a.json', { path: [0], moveTo: 1 })).toBe('[2,  1,\n  3]')
    expect(edited(list, 'a.json', { path: [1], moveTo: 1 })).toBe(list)
  })

  it('[WF118] a removed member takes its comma with it', () => {
    const remove = (text: string, key: string | number) => edited(text, 'a.json', { path: [key], remove: true })
    expect(remove('{"a": 1, "b": 2, "c": 3}', 'a')).toBe('{"b": 2, "c": 3}')
    expect(remove('{"a": 1, "b": 2, "c": 3}', 'b')).toBe('{"a": 1, "c": 3}')
    expect(remove('{"a": 1, "b": 2, "c": 3}', 'c')).toBe('{"a": 1, "b": 2}')
    expect(remove('{ "a": 1 }', 'a')).toBe('{}')
    expect(remove('[1, 2]', 1)).toBe('[1]')
    expect(remove('[ 1 ]', 0)).toBe('[]')
  })
})

describe('editing', { timeout: 60_000 }, () => {
  it('[WF119] removing what is not there changes nothing', () => {
    for (const path of [['gone'], ['stages', 7], ['stages', 0, 'gone', 'deeper']]) {
      expect(edited(YAML, 'a.yaml', { path, remove: true })).toBe(YAML)
    }
  })

  it.each([
    ['through text', ['workflow_id', 'deeper']],
    ['past the end of a list', ['stages', 7]],
    ['to a word in a list', ['stages', 'first']],
    ['to a list that is not there', ['nothing', 0]],
    ['to a number in a new map', ['stages', 0, 'inputs', 3]],
    ['to a position below a key without a value', ['view', 0]],
  ])('[WF120] a path %s is refused', (_, path) => {
    expect(editDocument({ file: 'a.yaml', text: YAML }, [{ path, value: 1 }])).toEqual({
      ok: false,
      error: { code: 'edit-path', path },
    })
  })

  it.each<[string, DocumentEdit]>([
    ['into a map', { path: ['view', 'first'], insert: 1 }],
    ['into a text', { path: ['workflow_id', 0], insert: 1 }],
    ['behind a list', { path: ['stages', 3], insert: 1 }],
    ['into the middle of a list that is not there', { path: ['nothing', 1], insert: 1 }],
  ])('[WF128] an item can not be put %s', (_, edit) => {
    expect(editDocument({ file: 'a.yaml', text: YAML }, [edit]).ok).toBe(false)
  })

  it.each<[string, DocumentEdit]>([
    ['behind a list', { path: ['stages', 0], moveTo: 2 }],
    ['from behind a list', { path: ['stages', 2], moveTo: 0 }],
    ['in a map', { path: ['view'], moveTo: 0 }],
    ['in a list that is not there', { path: ['nothing', 0], moveTo: 1 }],
  ])('[WF128] an item can not be moved %s', (_, edit) => {
    expect(editDocument({ file: 'a.yaml', text: YAML }, [edit]).ok).toBe(false)
  })

  it('[WF121] the whole document can be replaced, but not removed', () => {
    expect(edited('a: 1', 'a.yaml', { path: [], value: { b: 2 } })).toBe('b: 2\n')
    expect(edited('{"a": 1}', 'a.json', { path: [], value: { b: 2 } })).toBe('{"b":2}')
    expect(editDocument({ file: 'a.json', text: '{}' }, [{ path: [], remove: true }]).ok).toBe(false)
  })

  it('[WF122] a text that can not be read, or says a key twice, is not touched', () => {
    const failures = ['a: [', 'a: 1\na: 2', '{"a":'].map((text) => {
      return editDocument({ file: 'a', text }, [{ path: ['a'], value: 1 }])
    })
    expect(failures.every((result) => !result.ok && result.error.code === 'edit-unreadable')).toBe(true)
    expect(failures.every((result) => !result.ok && 'message' in result.error && result.error.message !== '')).toBe(
      true,
    )
  })

  it('[WF123] after any edits both syntaxes say the same, and exactly what was asked for', () => {
    const key = fc.constantFrom('a', 'b', 'x y', '1', '')
    const value = fc
      .jsonValue({ maxDepth: 2 })
      .map((any) => any as Json)
      .filter(isCarried)
    const start: fc.Arbitrary<JsonObject> = fc.dictionary(key, value, { maxKeys: 4 })
    const edit: fc.Arbitrary<PlainEdit> = fc.oneof(
      fc.record({ path: fc.array(key, { minLength: 1, maxLength: 3 }), value }),
      fc.record({ path: fc.array(key, { minLength: 1, maxLength: 2 }), remove: fc.constant(true as const) }),
    )
    fc.assert(
      fc.property(start, fc.array(edit, { maxLength: 4 }), (json, edits) => {
        const fromYaml = editDocument({ file: 'a.yaml', text: toYaml(json) }, edits)
        const fromJson = editDocument({ file: 'a.json', text: JSON.stringify(json, null, 2) }, edits)
        expect(fromYaml.ok).toBe(fromJson.ok)
        if (!fromYaml.ok || !fromJson.ok) return
        const said = canonicalJson(jsonIn(fromJson.value, 'json') ?? null)
        expect(canonicalJson(jsonIn(fromYaml.value, 'yaml') ?? null)).toBe(said)
        expect(said).toBe(canonicalJson(edits.reduce<Json>(applyTo, json)))
      }),
    )
  })
})

type PlainEdit = Extract<DocumentEdit, { readonly value: Json } | { readonly remove: true }>

/** The fast way to do the same to plain JSON. */
function applyTo(json: Json, edit: PlainEdit): Json {
  const [key = '', ...rest] = edit.path.map(String)
  const object: JsonObject =
    typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as JsonObject) : {}
  if ('remove' in edit) {
    if (rest.length === 0) return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key))
    const inner = object[key]
    const isMap = typeof inner === 'object' && inner !== null && !Array.isArray(inner)
    return isMap ? { ...object, [key]: applyTo(inner, { path: rest, remove: true }) } : json
  }
  return {
    ...object,
    [key]: rest.length === 0 ? edit.value : applyTo(object[key] ?? {}, { path: rest, value: edit.value }),
  }
}

/** Leaves out what a document can not carry: `__proto__`, and numbers that are not exact. */
function isCarried(value: Json): boolean {
  return parseText(JSON.stringify(value), 'json').findings.length === 0
}

describe('printing YAML', { timeout: 60_000 }, () => {
  it('[WF124] a document is printed in its own order, for people to read', () => {
    const json = { workflow_id: 'a', version: '1.0', description: 'one\ntwo\n', stages: [{ id: '010' }] }
    expect(toYaml(json)).toBe('workflow_id: a\nversion: "1.0"\ndescription: |\n  one\n  two\nstages:\n  - id: "010"\n')
  })

  it('[WF125] whatever is printed is read back to the same values', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string(),
      fc.constantFrom(
        '010',
        'null',
        '~',
        '- a',
        'a: b',
        '#x',
        '"',
        "'",
        '\t',
        ' a',
        '\u0085',
        '\u2028',
        '---',
        '...',
        '%a',
      ),
    )
    const { value } = fc.letrec<{ readonly value: Json }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.constantFrom(null, true, false, 0, -1, 1.5, 1e21, 5e-324),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(text, tie('value'), { maxKeys: 3 }),
      ),
    }))
    fc.assert(
      fc.property(fc.dictionary(text, value.filter(isCarried), { maxKeys: 3 }), (json) => {
        fc.pre(isCarried(json))
        expect(canonicalJson(jsonIn(toYaml(json), 'yaml') ?? null)).toBe(canonicalJson(json))
      }),
      { numRuns: 1_000 },
    )
  })

  it('[WF126] the examples survive the way through YAML', () => {
    for (const [name, file] of [
      ['seed.json', 'a.json'],
      ['refund-requests.yaml', 'a.yaml'],
      ['every-key.yaml', 'a.yaml'],
    ] as const) {
      const { json, workflow } = documentOf(fixture(name), file)
      expect(documentOf(toYaml(json as JsonObject)).workflow).toEqual(workflow)
    }
  })
})
