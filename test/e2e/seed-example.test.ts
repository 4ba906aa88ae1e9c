import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { aHome, type, typeSkillmeat } from '../support/program.ts'

const SEED = join(import.meta.dirname, '../../examples/feature-ship/workflows/sdlc-feature-ship.json')
const REPO_RULES = '# Repository rules\n\nSmall commits. Every bug gets a test.\n'

interface TaskList {
  readonly tasks: readonly { readonly id: string; readonly stage: { readonly id: string } }[]
}

it('[E2E1] the file of the first specification is validated, planned, run, answered and proved', async () => {
  await using home = await aHome()
  const collection = join(home.folder, 'collections/default')
  await mkdir(join(collection, 'workflows'), { recursive: true })
  await copyFile(SEED, join(collection, 'workflows/sdlc-feature-ship.json'))

  expect(await typeSkillmeat(home, 'workflow', 'validate', 'sdlc-feature-ship')).toMatchObject({ code: 0 })

  const without = await typeSkillmeat(home, 'workflow', 'plan', 'sdlc-feature-ship')
  expect(without.code).toBe(3)
  expect(without.out).toContain('collections/default/context/repo-rules.md')
  expect((await typeSkillmeat(home, 'workflow', 'run', 'sdlc-feature-ship', '--no-input')).code).toBe(3)

  await mkdir(join(collection, 'context'))
  await writeFile(join(collection, 'context/repo-rules.md'), REPO_RULES)
  const plan = await typeSkillmeat(home, 'workflow', 'plan', 'sdlc-feature-ship')
  expect(plan.code).toBe(0)
  for (const name of [
    'researcher-v1',
    'coder-v2',
    'git-ops',
    'repo-rules',
    `${Math.floor(REPO_RULES.length / 4)} tokens`,
    'A person does this',
  ]) {
    expect(plan.out).toContain(name)
  }

  expect((await typeSkillmeat(home, 'workflow', 'run', 'sdlc-feature-ship', '--no-input')).code).toBe(10)
  const first = await onlyTask(home)
  expect(first.stage.id).toBe('research')
  expect(await type(home, 'inbox', 'answer', first.id, '--output', 'findings=Two libraries fit.')).toMatchObject({
    code: 0,
  })

  const second = await onlyTask(home)
  expect(second.stage.id).toBe('implementation')
  expect((await type(home, 'inbox', 'show', second.id)).out).toContain('Two libraries fit.')
  expect(await type(home, 'inbox', 'answer', second.id, '--output', 'change=Merged.')).toMatchObject({ code: 0 })

  expect((await type(home, 'runs', 'list')).out).toContain('Succeeded')
  const receipts = join(home.folder, 'receipts.ndjson')
  expect(await type(home, 'receipts', 'export', '--out', receipts)).toMatchObject({ code: 0 })
  const verified = await type(home, 'receipts', 'verify', receipts)
  expect(verified.code).toBe(0)
  expect(verified.out).toContain('3')
})

async function onlyTask(home: Awaited<ReturnType<typeof aHome>>): Promise<TaskList['tasks'][number]> {
  const listed = await type(home, 'inbox', 'list', '--json')
  const { data } = JSON.parse(listed.out) as { readonly data: TaskList }
  expect(data.tasks).toHaveLength(1)
  return data.tasks[0] as TaskList['tasks'][number]
}
