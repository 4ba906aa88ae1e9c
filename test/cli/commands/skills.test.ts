import { describe, expect, it } from 'vitest'
import { aCli, collection } from '../../support/cli.ts'
import { sure, TREE } from '../../support/cli-documents.ts'
import { answered } from '../../support/engine.ts'

const MORE = collection({
  'agents/writer.md': '---\nname: writer\ndescription: Writes.\nmodel: opus\ntools: Read, Grep\n---\nBe kind.\n',
  'agents/broken.md': 'No front matter.\n',
  'skills/mail/SKILL.md': '---\nname: mail\ndescription: Sends it.\n---\n',
  'skills/mail/contract.yaml': 'effect: once-or-ask\nrun: { builtin: send-email }\n',
})

function aDesk(script = sure(0.95)) {
  return aCli({
    tree: { ...TREE, ...MORE },
    script,
    files: { 'in.json': '{ "text": "hello" }' },
  })
}

describe('skills', () => {
  it('[CM80] list shows who can do what', async () => {
    const { stdout } = await aDesk().run('skills', 'list')
    expect(stdout).toContain('skill:sort-a-message')
    const cells = stdout.split('\n').map((line) => line.trim().split(/ {2,}/))
    expect(cells).toContainEqual(['skill:sort-a-message', 'sort-a-message', 'text', 'label', 'AI'])
    expect(cells).toContainEqual(['skill:mail', 'mail', 'exact'])
    expect(cells).toContainEqual(['agent:writer', 'writer', 'a person'])
    const json = await aDesk().run('skills', 'list', '--json')
    expect(JSON.parse(json.stdout).data).toMatchObject({ capabilities: [{ ref: 'agent:writer' }, {}, {}] })
    expect(await aCli().run('skills', 'list')).toMatchObject({
      exit: 0,
      stdout: '',
      stderr: expect.stringContaining('No skill is here'),
    })
  })

  it('[CM80] list --unusable shows what mends a file', async () => {
    const { stdout } = await aDesk().run('skills', 'list', '--unusable')
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('collections/default/agents/broken.md It does not begin')
    const json = await aDesk().run('skills', 'list', '--unusable', '--json')
    expect(JSON.parse(json.stdout).data).toMatchObject({ artifacts: [{ mend: expect.stringContaining('Begin it') }] })
    expect((await aCli().run('skills', 'list', '--unusable')).stderr).toBe(
      'Every file that is looked at can be used.\n',
    )
  })

  it('[CM81] show says what one takes, gives and asks for, and where it is used', async () => {
    const sort = await aDesk().run('skills', 'show', 'skill:sort-a-message')
    expect(sort.stdout.split('\n')).toEqual(
      expect.arrayContaining([
        'sort-a-message',
        'Sorts a message.',
        'Takes     text',
        'Gives     label',
        'How sure  says itself',
        'Does      Only reads',
        'Used in   Refund requests: Classify it',
      ]),
    )
    const writer = await aDesk().run('skills', 'show', 'agent:writer')
    expect(writer.stdout).toMatch(/Not here +agent:writer is here, but no AI is connected/)
    expect(writer.stdout).toMatch(/Asks for +opus, Read, Grep/)
    const json = await aDesk().run('skills', 'show', 'agent:writer', '--json')
    expect(JSON.parse(json.stdout).data).toMatchObject({ text: { text: expect.stringContaining('Be kind.') } })
    expect(await aDesk().run('skills', 'show', 'skill:none')).toMatchObject({ exit: 5 })
  })

  it('[CM82] test prints the answer and how sure it is', async () => {
    const pairs = await aDesk().run('skills', 'test', 'skill:sort-a-message', '--input', 'text=hello')
    expect(pairs).toMatchObject({ exit: 0, stderr: '' })
    expect(pairs.stdout).toMatch(/^label {2}refund\n\n95 % sure, took \d+ ms\n$/)
    const file = await aDesk().run('skills', 'test', 'skill:sort-a-message', '--input-file', 'in.json', '--json')
    expect(JSON.parse(file.stdout).data).toMatchObject({
      heldBack: false,
      run: { stages: [{ gives: [{ value: 'refund' }] }] },
    })
  })

  it('[CM82] test says what was held back, what failed and how, and what nobody can do', async () => {
    const mail = await aDesk().run('skills', 'test', 'skill:mail', '--input', 'to=ann')
    expect(mail).toMatchObject({
      exit: 0,
      stdout: 'mail was held back: it does more than read, so a test does not do it.\n',
    })
    const wrong = await aDesk(() => answered({ label: 'neither' })).run(
      ...['skills', 'test', 'skill:sort-a-message', '--input', 'text=hello'],
    )
    expect(wrong).toMatchObject({ exit: 1, stdout: expect.stringMatching(/^sort-a-message failed\. .*label/) })
    expect(await aDesk().run('skills', 'test', 'agent:writer')).toMatchObject({
      stderr: expect.stringContaining('no AI is connected'),
    })
    expect(await aDesk().run('skills', 'test', 'skill:sort-a-message', '--input', 'text')).toMatchObject({ exit: 2 })
    expect((await aDesk().run('skills', 'test', 'skill:sort-a-message')).stderr).toContain('text')
  })
})
