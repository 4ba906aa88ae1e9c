import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../src/core/basics/json.ts'
import { parseJson } from '../../../src/core/workflow/parse-json.ts'
import type { SourceNode } from '../../../src/core/workflow/source-tree.ts'
import { toJson } from '../../../src/core/workflow/source-tree.ts'
import { problemsOf } from '../../support/documents.ts'

/** What the platform's own parser says, or undefined where it refuses. */
function platformParse(text: string): { readonly value: Json } | undefined {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

function nodesIn(node: SourceNode): readonly SourceNode[] {
  if (node.kind === 'scalar') return [node]
  const inner = node.kind === 'list' ? node.items : [...node.entries.values()].map(({ value }) => value)
  return [node, ...inner.flatMap(nodesIn)]
}

describe('JSON', () => {
  it('[WF60] what the platform accepts is read to the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom(0, 2, '\t', '\r\n '), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const { root, findings } = parseJson(text)
        expect(findings.filter(({ rule }) => rule !== 'bad-value' && rule !== 'bad-name')).toEqual([])
        if (findings.length === 0) expect(root && toJson(root)).toEqual(platformParse(text)?.value)
      }),
    )
  })

  it('[WF61] what the platform refuses is refused', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"',
      '1',
      '-',
      '01',
      '.5',
      'null',
      'nul',
      ' ',
      '\\',
      "'",
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        expect(parseJson(text).findings.some(({ rule }) => rule === 'json-syntax')).toBe(
          platformParse(text) === undefined,
        )
      }),
      { numRuns: 2_000 },
    )
  })

  it('[WF62] every value knows where it begins and ends', () => {
    const text = '{ "a" : [ 10, "x\\n" ] , "b":{}}'
    const { root } = parseJson(text)
    const places = root === undefined ? [] : nodesIn(root).map(({ start, end }) => text.slice(start, end))
    expect(places).toEqual([text, '[ 10, "x\\n" ]', '10', '"x\\n"', '{}'])
  })

  it.each([
    ['{"a": 1,}', '1:9', 'Remove the comma before it.'],
    ['[1,]', '1:4', 'Remove the comma before it.'],
    ['{\n  // why\n}', '2:3', 'JSON has no comments: remove them, or use YAML.'],
    ['# a', '1:1', 'JSON has no comments'],
    ["{'a': 1}", '1:2', 'Use double quotes.'],
    ['{"a": "b}', '1:7', 'Close the text with `"` on the same line'],
    ['{"a" 1}', '1:6', 'Put `:` after the key here.'],
    ['{"a": 1 "b": 2}', '1:9', 'Put `,` or `}` here.'],
    ['[1 2]', '1:4', 'Put `,` or `]` here.'],
    ['{a: 1}', '1:2', 'Put a key in double quotes here.'],
    ['{"a": 1} x', '1:10', 'Put the end of the document here.'],
    ['{"a":', '1:6', 'Put a value here.'],
    ['[', '1:2', 'the text ends where a value belongs'],
    ['', '1:1', 'the text ends where a value belongs'],
  ])('[WF63] an error of syntax names its place and what to do: %s', (text, place, sentence) => {
    const [line = ''] = problemsOf(text, 'a.json')
    expect(line.startsWith(`${place} json-syntax  This is not valid JSON: `)).toBe(true)
    expect(line).toContain(sentence)
  })

  it.each(['12345678901234567890', '1e999', '-1e999'])(
    '[WF32] a number that would change silently is refused: %s',
    (written) => {
      const [line] = problemsOf(`{"x-a": ${written}}`, 'a.json').filter((problem) => problem.includes('bad-value'))
      expect(line).toContain(`1:9 bad-value /x-a \`${written}\` can not be kept exactly as a number.`)
    },
  )
})
