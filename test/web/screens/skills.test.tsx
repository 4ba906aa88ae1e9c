import { act, fireEvent, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { RunDetail, StageRun } from '../../../src/api/contract/run-detail.ts'
import type { Test } from '../../../src/api/contract/tests.ts'
import { problem } from '../../support/web-server.ts'
import { A_SOURCE, aSkill, aSkillDetail, registryOf, SKILL_PATH } from '../../support/web-skills.ts'
import { aRunDetail } from '../../support/web-views.ts'
import { openScreen } from '../open-screen.tsx'

afterEach(() => vi.unstubAllGlobals())

const IDLE = 'agent:writer is here, but no AI is connected. A person does this until AI is connected.'

describe('the list of skills', () => {
  it('[UI164] each row says what it is, how good, what it cost and where it is used; unknown is said so', async () => {
    const capabilities = [
      aSkill(),
      aSkill({ ref: 'agent:writer', name: 'writer', unavailable: IDLE, quality: null, cost: null, workCharts: 0 }),
    ]
    const { page } = await openScreen('/skills', registryOf({ '/capabilities': () => ({ capabilities }) }))
    const [sort, writer] = within(page).getAllByRole('row').slice(1)
    expect(sort?.textContent).toContain('Sort a messageSays how sure it isSorts what comes in.message → label')
    expect(sort?.textContent).toContain('27 of 30 right£0.002 each (n = 412)1 WorkChart')
    expect(within(page).getByRole('link', { name: 'Sort a message' }).getAttribute('href')).toContain('/skills/skill')
    expect(writer?.textContent).toContain(IDLE)
    expect(writer?.textContent).toContain('not checked yetnot known yetnowhere yet')
  })

  it('[UI164] of thousands the first are drawn, and more on demand', async () => {
    const capabilities = Array.from({ length: 201 }, (_, at) => aSkill({ ref: `skill:s${at}`, name: `Skill ${at}` }))
    const { page } = await openScreen('/skills', registryOf({ '/capabilities': () => ({ capabilities }) }))
    expect(within(page).getAllByRole('row')).toHaveLength(101)
    fireEvent.click(within(page).getByRole('button', { name: 'Show more: 101 are left' }))
    expect(within(page).getAllByRole('row')).toHaveLength(201)
    fireEvent.click(within(page).getByRole('button', { name: 'Show more: 1 is left' }))
    expect(within(page).queryByRole('button', { name: /Show more/ })).toBeNull()
  })

  it('[UI164] searching and choosing a kind change the list, and how many are found is read out', async () => {
    const capabilities = [aSkill(), aSkill({ ref: 'skill:pay', name: 'Pay', description: 'Pays.', kind: 'exact' })]
    const { page } = await openScreen('/skills', registryOf({ '/capabilities': () => ({ capabilities }) }))
    const search = within(page).getByLabelText('Search by name, words, or what it takes and gives')
    fireEvent.change(search, { target: { value: 'message sort' } })
    await waitFor(() => expect(within(page).getByText('1 of 2 skills').getAttribute('role')).toBe('status'))
    fireEvent.change(within(page).getByLabelText('Kind'), { target: { value: 'exact' } })
    await waitFor(() => expect(page.textContent).toContain('No skill is like that'))
    fireEvent.change(search, { target: { value: '' } })
    await waitFor(() => expect(within(page).getByRole('link', { name: 'Pay' })).toBeDefined())
  })

  it('[UI164] that is empty, or did not come, says what to do', async () => {
    const empty = await openScreen('/skills', registryOf({ '/capabilities': () => ({ capabilities: [] }) }))
    expect(empty.page.textContent).toContain('No skill is here')
    const failed = await openScreen('/skills', registryOf({ '/capabilities': () => problem(500, 'Something broke.') }))
    await waitFor(() => expect(failed.page.textContent).toContain('Something broke.'))
  })

  it('[UI169] files that can not be used are listed with what mends them', async () => {
    const file = { file: 'collections/default/agents/a.md', reason: 'It says nothing.', mend: 'Write what it is for.' }
    const many = Array.from({ length: 201 }, (_, at) => ({ ...file, file: `${file.file}${at}` }))
    const { page } = await openScreen(
      '/skills?view=unusable',
      registryOf({ '/artifacts/unusable': () => ({ artifacts: many }) }),
    )
    await waitFor(() => expect(page.textContent).toContain('Not usable (201)'))
    expect(page.textContent).toContain('agents/a.md0It says nothing. Write what it is for.')
    expect(page.textContent).toContain('There are more')
    const none = await openScreen('/skills?view=unusable', registryOf())
    await waitFor(() => expect(none.page.textContent).toContain('Every file can be used'))
  })
})

describe('a skill', () => {
  it('[UI165] tells what it is, takes and gives, asks for and says, hidden characters as marks', async () => {
    const { page } = await openScreen('/skills/skill:sort', registryOf())
    expect(within(page).getByRole('list', { name: 'Takes' }).textContent).toBe('Message textWhat they wrote')
    expect(within(page).getByRole('list', { name: 'Gives' }).textContent).toContain('one of: refund, question')
    expect(page.textContent).toContain('It only reads: nothing outside is changed by it.')
    expect(page.textContent).toContain('the model opus, at most 7 turns, Read')
    expect(page.textContent).toContain('Nothing is granted by it')
    const text = within(page).getByRole('region', { name: 'Its text' })
    expect(text.textContent).toContain('SortU+202E it.')
    expect(text.textContent).toContain('1 hidden character is shown as a mark')
  })

  it('[UI166] tells how it has done, where it is used, and which versions did work', async () => {
    const { page } = await openScreen('/skills/skill:sort', registryOf())
    const region = (name: string) => within(page).getByRole('region', { name }).textContent
    expect(region('How it has done')).toContain('27 of 30 right')
    expect(region('How it has done')).toContain('£0.002 each (n = 412)')
    expect(region('Used in')).toContain('RefundsSort it, Sort it again')
    expect(region('Versions that did work')).toMatch(/dddddddd3 stages, last .* agothis oneeeeeeeee1 stage/)
  })

  it('[UI165][UI166] of which little is known says so', async () => {
    const detail = aSkillDetail({
      description: '',
      unavailable: IDLE,
      input: null,
      output: null,
      quality: null,
      cost: null,
      usedIn: [],
      versions: [],
      asks: { model: null, turns: null, tools: [] },
      files: Array.from({ length: 52 }, (_, at) => ({ path: `f${at}`, size: 1, sha256: `${at}` })),
      text: { file: 'SKILL.md', text: 'Sort.', isWhole: false },
    })
    const fixed = 'It came with the program.'
    const { page } = await openScreen(
      '/skills/skill:sort',
      registryOf({
        [SKILL_PATH]: () => detail,
        [`${SKILL_PATH}/source`]: () => ({ files: [], fixed }),
      }),
    )
    await waitFor(() => expect(page.textContent).toContain(fixed))
    for (const said of [
      'It does not say what it is for.',
      IDLE,
      'Anything: it does not say what.',
      'Nobody has judged an answer of it.',
      'not known yet',
      'Nowhere yet',
      'None yet',
      'Nothing.',
      'And 2 more files.',
      'Only its beginning is shown.',
      'Nobody here can do it yet',
    ])
      expect(page.textContent).toContain(said)
    expect(within(page).queryByRole('button', { name: 'Edit source' })).toBeNull()
  })

  it('[UI165] without a text or wishes, and one that is not there', async () => {
    const detail = aSkillDetail({ text: null, asks: null })
    const { page } = await openScreen('/skills/skill:sort', registryOf({ [SKILL_PATH]: () => detail }))
    expect(within(page).queryByRole('region', { name: 'Its text' })).toBeNull()
    expect(page.textContent).not.toContain('Its file asks for')
    const gone = await openScreen(
      '/skills/skill:none',
      registryOf({ '/capabilities/': () => problem(404, 'Nothing.') }),
    )
    await waitFor(() => expect(gone.page.textContent).toContain('Nothing.'))
  })
})

describe('trying a skill', () => {
  const [known] = aRunDetail().stages
  const STAGE = { ...known, id: 'alone', status: 'succeeded', summary: 'Read it.', cost: null } as StageRun
  const DONE: StageRun = {
    ...STAGE,
    confidence: { value: 0.91, threshold: null, source: 'reported' },
    gives: [{ name: 'label', label: 'label', value: 'refund' }],
    cost: { basis: 'reported', currency: 'GBP', microUnits: 2_000 },
  }
  const test = (heldBack: readonly string[]): Test => ({
    id: 't1',
    workflow: 'one-capability',
    stage: null,
    heldBack,
    samples: [{ number: 1, status: 'succeeded', stages: [] }],
  })

  async function tried(stage: StageRun, heldBack: readonly string[] = []) {
    const run: RunDetail = { ...aRunDetail(), stages: [stage] }
    const routes = registryOf({
      [`${SKILL_PATH}/test`]: () => test(heldBack),
      '/tests/t1/samples/1': () => ({ number: 1, run, task: null }),
      '/tests/t1': () => test(heldBack),
    })
    const screen = await openScreen('/skills/skill:sort', routes)
    const form = within(screen.page).getByRole('region', { name: 'Try it' })
    fireEvent.click(within(form).getByRole('button', { name: 'Try it' }))
    await waitFor(() => expect(form.textContent).toMatch(/needed|required|Fill/i))
    fireEvent.change(within(form).getByLabelText(/^Message/), { target: { value: 'I want my money back' } })
    fireEvent.click(within(form).getByRole('button', { name: 'Try it' }))
    const outcome = await waitFor(() => within(form).getByRole('status', { name: 'What came of it' }))
    return { ...screen, form, outcome }
  }

  it('[UI167] says before what it does, and shows the answer, how sure it is and what it cost', async () => {
    const { form, outcome, sent } = await tried(DONE)
    expect(form.textContent).toContain('It only reads, so it is really done')
    await waitFor(() => expect(outcome.textContent).toContain('refund'))
    expect(outcome.textContent).toContain('Done91 %It cost £0.002.Read it.')
    expect(sent).toContainEqual({ path: `${SKILL_PATH}/test`, body: { inputs: { text: 'I want my money back' } } })
  })

  it.each([
    [
      'an exact step that is free',
      { ...STAGE, performer: { ...STAGE.performer, kind: 'exact' }, gives: [], cost: { basis: 'free' } },
      'DoneIt cost nothing.Read it.It gave nothing back.',
    ],
    [
      'one that failed',
      { ...STAGE, status: 'failed', because: 'It gave no label.' },
      'It did not work. It gave no label.Change the example',
    ],
    ['one that is at work', { ...STAGE, status: 'running' }, 'Running'],
  ] as const)('[UI167] tells of %s', async (_, stage, said) => {
    const { outcome } = await tried(stage as StageRun)
    await waitFor(() => expect(outcome.textContent).toContain(said))
  })

  it('[UI167] what would do more than read is held back, with what it would have been given', async () => {
    const stage: StageRun = {
      ...STAGE,
      status: 'awaiting-approval',
      gets: [{ name: 'text', label: 'Message', value: 'x' }],
    }
    const { outcome } = await tried(stage, ['alone'])
    await waitFor(() => expect(outcome.textContent).toContain('Held back. It was not done.'))
    expect(outcome.textContent).toContain('Messagex')
  })

  it('[UI167] what was refused leaves the form as it was filled in', async () => {
    const detail = aSkillDetail({ effect: 'once-or-ask', inputs: [], input: null })
    const routes = { [`${SKILL_PATH}/test`]: () => problem(409, 'Nobody can.'), [SKILL_PATH]: () => detail }
    const { page } = await openScreen('/skills/skill:sort', registryOf(routes))
    const form = within(page).getByRole('region', { name: 'Try it' })
    expect(form.textContent).toContain('a try holds it back')
    fireEvent.change(within(form).getByLabelText(/^What it is given/), { target: { value: 'x' } })
    fireEvent.click(within(form).getByRole('button', { name: 'Try it' }))
    await waitFor(() => expect(form.textContent).toContain('Nobody can. Nothing was tried.'))
    expect(within(form).getByLabelText<HTMLTextAreaElement>(/^What it is given/).value).toBe('x')
  })
})

describe('the source of a skill', () => {
  async function opened(answer: () => unknown) {
    const writes = { [`${SKILL_PATH}/source`]: () => (screen.isOpen ? answer() : A_SOURCE) }
    const screen = { isOpen: false }
    const { page, sent } = await openScreen('/skills/skill:sort', registryOf(writes))
    fireEvent.click(await waitFor(() => within(page).getByRole('button', { name: 'Edit source' })))
    screen.isOpen = true
    const card = within(page).getByRole('region', { name: 'Edit source' })
    const type = (value: string) => fireEvent.change(within(card).getByRole('textbox'), { target: { value } })
    const press = (name: string) => fireEvent.click(within(page).getByRole('button', { name }))
    return { page, sent, card, type, press, screen }
  }
  const SAVED = {
    ...A_SOURCE,
    files: A_SOURCE.files.map((file) => ({ ...file, text: 'Mine.', digest: '3'.repeat(64) })),
  }

  it('[UI170] is saved as it was seen, and the page shows what stands there then', async () => {
    const { page, sent, card, type, press } = await opened(() => SAVED)
    expect(card.textContent).toContain('collections/default/skills/sort/SKILL.md')
    expect(document.activeElement?.tagName).toBe('TEXTAREA')
    expect(within(card).getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true)
    type('Mine.')
    press('Save')
    await waitFor(() => expect(within(page).queryByRole('region', { name: 'Edit source' })).toBeNull())
    const body = { name: 'SKILL.md', text: 'Mine.', seen: '1'.repeat(64) }
    expect(sent).toContainEqual({ path: `${SKILL_PATH}/source`, body })
  })

  it('[UI170] what is typed into one file stays while another is looked at and saved', async () => {
    const { card, type, press } = await opened(() => SAVED)
    type('Half of it')
    press('contract.yaml')
    expect(card.textContent).toContain('SKILL.md, changed')
    type('effect: idempotent\n')
    press('Save')
    await waitFor(() => expect(card.textContent).not.toContain('contract.yaml, changed'))
    press('SKILL.md, changed')
    expect(within(card).getByRole<HTMLTextAreaElement>('textbox').value).toBe('Half of it')
  })

  it('[UI171] what was refused is told with its lines, and what was typed stays', async () => {
    const { card, type, press } = await opened(() => problem(422, 'The text has errors.'))
    type('Wrong')
    press('Save')
    await waitFor(() => expect(card.textContent).toContain('The text has errors. What you typed is kept here.'))
    expect(within(card).getByRole<HTMLTextAreaElement>('textbox').value).toBe('Wrong')
    expect(within(card).queryByRole('button', { name: /Drop my text/ })).toBeNull()
  })

  it('[UI171] what somebody else changed is shown on demand only', async () => {
    const stale = Response.json(
      { type: '', title: '', status: 409, detail: 'Changed.', instance: '', code: 'source-changed', errors: [] },
      { status: 409, headers: { 'content-type': 'application/problem+json' } },
    )
    const answers: unknown[] = [stale]
    const { card, type, press } = await opened(() => answers.shift() ?? SAVED)
    type('Mine too')
    press('Save')
    await waitFor(() => expect(card.textContent).toContain('Changed. What you typed is kept here.'))
    await act(async () => {
      await Promise.resolve()
    })
    press('Drop my text and show what it says now')
    await waitFor(() => expect(within(card).getByRole<HTMLTextAreaElement>('textbox').value).toBe('Mine.'))
  })

  it('[UI172] leaving with something typed asks first; with nothing typed it does not', async () => {
    const { page, card, type, press } = await opened(() => A_SOURCE)
    type('Mine')
    const answer = (title: string, name: string) => {
      const dialog = within(page).getByText(title).closest('dialog') as HTMLElement
      fireEvent.click(within(dialog).getByText(name))
    }
    press('Cancel')
    answer('Drop what you typed?', 'Go on editing')
    expect(within(card).getByRole<HTMLTextAreaElement>('textbox').value).toBe('Mine')
    fireEvent.click(within(page).getAllByRole('link', { name: 'Skills' })[0] as HTMLElement)
    await waitFor(() => within(page).getByText('Leave without saving?'))
    answer('Leave without saving?', 'Go on editing')
    press('Cancel')
    answer('Drop what you typed?', 'Drop it')
    await waitFor(() => expect(within(page).queryByRole('region', { name: 'Edit source' })).toBeNull())
    press('Edit source')
    press('Cancel')
    expect(within(page).queryByRole('region', { name: 'Edit source' })).toBeNull()
  })

  it('[UI172] who may not see it is shown no way to it', async () => {
    const { page } = await openScreen(
      '/skills/skill:sort',
      registryOf({ [`${SKILL_PATH}/source`]: () => problem(403, 'Only for developers.') }),
    )
    expect(within(page).queryByRole('button', { name: 'Edit source' })).toBeNull()
    expect(page.textContent).not.toContain('Only for developers.')
  })
})
