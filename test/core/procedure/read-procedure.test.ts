import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Part } from '../../../src/core/procedure/procedure.ts'
import { readProcedure } from '../../../src/core/procedure/read-procedure.ts'

function read(text: string): readonly Part[] {
  const parts = readProcedure(text)
  if (!parts.ok) throw new Error(parts.error.code)
  return parts.value
}

/** `1. text` for steps, `# text` for headings, `reason: text` for what is left out. */
function shown(text: string): readonly string[] {
  return read(text).map((part) => {
    if (part.type === 'left-out') return `(${part.reason}) ${part.text}`
    return `${part.type === 'heading' ? '#' : '>'} ${part.mark} ${part.text}`.replaceAll(/ {2,}/g, ' ')
  })
}

function steps(text: string): readonly string[] {
  return read(text).flatMap((part) => (part.type === 'step' ? [part.text] : []))
}

function headings(text: string): readonly string[] {
  return read(text).flatMap((part) => (part.type === 'heading' ? [part.text] : []))
}

/** Letters and digits, so that marks taken out of the middle of a word do not matter. */
function characters(texts: readonly string[]): string {
  return [...texts.join('').matchAll(/[\p{L}\p{N}]/gu)]
    .map(([character]) => character)
    .sort()
    .join('')
}

function everyText(parts: readonly Part[]): readonly string[] {
  return parts.flatMap((part) => ('mark' in part ? [part.mark, part.text] : [part.text]))
}

/** What procedures are made of, as it stands on a line, with words of which each comes once. */
const LINES = [
  '# W',
  '## W *W* ##',
  'W W\n===',
  'W\n---',
  'W w w. W w! W: w w.',
  'W w w w (W. W) w w i.e. W w.',
  'w w w',
  '1. W w w',
  '   2) W, such as:',
  '  - w [w](w) w',
  '    * **W:** w _w_ `w_w`',
  '- [x] W w ![w](w.w)',
  '- Example: w w',
  'a) W w',
  'o\tW w',
  'Step 1: W w',
  '> W w w.',
  '| W | W |\n|---|---|\n| 1 | w \\| w |\n| w | w |',
  'W\tW\nw\tw w w w',
  '<table><tr><th>W</th><th>W</th></tr>\n<tr><td>w <b>w</b></td><td>w</td></tr></table>',
  '<!-- w -->',
  '<!-- w\nw -->',
  '```w\nw\n```',
  '[w]: w.w',
  'W [w][w] [w][] <https://w.w/w> [![w](w)](w) <br> w.',
  'W W:',
  'WWWW WWWW',
  '**W W**',
  '12',
  '3.',
  '-',
  '***',
  '',
  '---\nw: w\n---',
  '```w',
  '<table>',
  '<!-- w',
] as const

/** Each `w` becomes a word of its own; the case of its first letter counts. */
function withWords(lines: readonly string[]): string {
  let number = 0
  const word = (w: string) =>
    `${w === 'W' ? 'Q' : 'q'}${String(number++).replaceAll(/\d/g, (d) => 'zbcdfghjkl'.charAt(Number(d)))}`
  return lines.join('\n').replaceAll(/w/gi, word)
}

describe('every word', () => {
  it('[PR1] of the source stands in exactly one part, whatever procedures are made of', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LINES), { maxLength: 14 }), (lines) => {
        const text = withWords(lines)
        const words = (texts: readonly string[]) =>
          texts
            .join(' ')
            .match(/[\p{L}\p{N}]+/gu)
            ?.sort() ?? []
        expect(words(everyText(read(text)))).toEqual(words([text]))
      }),
      { numRuns: 400 },
    )
  })

  it('[PR1][PR18] stands in a part of any text at all, and nothing throws', () => {
    const marks = fc.constantFrom(
      ...'#*_`~[](){}<>!|-+=:.\\/&;\'"\t \n>1a)ABx日。•o☐–…'.split(''),
      '```',
      '<!--',
      '-->',
      '<table',
      '<td>',
    )
    fc.assert(
      fc.property(fc.array(marks, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('')
        expect(characters(everyText(read(text)))).toBe(characters([text]))
      }),
      { numRuns: 2_000 },
    )
  })

  it('[PR2] parts stand in their order and know their place', () => {
    const text = '\u{feff}# Title\r\n\r\n  1. Read [it](there). Sign it.\r> Pay. **Done** now, *or* later.'
    expect(read(text).map(({ text: part, at }) => [part, at.line, at.column])).toEqual([
      ['Title', 1, 4],
      ['Read it. Sign it.', 3, 6],
      ['there', 3, 16],
      ['Pay.', 4, 3],
      ['Done now, or later.', 4, 10],
    ])
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LINES), { maxLength: 14 }), (lines) => {
        const text2 = withWords(lines)
        const places = read(text2).map(({ at }) => at)
        expect(places).toEqual(places.toSorted((one, other) => one.line - other.line || one.column - other.column))
      }),
    )
  })

  it('[PR3] too much is refused, and the figure is said', () => {
    const long = 'é'.repeat(2 * 1024 * 1024 + 1)
    const error = { code: 'text-too-long', bytes: 4 * 1024 * 1024 + 2, bytesMax: 4 * 1024 * 1024 }
    expect(readProcedure(long)).toEqual({ ok: false, error })
    expect(readProcedure('- Do it\n'.repeat(10_000))).toMatchObject({ ok: true })
    expect(readProcedure('- Do it\n'.repeat(10_001))).toEqual({
      ok: false,
      error: { code: 'too-many-steps', steps: 10_001, stepsMax: 10_000 },
    })
  })
})

/** Things that a careless reader reads again and again. */
const HOSTILE = [
  '[',
  '![',
  '](',
  '[a](b',
  '(',
  ')',
  '.',
  '. A',
  '*',
  '*a ',
  '_a',
  '<a',
  '<!--',
  '<!--\n',
  '```x\n',
  '~~~\n',
  '<table\n',
  '<tr><td>',
  '|a',
  '|a|\n',
  '|---',
  ' ',
  '\t',
  'a\t',
  '1',
  '1.',
  '1.\n\n',
  '- ',
  '> ',
  '\\',
  '&amp',
  '"',
  '# ',
  'A\n',
  'a:\n',
  '- e.g: a\n',
  '[a]: b\n',
  '[a][',
  '---\n',
  '日。',
  'http://a.',
] as const

const CHARACTERS = 300_000

describe('time', () => {
  it.each(HOSTILE)('[PR4] grows with the text and no faster: %j', { timeout: 20_000 }, (unit) => {
    // A reader that goes over the rest again for each piece would take minutes.
    expect(() => readProcedure(unit.repeat(Math.ceil(CHARACTERS / unit.length)))).not.toThrow()
  })
})

describe('steps', () => {
  it('[PR5] a line with a mark is one step, and its mark is kept', () => {
    const marks = [
      '1.',
      '2)',
      '(3)',
      '1.2',
      '1.2.',
      'a)',
      'B.',
      'iv.',
      '-',
      '*',
      '+',
      '•',
      '–',
      '☐',
      '- [ ]',
      '* [x]',
      '[X]',
      'Step 4:',
    ]
    for (const mark of marks) {
      expect(read(`${mark} Read the mail. Then answer it.`), mark).toMatchObject([
        { mark, text: 'Read the mail. Then answer it.' },
      ])
    }
    expect(shown('•Read it\n\n# A\n§\tOpen it\n1.5 litres go in. 2026. was good.\n-5 degrees\n1.1\tOpen')).toEqual([
      '> • Read it',
      '# A',
      '> § Open it',
      '> 1.5 litres go in.',
      '> 2026. was good.',
      '> -5 degrees',
      '> 1.1 Open',
    ])
  })

  it('[PR5] lines that are indented or go on in small letters belong to it', () => {
    expect(steps('1. Read\n   the whole\n\n   of it.\n2. Pay\nand file it\nCall them')).toEqual([
      'Read the whole of it.',
      'Pay and file it',
      'Call them',
    ])
    expect(steps('-\n  Read it')).toEqual(['Read it'])
  })

  it('[PR6] each sentence of a paragraph is a step', () => {
    expect(
      steps('Open the mail. Is it late? "Answer it at once!" 24 hours are enough. (See Dr. B. No. 5.) Tell us'),
    ).toEqual([
      'Open the mail.',
      'Is it late?',
      '"Answer it at once!"',
      '24 hours are enough.',
      '(See Dr. B. No. 5.)',
      'Tell us',
    ])
    expect(steps('これを読む。次に送る。「終わり。」')).toEqual(['これを読む。', '次に送る。', '「終わり。」'])
  })

  it.each([
    'We pay e.g. Monday or later, i.e. The week after',
    'Ask Dr. Smith, Mrs. Jones and J. R. Doe',
    'See Fig. 3 and No. 5 of v1.2.3',
    'It costs 3.50 or 1,000.00 a piece',
    'Open www.example.com/a.b?c=D.E and https://example.org/x. then go on',
    'Save it as report.final.docx in A/B',
    'Wait (Open it. Close it (Slowly. Now) or not. Open it again.) until noon',
    'Look at this ... then go on',
    'The answer of Acme Inc. Sales goes out',
  ])('[PR6] does not end in the middle: %s', (sentence) => {
    expect(steps(`${sentence}. Then stop it.`)).toEqual([`${sentence}.`, 'Then stop it.'])
  })

  it('[PR6] ends after words that are abbreviations only before numbers, and after a bracket that never closes', () => {
    expect(steps('Say no. Then go on (as agreed. Call them')).toEqual([
      'Say no.',
      'Then go on (as agreed.',
      'Call them',
    ])
  })

  it('[PR6] one word is no step of its own', () => {
    expect(steps('Sign it. Done! Send it.')).toEqual(['Sign it. Done!', 'Send it.'])
    expect(steps('Stop! Send it.')).toEqual(['Stop!', 'Send it.'])
  })

  it('[PR7] lines are wrapped where they go on in small letters, else a step each', () => {
    expect(steps('Read the invoice\nApprove the payment\n\nThe clerk reads\nthe mail and\nanswers it')).toEqual([
      'Read the invoice',
      'Approve the payment',
      'The clerk reads the mail and answers it',
    ])
  })

  it('[PR8] items below an item are steps, and what is enumerated is not', () => {
    expect(steps('1. Check the invoice we got\n   - Look at the date\n   - Look at the sum')).toHaveLength(3)
    expect(
      steps('- Send it with all papers, such as:\n  1. the order\n     - and its number\n  2. the bill\n- Wait'),
    ).toEqual(['Send it with all papers, such as:\n1. the order\n  - and its number\n2. the bill', 'Wait'])
    expect(steps('Write down what matters.\n\nAll of it counts, including:\n- the name\n- the date')).toEqual([
      'Write down what matters.',
      'All of it counts, including:\n- the name\n- the date',
    ])
    expect(steps('- Compare these on both sides\n  - Name\n  - Date')).toEqual([
      'Compare these on both sides\n- Name\n- Date',
    ])
    expect(steps('- 読む\n  - 終わり')).toEqual(['終わり'])
  })

  it('[PR8] lists that are pasted without indentation are as deep as their marks say', () => {
    expect(headings('1. Check it:\na) the date of it\nb) the sum of it\n2. Pay it\nStep 1: Go\nStep 2: Stop')).toEqual([
      'Check it:',
    ])
    expect(steps('- Read all of it\n◦ the first page\n  - the second page\n- Stop')).toHaveLength(3)
  })

  it('[PR9] an example belongs to the step above it', () => {
    expect(
      steps('1. Pay what is owed\n   - **Example:** half of it\n   - Note: never more\n   - File it away'),
    ).toEqual(['Pay what is owed\n- Example: half of it\n- Note: never more', 'File it away'])
    expect(steps('# Pay\n- e.g., half of it')).toEqual(['e.g., half of it'])
    expect(steps('  - Example: half\n')).toEqual(['Example: half'])
    expect(steps('1. Owed\n   - x\n\n# A\n\n- B:\n  - Note: c')).toContain('Note: c')
  })

  it('[PR10][PR14] a row of a table is a step, and one that names the columns a heading', () => {
    expect(
      shown('| Step | Who | Until |\n|:--|---|--:|\n| 1. | Read it \\| all | noon |\n| Call |  |\nPay | soon\n'),
    ).toEqual(['# Step · Who · Until', '> 1. Read it | all: noon', '> Call', '> Pay: soon'])
    expect(shown('Who\tWhat\nAnn\tCall them at 5\nBob\tPay')).toEqual([
      '# Who · What',
      '> Ann: Call them at 5',
      '> Bob: Pay',
    ])
    expect(shown('Ann\tCalls them every day at 5\nBob\tPay')).toHaveLength(2)
    expect(shown('|a|\n|  |\n| \\')).toEqual(['> a'])
  })

  it('[PR10] so is one of a table in HTML', () => {
    const text = `<TABLE border="1">before
  <tr><td><strong>Metric</strong></td><td>Meaning</td></tr>
  <tr><td>Time
    to answer</td><td>Counted in <b>days</b></td></tr>
  <tr></tr><tr><td>Cost`
    expect(shown(text).filter((line) => !line.startsWith('(markup)'))).toEqual([
      '> before',
      '> Metric: Meaning',
      '> Time to answer: Counted in days',
      '> Cost',
    ])
    expect(shown('<table>\n<tr></tr>\n</table>').filter((line) => !line.startsWith('(markup)'))).toEqual([])
    expect(headings('<table>\n<tr><th>Only 1</th></tr>\n<tr><td>Read it</td></tr>\n</table>')).toEqual(['Only 1'])
    expect(headings('<table>\n<tr><td>Metric</td><td>Meaning</td></tr>\n<tr><td>Read it</td></tr>\n</table>')).toEqual([
      'Metric · Meaning',
    ])
  })

  it('[PR11] quotes are text', () => {
    expect(steps('> Keep calm.\n> > Go on.')).toEqual(['Keep calm.', 'Go on.'])
  })
})

describe('headings', () => {
  it.each([
    ['# Title #', 'Title'],
    ['Title of it\n===', 'Title of it'],
    ['title of it\n---', 'title of it'],
    ['GOODS RECEIPT', 'GOODS RECEIPT'],
    ['**who does it**', 'who does it'],
    ['__Who does it__:', 'Who does it:'],
    ['Purpose and Scope', 'Purpose and Scope'],
    ['What we do in these cases:', 'What we do in these cases:'],
    ['1.2 Receiving the Goods', 'Receiving the Goods'],
  ])('[PR12] %j', (line, heading) => {
    expect(shown(`${line}\n\nThe clerk reads it.`)).toEqual([
      expect.stringContaining(`${heading}`),
      '> The clerk reads it.',
    ])
    expect(headings(`${line}\n\nThe clerk reads it.`)).toEqual([heading])
  })

  it.each([
    'Read the invoice',
    'STOP!',
    'Wait. Then do this:',
    '#deal-desk knows it',
    'Call Ann, Bob',
    '- Receiving the Goods',
    '1. read it all',
    'We do it with many things, for example:',
  ])('[PR12] no heading: %j', (line) => {
    expect(headings(`${line}\n\nThe clerk reads it.`)).toEqual([])
  })

  it('[PR12] two lines in title case are steps, and so is one that nothing follows', () => {
    expect(headings('Read Invoice\nPay Invoice')).toEqual([])
    expect(headings('Purpose')).toEqual([])
    expect(read('# A\n\nb\n\n').map(({ type }) => type)).toEqual(['heading', 'step'])
    expect(shown('#  ##\n')).toEqual([])
  })

  it('[PR13] a numbered step is a heading where text follows', () => {
    expect(shown('Step 1: Intake\nThe clerk reads it.\nStep 2: Pay\nStep 3: File it')).toEqual([
      '# Step 1: Intake',
      '> The clerk reads it.',
      '> Step 2: Pay',
      '> Step 3: File it',
    ])
    expect(headings('- New\n  - Nobody has answered yet.\n- Open\n  - Somebody has.')).toEqual(['New', 'Open'])
    expect(headings('- When it is open at last\n  - Somebody has it.')).toEqual([])
  })

  it('[PR15] one that no step stands under is left out, or is a step where it has a mark', () => {
    expect(shown('# A\n## B\n# C\nDo it.\n# D')).toEqual([
      '(lonely-heading) A',
      '(lonely-heading) B',
      '# C',
      '> Do it.',
      '(lonely-heading) D',
    ])
    expect(shown('# A\nStep 1: Intake\n# B\nDo it.')).toEqual(['# A', '> Step 1: Intake', '# B', '> Do it.'])
  })
})

describe('left out', () => {
  it('[PR16] is what is no text for people, each with its reason', () => {
    expect(shown('---\ntitle: x\n---\nRead [it](a(b)c "t") and [*this*][that] or [us][] <!-- now --> here.')).toEqual([
      '(front-matter) ---\ntitle: x\n---',
      '> Read it and this or us here.',
      '(link-address) a(b)c "t"',
      '(link-address) that',
      '(comment) <!-- now -->',
    ])
    expect(shown('![a](b) Look <b>here</b>.\n<!-- x\ny -->\n~~~\nrm\n~~~\n[a]: b\n7\n3)')).toEqual([
      '(picture) ![a](b)',
      '> Look here.',
      '(markup) <b>',
      '(markup) </b>',
      '(comment) <!-- x\ny -->',
      '(code) ~~~\nrm\n~~~',
      '(link-address) [a]: b',
      '(bare-number) 7',
      '(bare-number) 3)',
    ])
    expect(shown('| 4 | ** |\n')).toEqual(['(bare-number) 4'])
    expect(shown('a)\n\nRead it.\n\n•')).toEqual(['(bare-number) a)', '> Read it.'])
  })

  it('[PR17] marks are taken off, and what stands inside of words stays', () => {
    const text =
      '**Bold** _and_ `code_it` snake_case 2 * 3 ~~old~~ \\*star\\* a&nbsp;b &AMP; c&#39;s <https://x.y> a<br>b **_Both_: so**\\'
    expect(steps(text)).toEqual(["Bold and code_it snake_case 2 * 3 old *star* a b & c's https://x.y a b Both: so"])
  })

  it('[PR26] is a line of a program, also where it is an item, a heading or what a stage would be called', () => {
    expect(
      shown('# Release\n1. Tell the team.\n2. git push origin main\n- `rm -rf build`\nWait.\n## sudo reboot\nAsk.'),
    ).toEqual([
      '# Release',
      '> 1. Tell the team.',
      '(code) 2. git push origin main',
      '(code) - rm -rf build',
      '> Wait.',
      '(code) sudo reboot',
      '> Ask.',
    ])
    const named = 'sudo reboot. Such as:\n  - Anna\n  - Bert\n  - Carla\n  - Dora'
    expect(shown(`1. ${named}`)).toEqual([`(code) 1. ${named.replaceAll('  - ', '- ')}`])
  })

  it('[PR18] what opens and never closes is text', () => {
    expect(steps('```sh\nRun it now')).toEqual(['sh', 'Run it now'])
    expect(steps('<!-- Read it')).toEqual(['<!-- Read it'])
    expect(steps('See [this and (that')).toEqual(['See [this and (that'])
  })
})
