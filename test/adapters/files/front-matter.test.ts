import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeArtifact } from '../../../src/adapters/files/describe-artifact.ts'
import { readFrontMatter } from '../../../src/adapters/files/front-matter.ts'

function wordsOf(text: string): ReturnType<typeof describeArtifact> {
  return describeArtifact(readFrontMatter(text))
}

describe('front matter', () => {
  it('[FI10] the block between the first two lines of three dashes is YAML, the rest is the text', () => {
    expect(readFrontMatter('---\nname: a\ntools: [Read, Grep]\n---\nBody\n---\nmore')).toEqual({
      attributes: { name: 'a', tools: ['Read', 'Grep'] },
      body: 'Body\n---\nmore',
    })
    expect(readFrontMatter('---\r\nname: a\r\n---\r\nBody').body).toBe('Body')
    expect(readFrontMatter('---\n---\nBody')).toEqual({ attributes: {}, body: 'Body' })
    expect(readFrontMatter('# Title')).toEqual({ attributes: undefined, body: '# Title' })
    expect(readFrontMatter('---\nname: never closed')).toMatchObject({ attributes: undefined })
  })

  it('[FI11] front matter that is not YAML is read line by line, as its author meant it', () => {
    const head = [
      'name: gemini-orchestrator',
      'description: Use this when: the user asks, e.g. "do it"',
      '  and the line goes on',
      'tools: Read, Bash(git:*)',
      '#model: sonnet',
      'notes: >-',
      '  one',
      '  two',
      "color: 'red'",
      'name: second',
      'empty:',
    ].join('\n')
    expect(readFrontMatter(`---\n${head}\n---\n`).attributes).toEqual({
      name: 'gemini-orchestrator',
      description: 'Use this when: the user asks, e.g. "do it" and the line goes on',
      tools: 'Read, Bash(git:*) #model: sonnet',
      notes: 'one two',
      color: 'red',
      empty: '',
    })
    const aliased = readFrontMatter('---\nbase: &a x\nname: *a\n---\n').attributes
    expect(aliased).toEqual({ base: '&a x', name: '*a' })
    expect(readFrontMatter('---\n- a list\n---\n').attributes).toEqual({})
  })

  it('[FI12] title and description come from the front matter, else from the first heading and paragraph', () => {
    const full = '---\nname: a\ndescription: |\n  What it does.\nmetadata: { title: The title }\n---\n# Heading\n'
    expect(wordsOf(full)).toEqual({ name: 'a', title: 'The title', description: 'What it does.' })
    expect(wordsOf('# Heading ##\n\nThe first\nparagraph.\n\nThe second.')).toEqual({
      name: undefined,
      title: 'Heading',
      description: 'The first paragraph.',
    })
    expect(wordsOf('---\nname: 7\ndescription: " "\n---\n')).toEqual({
      name: undefined,
      title: undefined,
      description: '',
    })
  })

  it('[FI13] no text makes it throw or hang', () => {
    const nasty = ['---\n', '\n---\n', 'a: b: c\n', '# ', ' #', '\t', '|', '*', '&', '"', '{', '[', '\r\n', 'x']
    const text = fc.array(fc.oneof(fc.constantFrom(...nasty), fc.string()), { maxLength: 40 })
    fc.assert(
      fc.property(text, (parts) => {
        expect(wordsOf(parts.join(''))).toBeDefined()
      }),
    )
    const started = performance.now()
    wordsOf(`# a${' '.repeat(500_000)}b\n${'\n '.repeat(200_000)}`)
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
