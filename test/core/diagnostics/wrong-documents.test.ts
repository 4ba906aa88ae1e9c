import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { diagnosed } from '../../support/diagnosed.ts'
import expected from './wrong/expected.json' with { type: 'json' }

const FOLDER = new URL('./wrong/fixtures/', import.meta.url)
const FILES = readdirSync(FOLDER)

const diagnosedFile = (file: string) => diagnosed({ file, text: readFileSync(new URL(file, FOLDER), 'utf8') })

/** `rule line:column word`: the rule and the place are exact, the word stands in the next step. */
const EXPECTATION = /^(?<rule>\S+) (?<line>\d+):(?<column>\d+) (?<word>[\s\S]+)$/

describe('wrong documents', () => {
  it('[DG9] are more than 200, each with its expectation', () => {
    expect(FILES.length).toBeGreaterThan(200)
    expect(Object.keys(expected).sort()).toEqual(FILES.sort())
  })

  it.each(Object.entries(expected))('[DG9] %s', (file, lines) => {
    const wanted = lines.map((line) => EXPECTATION.exec(line)?.groups ?? {})
    const found = diagnosedFile(file)
    expect(found.map(({ rule, line, column }) => `${rule} ${line}:${column}`)).toEqual(
      wanted.map(({ rule, line, column }) => `${rule} ${line}:${column}`),
    )
    for (const [index, problem] of found.entries()) expect(problem.help).toContain(wanted[index]?.['word'])
  })

  it('[DG4] each problem has a place, a sentence and a next step', () => {
    for (const file of FILES) {
      const found = diagnosedFile(file)
      expect(found.length, file).toBeGreaterThan(0)
      for (const problem of found) {
        expect(problem.file).toBe(file)
        expect(problem.line).toBeGreaterThan(0)
        expect(problem.column).toBeGreaterThan(0)
        expect(problem.message, file).toMatch(/^\S[^\n]*\.$/)
        expect(problem.help, file).toMatch(/^\S[^\n]*[.?`]$/)
      }
    }
  })

  it('[DG5] a document with ten ideas of what is wrong gets ten problems', () => {
    const text = `workflow_id: refunds
nmae: Refunds
inputs: { limit: { type: integer, default: many } }
triggers:
  - { id: daily, type: schedule, cron: "0 9 * * * *", timezone: Berlin }
stages:
  - { id: draft, roles: { primary: "agnet:writer" }, timeout: 30 }
  - { id: check, roles: { primary: "human:ann", tools: ["skill:sort"] }, gate: { threshold: 0.9 } }
  - { id: send, roles: { primary: "human:bob" }, depends_on: [chekc], when: inputs.limt > 1 }
`
    expect(
      diagnosed({ file: 'w.yaml', text })
        .map(({ rule, line }) => `${rule} ${line}`)
        .sort(),
    ).toEqual([
      'bad-reference 7',
      'cron-invalid 5',
      'default-invalid 3',
      'duration-spelling 7',
      'gate-on-person 8',
      'timezone-invalid 5',
      'tools-without-agent 8',
      'unknown-dependency 9',
      'unknown-input 9',
      'unknown-key 2',
    ])
  })
})
