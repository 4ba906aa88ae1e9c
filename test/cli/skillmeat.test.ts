import { chmodSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createPrograms } from '../../src/cli/node/programs.ts'
import type { Programs } from '../../src/cli/skillmeat.ts'
import { runSkillmeat } from '../../src/cli/skillmeat.ts'
import { aCli } from '../support/cli.ts'
import { TREE } from '../support/cli-documents.ts'
import { folderWith } from '../support/folders.ts'
import { aCapturedOutput } from '../support/outputs.ts'

/** A machine where these programs are called skillmeat. */
function somePrograms(found: readonly string[]) {
  const calls: unknown[] = []
  const programs: Programs = {
    own: '/ours/bin/skillmeat',
    find: async () => found,
    run: async (path, argv) => {
      calls.push([path, ...argv])
      return 7
    },
  }
  return { programs, calls }
}

async function skillmeat(argv: readonly string[], found: readonly string[]) {
  const { parts } = aCli({ tree: TREE })
  const [stdout, stderr] = [aCapturedOutput(), aCapturedOutput()]
  const { programs, calls } = somePrograms(found)
  const exit = await runSkillmeat(argv, { ...parts, io: { ...parts.io, stdout, stderr } }, programs)
  return { exit, stdout: stdout.text(), stderr: stderr.text(), calls }
}

describe('skillmeat', () => {
  it('[CM56] answers its workflow commands itself', async () => {
    const { exit, stdout, calls } = await skillmeat(['workflow', 'validate', 'refunds'], ['/usr/bin/skillmeat'])
    expect([exit, stdout, calls]).toEqual([0, 'valid: refunds\n', []])
  })

  it('[CM56] calls itself by its own name, and has only these commands', async () => {
    const { stderr } = await skillmeat(['workflow', 'vlan'], [])
    expect(stderr).toBe("error: Unknown command 'vlan'. (unknown-command)\nhelp: Did you mean plan?\n")
    expect((await skillmeat(['workflow', '--help'], [])).stdout).toMatch(/^Usage: skillmeat workflow /)
  })

  it('[CM56] passes everything else on, but never to itself', async () => {
    const { exit, calls } = await skillmeat(['memory', 'pack'], ['/ours/bin/skillmeat', '/usr/bin/skillmeat'])
    expect([exit, calls]).toEqual([7, [['/usr/bin/skillmeat', 'memory', 'pack']]])
  })

  it.each([
    [['list'], '`skillmeat list` belongs to SkillMeat, which is not installed here.'],
    [[], 'This belongs to SkillMeat, which is not installed here.'],
  ])('[CM56] says so where there is no other', async (argv, message) => {
    expect(await skillmeat(argv, ['/ours/bin/skillmeat'])).toEqual({
      exit: 2,
      stdout: '',
      stderr: `error: ${message} (skillmeat-missing)\nhelp: Here there is \`skillmeat workflow\`; install SkillMeat for the rest.\n`,
      calls: [],
    })
    expect(JSON.parse((await skillmeat(['list', '--json'], [])).stderr).code).toBe('skillmeat-missing')
  })
})

describe('programs', () => {
  it('[CM57] are found on the PATH as real paths, once each, and only where they can be run', async () => {
    const folder = folderWith({ 'a/skillmeat': '#!/bin/sh\nexit 3\n', 'b/skillmeat': 'text', 'c/other': '' })
    chmodSync(join(folder, 'a/skillmeat'), 0o755)
    symlinkSync(join(folder, 'a/skillmeat'), join(folder, 'c/skillmeat'))
    const searchPath = ['', ...['c', 'b', 'a', 'gone'].map((name) => join(folder, name))].join(':')
    const programs = createPrograms(searchPath, '/ours')
    expect(await programs.find('skillmeat')).toEqual([join(folder, 'a/skillmeat')])
    expect(programs.own).toBe('/ours')
    expect(await programs.run(join(folder, 'a/skillmeat'), [])).toBe(3)
    await expect(programs.run(join(folder, 'gone'), [])).rejects.toThrow('ENOENT')
  })

  it('[CM57] that a signal ended count as shells count', async () => {
    const folder = folderWith({ killed: '#!/bin/sh\nkill -TERM $$\n' })
    chmodSync(join(folder, 'killed'), 0o755)
    expect(await createPrograms('', '').run(join(folder, 'killed'), [])).toBe(143)
  })
})
