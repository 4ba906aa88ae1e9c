import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanJson, cleanText } from '../../../src/cli/terminal/clean-text.ts'
import { coloursFor } from '../../../src/cli/terminal/paint.ts'
import { createScreen } from '../../../src/cli/terminal/screen.ts'
import { joined, styled } from '../../../src/cli/terminal/text.ts'
import { aCapturedOutput } from '../../support/outputs.ts'

function aScreen(isTTY: boolean, env: Readonly<Record<string, string>> = {}) {
  const [stdout, stderr] = [aCapturedOutput(isTTY), aCapturedOutput(isTTY)]
  const screen = createScreen({ stdout, stderr, env })
  return { screen, written: () => ({ out: stdout.text(), err: stderr.text() }) }
}

describe('streams', () => {
  it('[CM1] keeps results and what is said about them apart', () => {
    const { screen, written } = aScreen(false)
    screen.print('result')
    screen.note('hint')
    expect(written()).toEqual({ out: 'result\n', err: 'hint\n' })
  })

  it('[CM2] wraps JSON in one envelope, indented or on one line', () => {
    const { screen, written } = aScreen(false)
    screen.json('runs', { runs: [] })
    screen.json('log-line', { text: 'a\nb' }, 'line')
    expect(written().out).toBe(
      '{\n  "schema": "workcharts.cli/1",\n  "kind": "runs",\n  "data": {\n    "runs": []\n  }\n}\n' +
        '{"schema":"workcharts.cli/1","kind":"log-line","data":{"text":"a\\nb"}}\n',
    )
  })

  it('[CM5] draws a table without lines and without spaces at its end', async () => {
    const { screen, written } = aScreen(false)
    await screen.table({
      head: ['run', 'status'],
      rows: [
        ['a1', styled('good', 'Done')],
        ['long-name', ''],
      ],
    })
    expect(written().out).toBe('RUN        STATUS\na1         Done\nlong-name\n')
  })

  it('[CM5] shortens the last column to the width of a terminal, and nothing in a pipe', async () => {
    const content = {
      head: ['task', 'why'],
      rows: [['a.1', styled('bad', 'a long sentence that says why it came here')]],
    }
    const drawn = async (isTTY: boolean, columns: number) => {
      const stdout = { ...aCapturedOutput(isTTY), columns }
      await createScreen({ stdout, stderr: aCapturedOutput(), env: { NO_COLOR: '1' } }).table(content)
      return stdout.text().split('\n')[1]
    }
    expect(await drawn(true, 30)).toBe('a.1   a long sentence that sa…')
    expect(await drawn(true, 24)).toBe('a.1   a long sentence that says why it came here')
    expect(await drawn(true, 80)).toBe('a.1   a long sentence that says why it came here')
    expect(await drawn(false, 30)).toBe('a.1   a long sentence that says why it came here')
  })

  it('[CM6] passes exact text on to a pipe and marks it on a terminal', () => {
    const [pipe, terminal] = [aScreen(false), aScreen(true)]
    for (const { screen } of [pipe, terminal]) screen.exact('a\u202eb\n\u001b[2Jc\n')
    expect(pipe.written().out).toBe('a\u202eb\n\u001b[2Jc\n')
    expect(terminal.written().out).toBe('a⟨U+202E⟩b\n␛[2Jc\n')
  })

  it('[CM7] replaces a progress line on a terminal and ends it before anything else', () => {
    const { screen, written } = aScreen(true)
    for (const line of ['1 of 2', '1 of 2', '2 of 2']) screen.progress(line)
    screen.print('done')
    screen.note('bye')
    expect(written()).toEqual({ out: 'done\n', err: '\r\u001b[2K1 of 2\r\u001b[2K2 of 2\nbye\n' })
  })

  it('[CM7] writes each change of a progress line where there is no terminal', () => {
    const { screen, written } = aScreen(false)
    for (const line of ['1 of 2', '1 of 2', '2 of 2']) screen.progress(line)
    screen.print('done')
    expect(written()).toEqual({ out: 'done\n', err: '1 of 2\n2 of 2\n' })
  })
})

describe('colours', () => {
  it.each([
    [true, {}, 'coloured'],
    [false, {}, 'plain'],
    [true, { TERM: 'dumb' }, 'plain'],
    [true, { NO_COLOR: '1' }, 'plain'],
    [true, { NO_COLOR: '' }, 'coloured'],
    [false, { FORCE_COLOR: '1' }, 'coloured'],
    [true, { FORCE_COLOR: '0' }, 'plain'],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, 'plain'],
  ])('[CM3] a terminal %s with %o is %s', (isTTY, env, colours) => {
    expect(coloursFor({ isTTY }, env)).toBe(colours)
  })

  it('[CM3] paints styles and nests them', () => {
    const { screen, written } = aScreen(false, { FORCE_COLOR: '1' })
    screen.print(styled('bad', ['no ', styled('strong', 'way')]))
    expect(written().out).toBe('\u001b[31mno \u001b[1mway\u001b[22m\u001b[39m\n')
  })
})

describe('text from outside', () => {
  it.each([
    ['\u001b]8;;https://evil.example\u0007link', '␛]8;;https://evil.example␇link'],
    ['a\u009b31mb', 'a⟨U+009B⟩31mb'],
    ['invoice\u202egnp.exe', 'invoice⟨U+202E⟩gnp.exe'],
    ['\u2066x\u2069', '⟨U+2066⟩x⟨U+2069⟩'],
    ['two\nlines\ttab', 'two␊lines␉tab'],
    ['\u007f', '␡'],
    ['zero\u200bwidth', 'zero⟨U+200B⟩width'],
    ['\ud800', '⟨U+D800⟩'],
    ['👩\u200d🚒 می\u200cخواهم', '👩\u200d🚒 می\u200cخواهم'],
  ])('[CM4] %j is shown as %j', (text, shown) => {
    expect(cleanText(text)).toBe(shown)
  })

  it('[CM4] lets nothing through that a terminal acts on', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanText(text)).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u)
      }),
    )
  })

  it('[CM4] keeps the meaning of JSON', () => {
    fc.assert(
      fc.property(fc.json(), fc.string({ unit: 'binary' }), (json, text) => {
        const written = cleanJson(JSON.stringify([json, text, '\u{e0041}\u009b\u202e']))
        expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify([json, text, '\u{e0041}\u009b\u202e'])))
        expect(written).not.toMatch(/[\p{Cc}\u202e\u{e0041}]/u)
      }),
    )
  })
})

describe('joined', () => {
  it('[CM5] leaves empty parts out', () => {
    expect(joined(['a', '', styled('good', 'b')], ' and ')).toEqual(['a', ' and ', styled('good', 'b')])
  })
})
