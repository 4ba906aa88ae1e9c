import { beforeAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../src/core/basics/json.ts'
import { canonicalJson } from '../../../src/core/basics/json.ts'
import { known } from '../../../src/core/basics/known.ts'
import { aCli } from '../../support/cli.ts'
import { aGatedHouse } from '../../support/gated-runs.ts'
import type { Message } from '../../support/reviewed.ts'
import { aReviewedHouse } from '../../support/reviewed.ts'
import { sha256 } from '../../support/runs.ts'
import { sealed } from '../../support/sealed-lines.ts'
import { aSignedHouse } from '../../support/signed-receipts.ts'

const VERIFIED = 'Nothing was changed, left out or put in since they were exported.\n'

/** Of 200 runs; certified after 140. */
let text = ''
let lines: readonly string[] = []

beforeAll(async () => {
  const house = aGatedHouse()
  await house.work(200)
  text = await house.export()
  lines = text.trimEnd().split('\n').slice(0, -1)
})

function aCliWith(files: Readonly<Record<string, string>>) {
  return aCli({ files })
}

/** An export as somebody would write it anew who can write files and not sign them. */
function writtenAnew(change: (line: string, index: number) => string): string {
  const heads = new Map<string, string>()
  const chained = lines.map((line, index) => {
    const receipt = JSON.parse(change(line, index))
    const previous = heads.get(receipt.run) ?? receipt.previous
    const changed = canonicalJson({ ...receipt, previous })
    heads.set(receipt.run, sha256(changed))
    return changed
  })
  return `${sealed(chained).join('\n')}\n`
}

/** Index of the receipt of a stage: the first from there on that says so. */
function indexOf(said: RegExp, from = 0): number {
  return lines.findIndex((line, index) => index >= from && line.includes('"kind":"stage"') && said.test(line))
}

describe('gate recompute', () => {
  it('[CM236] says that the files verify, and of each certificate on how many receipts it is the same', async () => {
    const { exit, stdout, stderr } = await aCliWith({ 'r.jsonl': text }).run('gate', 'recompute', 'r.jsonl')
    const [verified, head, row, ...more] = stdout.split('\n')
    expect([exit, stderr, `${verified}\n`]).toEqual([
      0,
      '',
      `verified: ${lines.length} receipts of 200 runs. ${VERIFIED}`,
    ])
    expect(head).toMatch(/^WORKCHART +STAGE +KIND +PROMISE +LIMIT +WRONG +BY +SINCE +CERTIFICATE +RECEIPTS$/)
    expect(row).toMatch(
      /^demo +sort +all +at most 10 wrong in 100 +19 % +2 of 80 +one look +2026-11-21 12:20 GMT +[0-9a-f]{12} +same on 60$/,
    )
    expect(more).toEqual([''])
  })

  it('[CM236] takes several files that overlap, and reads one from stdin', async () => {
    const part = `${sealed(lines.filter((line) => line.includes('"run":"id-01'))).join('\n')}\n`
    const cli = aCli({ files: { 'part.jsonl': part }, stdin: text })
    const both = await cli.run('gate', 'recompute', 'part.jsonl', '-')
    expect(both).toEqual(await aCliWith({ 'r.jsonl': text }).run('gate', 'recompute', 'r.jsonl'))
  })

  it('[CM237] names the receipts that differ, and exits 3', async () => {
    const wrong = indexOf(/"score":0\.[5-9].*"verdict":"right"/, 100)
    const changed = writtenAnew((line, index) =>
      index === wrong ? line.replace('"verdict":"right"', '"verdict":"wrong"') : line,
    )
    const { exit, stdout } = await aCliWith({ 'r.jsonl': changed }).run('gate', 'recompute', 'r.jsonl')
    const differing = stdout.split('\n').filter((line) => line.startsWith('differs'))
    expect([exit, differing.length]).toEqual([3, 21])
    expect(differing[0]).toMatch(
      /^differs: receipt 1 of run id-0142 \(sort\) names [0-9a-f]{12}, which is not what the answers before it give\.$/,
    )
    expect(differing.at(-1)).toBe('differs: 40 receipts more of sort.')
    const none = writtenAnew((line) => line.replace(/"certificate":"[0-9a-f]{64}"/, '"certificate":null'))
    const without = await aCliWith({ 'r.jsonl': none }).run('gate', 'recompute', 'r.jsonl')
    expect(without.stdout).toContain('differs: receipt 1 of run id-0142 (sort) names none, which is not')
    expect(without.stdout).toContain('on none')
  })

  it('[CM238] a file that does not verify, or that contradicts another, is refused', async () => {
    const wrong = indexOf(/"verdict":"right"/, 100)
    const byte = lines.with(wrong, known(lines[wrong]).replace('"verdict":"right"', '"verdict":"wrong"'))
    const anew = writtenAnew((line) => line.replace('"attempts":1', '"attempts":2'))
    const cli = aCliWith({ 'r.jsonl': text, 'byte.jsonl': `${sealed(byte).join('\n')}\n`, 'anew.jsonl': anew })
    const refused = await cli.run('gate', 'recompute', 'byte.jsonl')
    expect([refused.exit, refused.stdout]).toEqual([3, ''])
    expect(refused.stderr).toContain(`byte.jsonl:${wrong + 2}:1 Receipt 2 of run`)
    expect(await cli.run('gate', 'recompute', 'r.jsonl', 'anew.jsonl')).toEqual({
      exit: 3,
      stdout: '',
      stderr: `error: These files contradict each other. (receipts-contradict)
  anew.jsonl:1:1 Receipt 1 of run id-0002 says something else in a file before this one.
help: At least one of them was written anew. \`workcharts receipts verify --key\` tells which one you can rely on.
`,
    })
    expect((await cli.run('gate', 'recompute', 'gone')).exit).toBe(2)
  })

  it('[CM239] prints all of it as JSON, each digest whole', async () => {
    const { exit, stdout } = await aCliWith({ 'r.jsonl': text }).run('gate', 'recompute', 'r.jsonl', '--json')
    const { kind, data } = JSON.parse(stdout)
    expect([exit, kind]).toEqual([0, 'recomputed-gates'])
    expect(data).toMatchObject({ receipts: lines.length, runs: 200, leftOut: [] })
    const [gate] = data.gates
    expect(gate).toMatchObject({
      workflow: 'demo',
      stage: 'sort',
      segment: null,
      target: 0.1,
      risk: 0.05,
      answers: 200,
    })
    const { certificate, digest } = gate.certificates[0]
    const { workflow, stage, segment, basis } = gate
    const schema = 'workcharts.certificate/1'
    expect(digest).toBe(sha256(canonicalJson({ schema, workflow, stage, segment, basis, ...certificate })))
    expect(text).toContain(`"certificate":"${digest}"`)
  })

  it('[CM240] says what is left out, and where there is no certificate yet or no promise at all', async () => {
    const open = lines.filter((line) => line.includes('"kind":"stage"'))
    const file = `${sealed(open).join('\n')}\n`
    const left = await aCliWith({ 'r.jsonl': file }).run('gate', 'recompute', 'r.jsonl')
    expect(left.stderr).toMatch(
      /^Nothing in it can be worked out\.\nLeft out, because .*: receipt 1 of run id-0002, 1 of run id-0003.* and 180 more\.\n$/,
    )
    const house = aGatedHouse()
    await house.work(2)
    const early = await aCliWith({ 'r.jsonl': await house.export() }).run('gate', 'recompute', 'r.jsonl')
    expect([early.exit, early.stdout.split('\n')[2]]).toEqual([
      0,
      expect.stringMatching(/ none .* none yet +2 answers$/),
    ])
  })

  it('[CM241] says what it is at where there is much to do', async () => {
    const house = aSignedHouse()
    await house.work(1, 5_000)
    const { stderr } = await aCliWith({ 'r.jsonl': await house.export() }).run('gate', 'recompute', 'r.jsonl')
    expect(stderr).toBe(`Checking r.jsonl …
Working out what 5,000 receipts show …
No gate in it promises anything, so there is no certificate to work out.
`)
  })
})

describe('gate explain', () => {
  const explain = async (run: string, ...more: readonly string[]) =>
    (await aCliWith({ 'r.jsonl': text }).run('gate', 'explain', run, ...more, '--file', 'r.jsonl')).stdout
      .split('\n')
      .slice(1)
      .join('\n')
      .replace(/\b[0-9a-f]{12}\b/g, '<hash>')

  it('[CM242] says of an answer that went through what it went by, and what was found of it', async () => {
    expect(await explain('0150')).toBe(`Receipt 1 of run id-0150: sort
  how sure     74 %, its own estimate
  promise      at most 10 wrong in 100 of what goes through, but for a chance of 5 %
  limit        19 %, as it is certified
  certificate  <hash>: of 80 that people looked at 2 were wrong, by one look, since 2026-11-21 12:20 GMT
  chance       coin 0.524 is below 0.9: a person looks at it
  looked at    with a chance of 90 %; by the same rules no answer had less
  result       it went through; human:lena looked later: right
  answered by  <hash>, the hash of performer, model and instructions
`)
  })

  it('[CM242] says of an answer that a person was asked about why', async () => {
    const said = await explain('0050', 'sort')
    expect(said).toContain('limit        none: nothing was certified, so nothing went through')
    expect(said).toContain(
      'result       a person was asked, because nothing was certified; human:lena decided (approve); it was found right',
    )
    const unsure = JSON.parse(known(lines[indexOf(/"result":"low-confidence"/)])).run
    expect(await explain(unsure, '1')).toContain(
      'looked at    with a chance of 100 %; by the same rules no answer had less than 90 %',
    )
  })

  it('[CM243] says what is known where nothing was promised, and why there is no more', async () => {
    const house = aSignedHouse()
    await house.work(1, 1)
    const receipt = JSON.parse((await house.export()).split('\n')[0] ?? '')
    const plain = async (given: JsonObject): Promise<string> => {
      const file = `${sealed([canonicalJson({ ...receipt, ...given })]).join('\n')}\n`
      return (await aCliWith({ 'r.jsonl': file }).run('gate', 'explain', '', '1', '--file', 'r.jsonl')).stdout
    }
    const none = aCliWith({ 'r.jsonl': await house.export() })
    expect((await none.run('gate', 'explain', '', '--file', 'r.jsonl')).stderr).toContain(
      'No stage of this run that has a gate has a receipt yet. (receipt-unknown)\nhelp: These have one: stage-1 (1).',
    )
    expect(await plain({})).toContain('gate  none: whatever was answered went on, so there is nothing to explain\n')
    const written = await plain({ threshold: 0.75, threshold_result: 'low-confidence', confidence: 0.5 })
    expect(written.split('\n').slice(2, -1)).toEqual([
      '  how sure  50 %, its own estimate',
      '  limit     75 %, as it was written',
      '  promise   none: nobody is asked by chance to look at what went through, so there is no more to say',
      '  result    a person was asked, because it was less sure than the limit',
    ])
    const scores = [
      { source: 'reported', value: 0.9 },
      { source: 'agreement', value: 0.5, samples: 2, agreeing: 1 },
    ]
    expect(await plain({ threshold: 0.75, confidence: 0.5, scores })).toContain(
      '50 % (it says 90 % · 1 of 2 answers agreed)',
    )
    const unknown = await plain({ threshold: 0.75, confidence: null, confidence_source: 'human' })
    expect(unknown).toContain('how sure  not known\n')
    expect(unknown).toContain('result    nobody answered, or it is not known any more\n')
  })

  it('[CM242] says what was promised of nothing, of which kind it is, and what is still open', async () => {
    const index = indexOf(/"result":"passes"/)
    const given = {
      target: null,
      risk: undefined,
      certificate: null,
      segment: 'mail',
      score: null,
      coin: 0.0349,
      audit_rate: 0.05,
    }
    const receipt = JSON.parse(known(lines[index]))
    const gate = JSON.parse(JSON.stringify({ ...receipt.gate, ...given }))
    const line = canonicalJson({ ...receipt, gate })
    const file = `${sealed([line]).join('\n')}\n`
    const { stdout } = await aCliWith({ 'r.jsonl': file }).run('gate', 'explain', '', '--file', 'r.jsonl')
    expect(stdout).toContain('how sure     not known: it gave no number that counts')
    expect(stdout).toContain('promise      none: the limit was written')
    expect(stdout).toContain('limit        19 %, as it was written')
    expect(stdout).toContain('kind         mail')
    expect(stdout).toContain('chance       coin 0.034 is below 0.05: a person looks at it')
    expect(stdout).toContain('result       it went through; nobody has looked at it yet')
    const { schema, run, at, stage } = receipt
    const verdict = { schema, kind: 'verdict', run, at, stage, number: 2, previous: sha256(line), verdict: 'wrong' }
    const looked = canonicalJson({ ...verdict, by: 'human:tom', second: true })
    const later = aCliWith({ 'r.jsonl': `${sealed([line, looked]).join('\n')}\n` })
    expect((await later.run('gate', 'explain', '', '--file', 'r.jsonl')).stdout).toContain(
      'result       it went through; human:tom looked once more: wrong',
    )
  })

  it('[CM244] names what it can not find, and says where a certificate can not be worked out', async () => {
    const one = `${sealed(lines.filter((line) => line.includes('"run":"id-0150"'))).join('\n')}\n`
    const cli = aCliWith({ 'r.jsonl': text, 'one.jsonl': one })
    const failing = async (...argv: readonly string[]) => {
      const { exit, stderr } = await cli.run('gate', 'explain', ...argv, '--file', 'r.jsonl')
      return [exit, stderr.split('\n').slice(0, 2).join(' ')]
    }
    expect(await failing('zz')).toEqual([
      5,
      'error: No run in this file ends with "zz". (receipt-unknown) help: Type the end of its id.',
    ])
    expect(await failing('5')).toEqual([2, 'error: 20 runs end with "5". (run-ambiguous) help: Type more of its id.'])
    expect(await failing('0150', '7')).toEqual([
      5,
      'error: No stage of this run has a receipt "7". (receipt-unknown) help: These have one: sort (1).',
    ])
    const alone = await cli.run('gate', 'explain', '0150', '--file', 'one.jsonl')
    expect(alone.stdout).toMatch(/certificate +[0-9a-f]{12}: the receipts that are here do not give it\n/)
    const { data } = JSON.parse((await cli.run('gate', 'explain', '0150', '--file', 'r.jsonl', '--json')).stdout)
    expect(data.receipts).toMatchObject([
      {
        run: 'id-0150',
        number: 1,
        stage: 'sort',
        threshold: 0.19,
        certificate: { wrong: 2, of: 80 },
        later: [{ verdict: 'right' }],
      },
    ])
    expect((await cli.run('gate', 'explain', '0150', '--file', 'gone')).exit).toBe(2)
  })
})

/** The surer ones are right. */
const MESSAGES: readonly Message[] = Array.from({ length: 150 }, (_, index) => ({
  truth: 'refund',
  confidence: (50 + (index % 50)) / 100,
  answer: index % 50 < 5 ? 'wrong' : 'right',
}))

function aReviewed(gate: string) {
  const house = aReviewedHouse(gate)
  return { house, cli: aCli({ connection: { send: (path, request) => house.send(path, request) } }) }
}

describe('with a server', () => {
  it('[CM244] explain asks for the receipts of the run, and of its WorkChart where there is a certificate', async () => {
    const { house, cli } = aReviewed('{ target_error: 0.1 }')
    const [early] = await house.sort(MESSAGES.slice(0, 1))
    await house.review([known(early)])
    expect((await cli.run('gate', 'explain', known(early).id)).stdout).toContain(
      'limit        none: nothing was certified',
    )
    await house.sortAndReview(MESSAGES.slice(1))
    const [sure] = await house.sort([{ truth: 'refund', confidence: 0.99, answer: 'right' }])
    const { exit, stdout } = await cli.run('gate', 'explain', known(sure).id, 'sort')
    expect([exit, stdout]).toEqual([
      0,
      expect.stringMatching(/certificate +[0-9a-f]{12}: of \d+ that people looked at \d+ were wrong/),
    ])
    const [open] = await house.sort([{ truth: 'refund', confidence: 0.1, answer: 'right' }])
    expect((await cli.run('gate', 'explain', known(open).id)).stderr).toBe(
      'error: No stage of this run that has a gate has a receipt yet. (receipt-unknown)\nhelp: A stage has one once it has ended: look in the Inbox for what it waits for.\n',
    )
    expect((await cli.run('gate', 'explain', 'ffffffff')).exit).toBe(5)
  })

  it('[CM245] show says of each stage what is promised and how that stands', async () => {
    const { house, cli } = aReviewed('{ target_error: 0.1 }')
    const rows = async () => (await cli.run('gate', 'show', 'sorted')).stdout.split('\n')[1]
    expect(await rows()).toMatch(
      /^sort +all +at most 10 wrong in 100 +0 +Needs 140 more reviews, none was checked yet$/,
    )
    await house.sortAndReview(MESSAGES)
    expect(await rows()).toMatch(/150 +Certified for the last \d+ checked answers: from \d+ % sure on$/)
    const { stderr } = await cli.run('gate', 'show', 'sorted')
    expect(stderr).toMatch(/^At most 10 wrong in 100 runs: 1 stage together\.\n$/)
    house.changeModel('house/m-2')
    await house.sortAndReview(MESSAGES.slice(0, 1))
    expect(await rows()).toContain('1 checked so far. What answers changed (model), ')
    expect(JSON.parse((await cli.run('gate', 'show', 'sorted', '--json')).stdout)).toMatchObject({ kind: 'gates' })
    expect((await cli.run('gate', 'show', 'nothing')).exit).toBe(5)
  })

  it('[CM246] show says of one stage how it stands, and how it would at another target', async () => {
    const { house, cli } = aReviewed('{ target_error: 0.1 }')
    await house.sortAndReview(MESSAGES)
    const { stdout } = await cli.run('gate', 'show', 'sorted', 'sort')
    expect(stdout.split('\n').slice(0, 4)).toEqual([
      'Sort the message in Sorted messages',
      '  as it is     at most 10 wrong in 100',
      '  promise      at most 10 wrong in 100, but for a chance of 5 %',
      expect.stringMatching(/^ {2}stands {7}Certified for the last \d+ checked answers: from \d+ % sure on$/),
    ])
    // Which it is depends on the order in which so many runs at a time are judged.
    expect(stdout).toMatch(
      / {2}certificate {2}\d of \d+ wrong, by (?:one|every) look, since .* at the latest\n {2}digest +[0-9a-f]{64}\n/,
    )
    for (const target of ['5%', '5 %', '0.05'])
      expect((await cli.run('gate', 'show', 'sorted', 'sort', '--target', target)).stdout).toMatch(
        /if it were +at most 5 wrong in 100, but.*\n {2}stands +Needs \d+ more reviews, 150 checked so far\n/,
      )
    const other = await cli.run('gate', 'show', 'sorted', 'sort', '--target', '7%')
    expect(other.stdout).toMatch(/at most 7 wrong in 100, but.*\n {2}stands +(?:Certified|Needs)/)
    expect(JSON.parse((await cli.run('gate', 'show', 'sorted', 'sort', '--json')).stdout)).toMatchObject({
      kind: 'gate',
    })
    expect((await cli.run('gate', 'show', 'sorted', 'sort', '--target', '7')).exit).toBe(2)
    expect((await cli.run('gate', 'show', 'sorted', '--target', '7%')).stderr).toContain('(stage-missing)')
    expect((await cli.run('gate', 'show', 'sorted', 'sor')).exit).toBe(5)
  })

  it('[CM245] show says of a written limit what it is, and of a kind of answers how that one stands', async () => {
    const written = aReviewed('{ threshold: 0.85 }')
    expect((await written.cli.run('gate', 'show', 'sorted')).stdout).toMatch(/asks below 85 % +0 +promises nothing\n/)
    const kinds = aReviewed('{ target_error: 0.1, segments: { input: channel, values: [web, mail] } }')
    expect((await kinds.cli.run('gate', 'show', 'sorted')).stdout).toMatch(/sort +web .*\nsort +mail /)
    const { stdout } = await kinds.cli.run('gate', 'show', 'sorted', 'sort', '--kind', 'mail')
    expect(stdout).toContain('Sort the message in Sorted messages: mail\n')
  })
})
