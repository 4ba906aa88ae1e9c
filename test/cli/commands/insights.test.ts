import { expect, it } from 'vitest'
import { aCli } from '../../support/cli.ts'
import { answered } from '../../support/engine.ts'

const TREE = {
  'collections/default/workflows/sort.yaml':
    'workflow_id: sort\ninputs: { message: { type: string } }\nstages: [{ id: a, roles: { primary: "skill:sort" }, inputs: { text: "${{ inputs.message }}" } }]\n',
  'collections/default/skills/sort/SKILL.md': '---\nname: sort\ndescription: Sorts.\n---\nSort.\n',
  'collections/default/skills/sort/contract.yaml':
    'input: { type: object, properties: { text: { type: string } } }\noutput: { type: object, properties: { label: { type: string } } }\neffect: pure\nrun: { builtin: sort }\n',
}

async function aDesk(...costs: readonly (number | null)[]) {
  const left = [...costs]
  const cli = aCli({
    tree: TREE,
    script: () => {
      const result = answered({ label: 'a' })
      const microUnits = left.shift() ?? null
      const cost = microUnits === null ? null : ({ basis: 'reported', currency: 'GBP', microUnits } as const)
      return result.type === 'answered' ? { ...result, answer: { ...result.answer, cost } } : result
    },
  })
  for (const message of costs.keys()) await cli.run('workflow', 'run', 'sort', '--input', `message=${message}`)
  return cli
}

it('[CM207] shows the five numbers and each WorkChart that ran', async () => {
  const cli = await aDesk(2_000_000, 1_000_000, null)
  const { exit, stdout } = await cli.run('insights')
  expect(exit).toBe(0)
  expect(stdout).toMatch(/^creation time\s+not known \(median, n 0\), at most 10 min$/m)
  expect(stdout).toMatch(/^made without code\s+not known \(n 0\), at least 80 %$/m)
  expect(stdout).toMatch(/^stalls\s+0 % \(0 to 56 %, n 3\), at most 5 %$/m)
  expect(stdout).toMatch(/^done without a person\s+100 % \(44 to 100 %, n 3\)$/m)
  expect(stdout).toMatch(/^sort +3 +3 +100 % .*GBP 1.50, 1 run not known$/m)
})

it('[CM207] says that nothing ran, and of free runs that no cost is known', async () => {
  expect(await aCli({ tree: TREE }).run('insights')).toMatchObject({
    exit: 0,
    stderr: 'No run ended in these 30 days.\n',
  })
  expect((await (await aDesk(null)).run('insights')).stdout).toContain('1 run not known')
})

it('[CM208] asks for a period and for WorkCharts, as JSON or as the export', async () => {
  const cli = await aDesk(5)
  const json = await cli.run('insights', '--period', '7', '--workflow', 'sort', '--json')
  expect(JSON.parse(json.stdout)).toMatchObject({
    kind: 'insights',
    data: { runs: 1, period: { days: 7 }, workflows: [{ id: 'sort' }] },
  })
  const csv = await cli.run('insights', '--csv')
  expect(csv.stdout.split('\r\n')[0]).toBe('workflow,name,measure,value,unit,kind,of,low,high,note')
  expect(await cli.run('insights', '--workflow', 'none')).toMatchObject({ exit: 5 })
  expect(await cli.run('insights', '--workflow', 'none', '--csv')).toMatchObject({ exit: 5 })
  expect(await cli.run('insights', '--period', '8')).toMatchObject({ exit: 2 })
})
