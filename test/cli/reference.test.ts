import { expect, it } from 'vitest'
import { describeCommand } from '../../src/cli/describe-command.ts'
import { createProgram } from '../../src/cli/program.ts'
import { renderReference } from '../support/cli-reference.ts'
import { aCapturedOutput } from '../support/outputs.ts'

it('[CM55] docs/cli.md is made from the command tree', async () => {
  const unused = async (): Promise<void> => undefined
  const program = createProgram({
    act: { alone: unused, connected: unused },
    io: { stdout: aCapturedOutput(), stderr: aCapturedOutput(), env: {} },
    name: 'workcharts',
    version: '1.2.3',
  })
  await expect(renderReference(describeCommand(program))).toMatchFileSnapshot('../../docs/cli.md')
})
