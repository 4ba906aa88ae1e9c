import { describe, expect, it } from 'vitest'
import { documentOf, problemsOf, withKeys } from '../../support/documents.ts'

describe('YAML', () => {
  it('[WF70] words keep the meaning of YAML 1.2: only true, false and null are not text', () => {
    const { json } = documentOf(withKeys('x-a: [on, yes, No, ~, null, TRUE, 1e3, 0x1F, 0o17, 2026-01-01, "", <<]'))
    expect(json).toMatchObject({
      'x-a': ['on', 'yes', 'No', null, null, true, 1000, 31, 15, '2026-01-01', '', '<<'],
    })
  })

  it('[WF71] a merge key is a key like any other', () => {
    const { json } = documentOf(withKeys('x-a: &a { b: 1 }', 'x-c: { <<: *a }'))
    expect(json).toMatchObject({ 'x-c': { '<<': { b: 1 } } })
  })

  it('[WF72] an alias stands for a copy of its value, and what is wrong in it is reported where it is used', () => {
    const text = withKeys('x-note: &why Says why', 'description: *why', 'defaults: { gate: &gate { threshold: 85 } }')
    expect(documentOf(text.replace('85', '0.8')).workflow.description).toBe('Says why')
    expect(problemsOf(`${text}x-again: *gate\n`)).toHaveLength(1)
    expect(problemsOf(withKeys('x-a: &a [1]', 'name: *a'))).toEqual([expect.stringContaining('1:9 wrong-type /name')])
  })

  it('[WF76] a number as key is the text that was typed', () => {
    expect(documentOf(withKeys('x-a: { 010: 1, true: 2 }')).json).toMatchObject({ 'x-a': { '010': 1, true: 2 } })
  })

  it('[WF73] a key without a value is empty, in block and in flow', () => {
    expect(documentOf(withKeys('x-a:', 'x-b: { c, d: }')).json).toMatchObject({
      'x-a': null,
      'x-b': { c: null, d: null },
    })
  })

  it.each([
    ['a tag', 'a: !!str 1', '1:4', 'The YAML tag `!!str` has no meaning in a workflow. Remove the tag.'],
    ['a tag of its own', 'a: !secret 1', '1:4', 'The YAML tag `!secret`'],
    ['a directive', '%YAML 1.1\n---\na: 1', '1:1', 'The YAML directive `%YAML 1.1` has no meaning'],
    ['a second document', 'a: 1\n---\nb: 2', '2:1', 'A second YAML document begins here; a file holds one workflow.'],
    ['a list as key', '? [a]\n: b', '1:3', 'a key is not text. Write one word as key.'],
    ['an alias as key', 'a: &x b\n*x : c', '2:1', 'a key is not text.'],
    ['an unknown alias', 'a: *b', '1:4', 'The alias `*b` stands for nothing'],
    ['a value inside of itself', 'a: &a [*a]', '1:8', 'The alias `*a` stands for nothing'],
    ['a tab', 'a:\n\tb: 1', '2:1', 'a tab is used to indent. Indent with spaces.'],
    ['an open bracket', 'a: [1', '1:6', 'Line it up with its neighbours.'],
    ['an open quote', 'a: "b', '1:6', 'a quote, bracket, comma, colon or space is missing.'],
    ['a lost line', 'a: 1\nb\nc: 2', '2:1', 'put a space after each colon.'],
    ['a line without a key', 'b\nc: 2', '1:1', 'Put a colon and a space after the key'],
    ['two values on a line', 'a: b: c', '1:4', 'Put the value on a line of its own'],
    ['a reserved sign', 'a: @b', '1:4', 'Put the text in quotes.'],
    ['a wrong escape', 'a: "\\q"', '1:5', 'Write `\\\\` for a backslash, or use single quotes.'],
    ['a very long key', `${'a'.repeat(1_100)}: 1`, '1:1', 'a key is longer than 1,024 characters.'],
    ['something else', 'a: &x &y 1', '1:7', 'A node can have at most one anchor. Check what stands here.'],
  ])('[WF74] %s is an error with its place and a way out', (_, text, ...parts) => {
    const [line = ''] = problemsOf(text)
    expect(line).toMatch(/^\d+:\d+ yaml-syntax /)
    for (const part of parts) expect(line).toContain(part)
  })

  it('[WF75] several errors of syntax are reported together', () => {
    expect(problemsOf('a: !t 1\nb: @c\n---\nd: 1').map((line) => line.split(' ', 2).join(' '))).toEqual([
      '1:4 yaml-syntax',
      '2:4 yaml-syntax',
      '3:1 yaml-syntax',
    ])
  })
})
