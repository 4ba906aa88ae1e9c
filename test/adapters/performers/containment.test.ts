import { chmod, mkdir, readFile, realpath, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bubblewrapArguments } from '../../../src/adapters/performers/command/bubblewrap.ts'
import { contain, rememberContainment } from '../../../src/adapters/performers/command/containment.ts'
import { limitArguments } from '../../../src/adapters/performers/command/limits.ts'
import { createCommand } from '../../../src/adapters/performers/command.ts'
import { aFolder, anAssignment, aSkill, memoryBlobs, NEVER_ABORTED } from '../../support/performers.ts'

const PATH = process.env['PATH']
const HERE = await rememberContainment({ PATH })()
const WALLED = HERE.walls.type === 'bubblewrap'
if (!WALLED) console.info('Skipped behind walls: bubblewrap is not here, or not allowed.')
const ROOM = { folder: '/', writable: [], readable: [], network: 'off' } as const

describe('containment', () => {
  it('[CT2] is not there where nothing for it is', async () => {
    expect(await rememberContainment({ PATH: await aFolder() })()).toEqual({
      walls: { type: 'none', reason: 'not-found' },
      prlimit: null,
    })
  })

  it('[CT2] is not there where it does not work', async () => {
    const folder = await aFolder()
    for (const name of ['bwrap', 'prlimit']) await writeProgram(join(folder, name), 'exit 1')
    expect(await rememberContainment({ PATH: `${folder}:/usr/bin:/bin` })()).toEqual({
      walls: { type: 'none', reason: 'forbidden' },
      prlimit: null,
    })
  })

  it('[CT2] is not there where it is turned off', async () => {
    const { walls } = await rememberContainment({ PATH, WORKCHARTS_CONTAINMENT: 'off' })()
    expect(walls).toEqual({ type: 'none', reason: 'turned-off' })
  })

  it('[CT2] is tried once', async () => {
    const folder = await aFolder()
    await writeProgram(join(folder, 'bwrap'), `echo tried >> ${folder}/tries`)
    const find = rememberContainment({ PATH: folder })
    await Promise.all([find(), find()])
    expect(await readFile(join(folder, 'tries'), 'utf8')).toBe('tried\n')
  })

  it.runIf(WALLED)('[CT1] lets a command change its own folder and nothing else', async () => {
    const outputs = await see(['touch here', 'touch /usr/there', 'touch /there', 'touch "$HOME/home"'])
    expect(outputs).toEqual({ statuses: '0110', processes: true })
  })

  it.runIf(WALLED)('[CT5] lets a folder of the PATH be read, and no home', async () => {
    const programs = join(await realpath(await aFolder()), 'bin')
    await mkdir(programs)
    const home = await realpath(homedir())
    const argv = await bubblewrapArguments(ROOM, [programs, home, dirname(home), '/', 'relative', '/absent'].join(':'))
    expect(argv).toContain(programs)
    const readable = argv.filter((_, index) => argv[index - 1] === '--ro-bind-try')
    expect(readable).toContain('/usr')
    expect(readable.filter((each) => [home, dirname(home), '/', 'relative', '/absent'].includes(each))).toEqual([])
  })

  it.runIf(HERE.prlimit !== null)('[CT3] bounds what a command takes', async () => {
    const limits = await limitArguments()
    const performer = await aSkill(BLOBS, { type: 'command', argv: ['sh', 'run.sh'], env: [] }, { 'run.sh': ULIMITS })
    const command = createCommand({
      blobs: BLOBS,
      scratch: await aFolder(),
      environment: { PATH },
      containment: async () => HERE,
    })
    expect(await command.perform(anAssignment({ performer }), NEVER_ABORTED)).toMatchObject({
      answer: { outputs: { files: '4096', core: '0' } },
    })
    expect(limits[0]).toMatch(/^--nproc=\d{3,}$/)
  })

  it.runIf(HERE.prlimit !== null)('[CT4] knows within limits that a program is not there', async () => {
    const here = { containment: { ...HERE, walls: { type: 'none', reason: 'forbidden' } }, path: PATH } as const
    expect(await contain(['no-such-program'], ROOM, here)).toEqual({
      ok: false,
      error: { type: 'not-started', reason: 'it is not there, or may not be run' },
    })
    expect(await contain(['sh'], ROOM, here)).toMatchObject({
      ok: true,
      value: { argv: expect.arrayContaining(['sh']) },
    })
  })
})

const BLOBS = memoryBlobs()
const ULIMITS = 'echo "{\\"outputs\\":{\\"files\\":\\"$(ulimit -n)\\",\\"core\\":\\"$(ulimit -c)\\"}}"\n'

/** What each line of a script led to behind walls: 0 for done. */
async function see(lines: readonly string[]) {
  const tries = lines.map((line) => `${line} 2>/dev/null; statuses="$statuses$?"`)
  const count = 'processes=$(ls /proc | grep -c "^[0-9]")'
  const say =
    'echo "{\\"outputs\\":{\\"statuses\\":\\"$statuses\\",\\"processes\\":$([ $processes -lt 8 ] && echo true || echo false)}}"'
  const files = { 'run.sh': ['#!/bin/sh', ...tries, count, say, ''].join('\n') }
  const performer = await aSkill(BLOBS, { type: 'command', argv: ['./run.sh'], env: [] }, files)
  const command = createCommand({
    blobs: BLOBS,
    scratch: await aFolder(),
    environment: { PATH },
    containment: async () => HERE,
  })
  const result = await command.perform(anAssignment({ performer }), NEVER_ABORTED)
  return result.type === 'answered' ? result.answer.outputs : result
}

async function writeProgram(file: string, line: string): Promise<void> {
  await writeFile(file, `#!/bin/sh\n${line}\n`)
  await chmod(file, 0o755)
}
