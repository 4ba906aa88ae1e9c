import { describe, expect, it } from 'vitest'
import type { AttemptResult } from '../../../src/core/run/answer.ts'
import type { TestCli } from '../../support/cli.ts'
import { aCli, collection } from '../../support/cli.ts'
import { TREE } from '../../support/cli-documents.ts'
import { anAnswer } from '../../support/runs.ts'

const STUDY = `workflow_id: study
stages:
  - id: sort
    roles: { primary: "skill:sort" }
    inputs: { text: A }
    context_policy: { modules: ["ctx:lessons"] }
`
const CONTEXT = {
  'context/lessons.yaml': 'name: Lessons\nselectors: {}\n',
  'context/tone.md': '# Tone\n\nBe kind to everybody.\n',
  'workflows/study.yaml': STUDY,
  'skills/sort/SKILL.md': '---\nname: sort\ndescription: Sorts.\n---\nSort.\n',
  'skills/sort/contract.yaml': 'confidence: reported\neffect: pure\nrun: { builtin: sort }\n',
}

function found(...said: readonly string[]): AttemptResult {
  const memory = said.map((content, index) => ({
    type: 'gotcha' as const,
    content,
    confidence: index === 0 ? 0.9 : null,
    anchors: index === 0 ? ['export.csv'] : [],
  }))
  return { type: 'answered', answer: { ...anAnswer({}), memory } }
}

async function aStudy(): Promise<TestCli> {
  const cli = aCli({
    tree: { ...TREE, ...collection(CONTEXT) },
    script: () => found('The export drops dates.', 'x '.repeat(60)),
  })
  expect((await cli.run('workflow', 'run', 'study')).exit).toBe(0)
  return cli
}

describe('memory', () => {
  it('[CM121] is listed and shown', async () => {
    const cli = await aStudy()
    expect((await cli.run('memory', 'list')).stdout).toBe(
      `ID                 TYPE    SURE  FOUND BY     SAYS
00000001.sort.0.2  gotcha        sort, study  ${'x '.repeat(40)}…
00000001.sort.0.1  gotcha  90 %  sort, study  The export drops dates.
`,
    )
    expect((await cli.run('memory', 'list', '--limit', '1')).stderr).toContain('There are more')
    expect((await cli.run('memory', 'list', '--status', 'active')).stderr).toBe('Nothing is remembered there.\n')
    expect((await cli.run('memory', 'list', '--search', 'zz')).stderr).toContain('No stage found anything')
    const { stdout } = await cli.run('memory', 'show', '00000001.sort.0.1')
    expect(stdout).toContain('gotcha 00000001.sort.0.1, candidate, 90 % sure\n\nThe export drops dates.\n')
    expect(stdout).toContain('about  export.csv\nfound  by sort in study (skill:sort), run 00000001, ')
    expect((await cli.run('memory', 'show', '1.sort.0.2')).stdout).toContain('how sure is not known')
    expect((await cli.run('memory', 'show', 'none')).exit).toBe(5)
    const [list, item] = [
      await cli.run('memory', 'list', '--json'),
      await cli.run('memory', 'show', '1.sort.0.1', '--json'),
    ]
    expect(JSON.parse(list.stdout)).toMatchObject({ kind: 'memory', data: { items: [{}, {}] } })
    expect(JSON.parse(item.stdout)).toMatchObject({ kind: 'memory-item', data: { type: 'gotcha' } })
  })

  it('[CM122] is decided', async () => {
    const cli = await aStudy()
    const said = async (...argv: readonly string[]) => {
      const { exit, stdout } = await cli.run('memory', ...argv)
      return [exit, stdout]
    }
    expect(await said('approve', '1.sort.0.1', '--seen', '7')).toEqual([4, ''])
    expect(await said('approve', '1.sort.0.1', '--note', 'Yes.')).toEqual([0, '00000001.sort.0.1 is active now.\n'])
    expect((await cli.run('memory', 'show', '1.sort.0.1')).stdout).toContain('approved by owner')
    expect(await said('edit', '1.sort.0.1', '--content', 'It drops time zones.', '--confidence', '0.5')).toEqual([
      0,
      '00000001.sort.0.1 is active now.\n',
    ])
    expect((await cli.run('memory', 'edit', '1.sort.0.1', '--confidence', '2')).exit).toBe(2)
    expect(await said('merge', '1.sort.0.2', '1.sort.0.1')).toEqual([0, '00000001.sort.0.1 is active now.\n'])
    expect(await said('merge', 'none', '1.sort.0.1')).toEqual([5, ''])
    expect(await said('merge', '1.sort.0.1', 'none')).toEqual([5, ''])
    expect(await said('merge', '1.sort.0.1', '1.sort.0.1')).toEqual([2, ''])
    expect(await said('reject', 'none')).toEqual([5, ''])
    const ended = await cli.run('memory', 'deprecate', '1.sort.0.1', '--json')
    expect(JSON.parse(ended.stdout)).toMatchObject({ kind: 'memory-item', data: { status: 'deprecated' } })
  })
})

describe('context', () => {
  it('[CM120] is listed, shown and packed', async () => {
    const cli = await aStudy()
    await cli.run('memory', 'approve', '1.sort.0.1')
    const { stdout } = await cli.run('context', 'list')
    expect(stdout).toMatch(/ctx:lessons +Lessons +\d+ +1 +collections/)
    expect(stdout).toMatch(/ctx:tone +Tone +7 +collections/)
    expect((await cli.run('context', 'show', 'ctx:lessons')).stdout).toBe(
      '# Lessons\n\n## Gotchas\n\n- The export drops dates.\n',
    )
    const packed = await cli.run('context', 'pack', 'lessons', 'ctx:tone', '--budget', '10')
    expect(packed.stdout).toBe('# Tone\n\nBe kind to everybody.\n')
    expect(packed.stderr).toMatch(
      /^7 of 10 tokens, sha256 [0-9a-f]{64}\nleft out: ctx:lessons 00000001\.sort\.0\.1: It has/,
    )
    expect((await cli.run('context', 'pack', 'tone', '--budget', '1')).stderr).toContain('left out: ctx:tone: It has 7')
    expect((await cli.run('context', 'pack', 'gone')).exit).toBe(5)
    const [list, pack] = [
      await cli.run('context', 'list', '--json'),
      await cli.run('context', 'pack', 'tone', '--json'),
    ]
    expect(JSON.parse(list.stdout)).toMatchObject({ kind: 'context' })
    expect(JSON.parse(pack.stdout)).toMatchObject({ kind: 'context-pack' })
    expect((await aCli().run('context', 'list')).stderr).toContain('No context yet')
    expect((await aCli().run('context', 'list', '--collection', 'default')).exit).toBe(0)
  })
})
