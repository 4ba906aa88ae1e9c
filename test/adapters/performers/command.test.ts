import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { clearScratch } from '../../../src/adapters/performers/command/clear-scratch.ts'
import { rememberContainment } from '../../../src/adapters/performers/command/containment.ts'
import { parseReport } from '../../../src/adapters/performers/command/parse-report.ts'
import { runProgram } from '../../../src/adapters/performers/command/run-program.ts'
import { createCommand } from '../../../src/adapters/performers/command.ts'
import type { Assignment } from '../../../src/engine/ports.ts'
import { aFolder, anAssignment, aSkill, memoryBlobs, NEVER_ABORTED } from '../../support/performers.ts'

const ENVIRONMENT = { PATH: process.env['PATH'], LANG: 'C.UTF-8', SECRET: 'sesame', TZ: 'UTC', TOKEN: 'tok' }
const CONTAINMENT = rememberContainment(ENVIRONMENT)
const IS_LINUX = existsSync('/proc/self/environ')

interface Setting {
  readonly argv?: readonly string[]
  readonly env?: readonly string[]
  readonly files?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
  readonly given?: Partial<Assignment>
}

async function run({ argv = ['./run.sh'], env = [], files = {}, signal = NEVER_ABORTED, given = {} }: Setting) {
  const blobs = memoryBlobs()
  const scratch = await aFolder()
  const performer = await aSkill(blobs, { type: 'command', argv, env }, files)
  const command = createCommand({ blobs, scratch, environment: ENVIRONMENT, containment: CONTAINMENT })
  const result = await command.perform(anAssignment({ performer, ...given }), signal)
  return { result, left: await readdir(scratch) }
}

/** A shell script that is the skill's program. */
function script(...lines: readonly string[]): Setting {
  return { files: { 'run.sh': ['#!/bin/sh', ...lines, ''].join('\n') } }
}

/** A Node program that puts `expression` under `outputs.seen`. */
function seeing(expression: string): string {
  const parts = [
    "const input = JSON.parse(require('node:fs').readFileSync(0, 'utf8'))",
    `console.log(JSON.stringify({ outputs: { seen: ${expression} } }))`,
  ]
  return parts.join('\n')
}

function see(expression: string, setting: Setting = {}) {
  const argv = [process.execPath, 'see.cjs', ...(setting.argv ?? [])]
  return run({ ...setting, argv, files: { 'see.cjs': seeing(expression), ...setting.files } })
}

describe('a command', () => {
  it('[PF72] may want something remembered, and what is no memory refuses nothing', async () => {
    const note = { type: 'gotcha', content: 'Dates are in UTC.', confidence: 0.5 }
    const answerOf = (memory: unknown) => parseReport(JSON.stringify({ outputs: {}, memory }))
    expect(answerOf([note, 7])).toMatchObject({ ok: true, value: { memory: [{ ...note, anchors: [] }] } })
    const plain = { outputs: {}, confidence: null, cost: null, artifacts: [] }
    expect(answerOf('none')).toEqual({ ok: true, value: plain })
  })

  it('[PF60] gets the assignment and gives an answer', async () => {
    const given: Partial<Assignment> = {
      inputs: { a: [1, 'ü'] },
      context: [{ ref: 'ctx:rules', title: 'Rules', text: 'Be kind.' }],
      instructions: 'Do it.',
      idempotencyKey: 'k',
      note: 'Again, please.',
    }
    const { inputs, context, instructions, idempotencyKey, note } = given
    const { result } = await see('input', { given })
    expect(result).toEqual({
      type: 'answered',
      answer: {
        outputs: { seen: { inputs, context, instructions, idempotencyKey, note } },
        confidence: null,
        cost: null,
        artifacts: [],
      },
    })
  })

  it('[PF4] costs what it says', async () => {
    const { result } = await run(
      script('echo \'{"outputs":{},"confidence":0.5,"cost":{"basis":"free"},"summary":"Done."}\''),
    )
    expect(result).toEqual({
      type: 'answered',
      answer: { outputs: {}, confidence: 0.5, cost: { basis: 'free' }, artifacts: [], summary: 'Done.' },
    })
  })

  it('[PF61] gets its arguments as they are written', async () => {
    const argv = ['$(id)', '; echo x', '*', 'a b', '`id`', '$HOME']
    const { result } = await see('process.argv.slice(2)', { argv })
    expect(result).toMatchObject({ answer: { outputs: { seen: argv } } })
  })

  it('[PF61] is found in the skill, also in a folder of it', async () => {
    const files = {
      'scripts/go.sh': '#!/bin/sh\nexec ./other.sh\n',
      'other.sh': '#!/bin/sh\necho \'{"outputs":{"x":1}}\'\n',
    }
    expect((await run({ argv: ['scripts/go.sh'], files })).result).toMatchObject({ answer: { outputs: { x: 1 } } })
  })

  it('[PF62] starts in a fresh copy of the skill that is gone afterwards', async () => {
    const files = { 'data/list.txt': 'one' }
    const look =
      "[process.cwd().endsWith('skill'), require('node:fs').readdirSync('.'), require('node:fs').readFileSync('data/list.txt', 'utf8'), require('node:fs').writeFileSync('new.txt', 'x')]"
    const first = await see(look, { files })
    const second = await see(look, { files })
    expect(first.result).toMatchObject({ answer: { outputs: { seen: [true, ['data', 'see.cjs'], 'one', null] } } })
    expect(second.result).toEqual(first.result)
    expect([...first.left, ...second.left]).toEqual([])
  })

  it('[PF62] has no file outside its folder', async () => {
    await expect(run({ files: { '../escape.txt': 'x' } })).rejects.toThrow('outside its skill')
  })

  it('[PF63] sees little of the environment', async () => {
    const { result } = await see(
      "[Object.keys(process.env).filter((name) => !['__CF_USER_TEXT_ENCODING', 'PWD'].includes(name)).sort(), process.env.TOKEN, process.env.HOME === process.env.TMPDIR]",
      { env: ['TOKEN'] },
    )
    const names = ['HOME', 'LANG', 'PATH', 'TMPDIR', 'TOKEN', 'TZ', 'WORKCHARTS_ATTEMPT']
    expect(result).toMatchObject({ answer: { outputs: { seen: [names, 'tok', true] } } })
  })

  it('[PF63] does not start without a variable it needs', async () => {
    const { result } = await run({ ...script('exit 0'), env: ['ABSENT'] })
    expect(result).toEqual({
      type: 'failed',
      error: {
        code: 'environment-missing',
        message:
          "The skill's contract asks for the environment variable ABSENT, which is not set. Set it and start again.",
        reach: 'not-begun',
        cost: null,
      },
    })
  })

  it.each([
    ['[PF64] not there', ['./absent.sh']],
    ['[PF64] not a program', ['./notes.txt']],
    ['[PF64] not on the PATH', ['workcharts-no-such-program']],
    ['[PF64] impossible', ['a\0b']],
    ['[PF64] too long', ['/bin/echo', 'x'.repeat(8_000_000)]],
  ])('%s: not begun', async (_, argv) => {
    const { result, left } = await run({ argv, files: { 'notes.txt': 'x' } })
    expect(result).toMatchObject({ error: { code: 'command-not-started', reach: 'not-begun' } })
    expect(left).toEqual([])
  })

  it('[PF64] stopped before it began: not begun', async () => {
    const { result } = await run({ ...script('exit 0'), signal: AbortSignal.abort() })
    expect(result).toMatchObject({ error: { code: 'interrupted', reach: 'not-begun' } })
  })

  it('[PF65] says why it failed', async () => {
    const { result } = await run(script('echo "no such customer" >&2', 'exit 3'))
    expect(result).toEqual({
      type: 'failed',
      error: {
        code: 'command-failed',
        message: '"./run.sh" ended with exit code 3. It wrote: no such customer',
        reach: 'answered',
        cost: null,
      },
    })
  })

  it('[PF65] keeps the end of a long complaint, without control characters', async () => {
    const { result } = await run(script('yes "\u001b[31mred" | head -c 100000 >&2', 'echo last >&2', 'exit 1'))
    const message = result.type === 'failed' ? result.error.message : ''
    expect(message.length).toBeLessThan(8_300)
    expect(message).toMatch(/last$/)
    expect(message).not.toContain('\u001b')
  })

  it('[PF66] is asked to end, and obeys', async () => {
    const { result } = await runAndAbort('trap "exit 0" TERM', 'touch ready', 'while :; do sleep 0.05; done')
    expect(result).toMatchObject({ error: { code: 'interrupted', reach: 'unknown' } })
  })

  it('[PF66] is ended with its whole group when it does not obey', async () => {
    const start = performance.now()
    const { result } = await runAndAbort(
      'trap "" TERM',
      '(trap "" TERM; sleep 300) &',
      'touch ready',
      'while :; do sleep 0.05; done',
    )
    expect(result).toMatchObject({ error: { code: 'interrupted', reach: 'unknown' } })
    expect(performance.now() - start).toBeGreaterThan(1_900)
  })

  it('[PF66] ended by a signal: unknown', async () => {
    const { result } = await run(script('kill -9 $$'))
    expect(result).toMatchObject({ error: { code: 'command-killed', reach: 'unknown' } })
  })

  it('[PF67] is ended when it floods', async () => {
    const { result } = await run(script('yes'))
    expect(result).toMatchObject({ error: { code: 'output-too-large', reach: 'unknown' } })
  })

  it('[PF67] is refused when it floods and ends at once', async () => {
    const { result } = await run(script('head -c 11000000 /dev/zero'))
    expect(result).toMatchObject({ error: { code: 'output-too-large', reach: 'unknown' } })
  })

  it('[PF68] need not read its input', async () => {
    const given = { inputs: { text: 'x'.repeat(5_000_000) } }
    const { result } = await run({ ...script('exec <&-', 'echo \'{"outputs":{}}\''), given })
    expect(result).toMatchObject({ type: 'answered' })
  })

  it('[PF68] may fill its standard error', async () => {
    const { result } = await run(script('yes | head -c 20000000 >&2', 'echo \'{"outputs":{}}\''))
    expect(result).toMatchObject({ type: 'answered' })
  })

  it.runIf(IS_LINUX)('[PF69] leaves no process of its group behind', async () => {
    const { result } = await run(script('sleep 301 &', 'echo \'{"outputs":{}}\''))
    expect(result).toMatchObject({ type: 'answered' })
    expect(await commandLines()).not.toContain('sleep 301')
  })

  it.runIf(IS_LINUX)('[PF69] leaves no process behind that went to another group', async () => {
    const { result } = await run(
      script(
        "setsid sh -c 'touch away; exec sleep 302' >/dev/null 2>&1 </dev/null &",
        'until [ -e away ]; do :; done',
        'echo \'{"outputs":{}}\'',
      ),
    )
    expect(result).toMatchObject({ type: 'answered' })
    expect(await commandLines()).not.toContain('sleep 302')
  })

  it.runIf(IS_LINUX)('[PF69] does not wait for a process that holds its output open', async () => {
    const { result } = await run(
      script('echo \'{"outputs":{}}\'', "setsid sh -c 'touch away; exec sleep 303' &", 'until [ -e away ]; do :; done'),
    )
    expect(result).toMatchObject({ type: 'answered' })
    expect(await commandLines()).not.toContain('sleep 303')
  })

  it.runIf(IS_LINUX)('[PF70] clears what was left running in a folder, and nothing else', async () => {
    const folder = await aFolder()
    const other = await aFolder()
    const start = (mark: string, seconds: number) => {
      const environment = { PATH: '/usr/bin:/bin', WORKCHARTS_ATTEMPT: mark }
      return runProgram(
        { argv: ['sleep', String(seconds)], folder, environment, input: '', mark },
        AbortSignal.timeout(20_000),
      )
    }
    const mine = start(join(folder, 'attempt-1'), 304)
    const stranger = start(`${other}/attempt-1`, 1)
    await expect.poll(commandLines).toContain('sleep 304')
    await clearScratch(folder)
    expect(existsSync(folder)).toBe(false)
    expect(await mine).toMatchObject({ type: 'killed', by: 'signal' })
    expect(await stranger).toMatchObject({ type: 'exited', code: 0 })
  })
})

describe('what a command writes', () => {
  it.each([
    ['[PF71] nothing', '', 'it wrote nothing'],
    ['[PF71] words', 'Done!', 'it wrote "Done!"'],
    ['[PF71] a list', '[]', 'expected object'],
    ['[PF71] no outputs', '{"output":{}}', 'outputs: Invalid input'],
    ['[PF71] a key too many', '{"outputs":{},"confidance":1}', 'Unrecognized key: "confidance"'],
    ['[PF71] a strange cost', '{"outputs":{},"cost":{"basis":"reported","currency":"pounds","microUnits":1}}', 'cost'],
    ['[PF71] a negative cost', '{"outputs":{},"cost":{"basis":"reported","currency":"GBP","microUnits":-1}}', 'cost'],
  ])('%s is refused', (_, text, part) => {
    expect(parseReport(text)).toMatchObject({
      ok: false,
      error: { code: 'output-invalid', message: expect.stringContaining(part) },
    })
  })

  it('[PF71] is an answered error', async () => {
    expect((await run(script('echo hello'))).result).toMatchObject({
      error: { code: 'output-invalid', reach: 'answered' },
    })
  })

  it('[PF4] may be a cost in money', () => {
    const cost = { basis: 'reported', currency: 'GBP', microUnits: 1_500 }
    expect(parseReport(JSON.stringify({ outputs: {}, cost }))).toMatchObject({ ok: true, value: { cost } })
  })
})

/** Runs a script and stops the attempt as soon as the script has made the file `ready` in its folder. */
async function runAndAbort(...lines: readonly string[]) {
  const blobs = memoryBlobs()
  const scratch = await aFolder()
  const performer = await aSkill(blobs, { type: 'command', argv: ['./run.sh'], env: [] }, script(...lines).files)
  const stop = new AbortController()
  const command = createCommand({ blobs, scratch, environment: ENVIRONMENT, containment: CONTAINMENT })
  const attempt = command.perform(anAssignment({ performer }), stop.signal)
  await expect
    .poll(async () => (await readdir(scratch, { recursive: true })).some((path) => path.endsWith('ready')))
    .toBe(true)
  stop.abort()
  return { result: await attempt, left: await readdir(scratch) }
}

async function commandLines(): Promise<readonly string[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const lines = pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''))
  return (await Promise.all(lines)).map((line) => line.split('\0').filter(Boolean).join(' '))
}
