import { describe, expect, it } from 'vitest'
import { runList } from '../../../src/api/contract/runs.ts'
import { aCli } from '../../support/cli.ts'
import { sure, TREE } from '../../support/cli-documents.ts'

const MIXED = 'message,titel,title\nThe lid broke,x,A\n,y,B\nThe lid broke,z,A\n'
const GOOD = 'message,title\nThe lid broke,48211\nIt leaks,48212\n'

function aDesk(text: string, name = 'in.csv') {
  return aCli({ tree: TREE, files: { [name]: text }, script: sure(0.95) })
}

const RUN = ['workflow', 'run', 'sort'] as const

describe('workflow run --rows', () => {
  it('[CM130] --check says what fits, what does not and why, and starts nothing', async () => {
    const cli = aDesk(MIXED)
    expect(await cli.run(...RUN, '--rows', 'in.csv', '--check')).toEqual({
      exit: 3,
      stdout: `2 rows fit, 1 does not; 1 column would be left out.
  in.csv:3:1 message: The input "message" is missing.
  The column "titel" is no input.
  The line 4 says the same as the line 2.
The runs are called by the column "title".
`,
      stderr: '',
    })
    expect((await cli.run('runs', 'list')).stdout).toBe('')
  })

  it('[CM130] --check of rows that all fit exits 0, also as JSON', async () => {
    const cli = aDesk('[{"message": "It leaks", "order": 7}]')
    const { exit, stdout } = await cli.run(...RUN, '--rows', 'in.csv', '--check', '--titles', 'order', '--json')
    expect(exit).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'row-check',
      data: { numbered: 'item', rows: [{ at: 1, title: '7', inputs: { message: 'It leaks' } }] },
    })
    const text = await aDesk('[{"message": "It leaks"}, 7, {"mesage": ""}]').run(...RUN, '--rows', 'in.csv', '--check')
    expect(text.stdout).toBe(`1 row fits, 2 do not; 1 column would be left out.
  Item 2: This is no JSON object.
  Item 3: message: The input "message" is missing.
  The column "mesage" is no input.
The runs have no titles.
`)
  })

  it('[CM131] starts none where one does not fit, and says which', async () => {
    const cli = aDesk(MIXED)
    expect(await cli.run(...RUN, '--rows', 'in.csv')).toEqual({
      exit: 3,
      stdout: '',
      stderr: `error: Nothing was started: 2 rows fit, 1 does not; 1 column would be left out. (rows-misfit)
  in.csv:3:1 message: The input "message" is missing.
  The column "titel" is no input.
help: Mend what is listed, or start what fits with \`--leave-out\`.
`,
    })
    expect((await cli.run('runs', 'list')).stdout).toBe('')
  })

  it('[CM131] starts all where all fit, and stays until they have ended', async () => {
    const { exit, stdout } = await aDesk(GOOD).run(...RUN, '--rows', 'in.csv')
    expect([exit, stdout]).toEqual([0, 'OUTCOME    RUNS\nSucceeded  2\n'])
  })

  it('[CM132] --leave-out starts what fits, and nothing where nothing does', async () => {
    const { exit, stdout } = await aDesk(MIXED).run(...RUN, '--rows', 'in.csv', '--leave-out')
    expect([exit, stdout]).toEqual([0, 'OUTCOME    RUNS\nSucceeded  2\n'])
    const none = await aDesk('mesage\nx\n').run(...RUN, '--rows', 'in.csv', '--leave-out')
    expect([none.exit, none.stderr.split('\n').at(-2)]).toEqual([3, 'help: Mend what is listed.'])
  })

  it('[CM133] each run has its id before it is sent, and its title', async () => {
    const cli = aDesk(GOOD)
    await cli.run(...RUN, '--rows', 'in.csv')
    const { stdout } = await cli.run('runs', 'list', '--json')
    const { runs } = runList.parse(JSON.parse(stdout).data)
    expect(runs.map(({ id, title }) => [id, title]).toSorted()).toEqual([
      // The first id went with the check, and the one after these goes with the start.
      ['01a1fc21-842d-7263-8000-000000000002', '48211'],
      ['01a1fc21-842d-7263-8000-000000000003', '48212'],
    ])
  })

  it.each([
    ['--check', '--check is about rows, and there are none. (rows-missing)'],
    ['--leave-out', '--leave-out is about rows, and there are none. (rows-missing)'],
    ['--titles order', '--titles is about rows, and there are none. (rows-missing)'],
    ['--rows gone.csv', 'gone.csv can not be read: there is nothing at this path. (file-unreadable)'],
    ['--rows in.csv --titles order', 'There is no column "order" to call the runs by. (rows-refused)'],
  ])('[CM134] %s is refused', async (flags, message) => {
    const { exit, stderr } = await aDesk(GOOD).run(...RUN, ...flags.split(' '))
    expect([exit, stderr.split('\n')[0]]).toEqual([2, `error: ${message}`])
  })
})
