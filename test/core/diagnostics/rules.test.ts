import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { RULES } from '../../../src/core/diagnostics/rules.ts'
import { diagnosed } from '../../support/diagnosed.ts'

const FIXTURES = new URL('./fixtures/', import.meta.url)
const PAGES = new URL('../../../docs/rules/', import.meta.url)

function fixturesOf(rule: string, kind: 'valid' | 'invalid'): readonly (readonly [string, string])[] {
  const folder = new URL(`${rule}/${kind}/`, FIXTURES)
  return readdirSync(folder).map((file) => [file, readFileSync(new URL(file, folder), 'utf8')])
}

/** What a fixture says at its end: `# expect 5:11 What is wrong. What to do.` */
function expectedOf(text: string): readonly string[] {
  return [...text.matchAll(/^# expect (.*)$/gm)].map(([, expected]) => expected ?? '')
}

describe.each(RULES.map((rule) => rule.id))('%s', (rule) => {
  it.each(fixturesOf(rule, 'invalid'))('[DG1] is found in %s', (file, text) => {
    const found = diagnosed({ file, text })
    expect(found.map(({ line, column, message, help }) => `${line}:${column} ${message} ${help}`)).toEqual(
      expectedOf(text),
    )
    expect(found.length).toBeGreaterThan(0)
    expect(found.filter((problem) => problem.rule !== rule)).toEqual([])
  })

  it.each(fixturesOf(rule, 'valid'))('[DG2] is not found in %s', (file, text) => {
    expect(diagnosed({ file, text })).toEqual([])
  })

  it('[DG3] has a page', () => {
    const page = readFileSync(new URL(`${rule}.md`, PAGES), 'utf8')
    const headings = page.split('\n').filter((line) => line.startsWith('#'))
    expect(headings).toEqual([`# ${rule}`, '## Wrong', '## Right', '## Why'])
    expect(page.split('\n').length).toBeLessThanOrEqual(26)
  })
})

it('[DG1] every folder of fixtures belongs to a rule', () => {
  expect(readdirSync(FIXTURES).sort()).toEqual(RULES.map((rule) => rule.id).sort())
})
