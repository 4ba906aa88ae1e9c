import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import type { ExplainOptions } from '../commands/gate-explain.ts'
import type { ShowGateOptions } from '../commands/gate-show.ts'
import type { Act } from './act.ts'
import type { JsonOption } from './options.ts'
import { addJson } from './options.ts'

export function addGateCommands(program: Command, act: Act): void {
  const gate = program
    .command('gate')
    .description('gates: what they promise, what they went by, and whether that holds')
  addJson(
    gate
      .command('show')
      .description('say how the gates of a WorkChart stand')
      .argument('<workflow>', 'its id')
      .argument('[stage]', 'only this stage, with all that is known of its gate'),
  )
    .option('--target <share>', 'of one stage: how it would stand if so many might be wrong, such as 5%', toTarget)
    .option('--kind <kind>', 'of one stage: the kind of answer, where it tells kinds apart')
    .action((workflow: string, stage: string | undefined, flags: Omit<ShowGateOptions, 'stage'>) =>
      act.connected(async (session) =>
        (await import('../commands/gate-show.ts')).showGates(session, workflow, {
          ...flags,
          ...(stage === undefined ? {} : { stage }),
        }),
      ),
    )
  addExplain(gate, act)
  addJson(
    gate
      .command('recompute')
      .description('work out from exported receipts what each gate could go by, and whether it did')
      .argument('<files...>', 'exports of receipts, all of a WorkChart; - reads one from stdin'),
  ).action((files: readonly string[], flags: JsonOption) =>
    act.alone(async (session) => (await import('../commands/gate-recompute.ts')).recompute(session, files, flags)),
  )
}

function addExplain(gate: Command, act: Act): void {
  addJson(
    gate
      .command('explain')
      .description('say in plain words what the gates of a run went by')
      .argument('<run>', 'its id, or the last characters of it')
      .argument('[receipt]', 'the number of a receipt, or the id of a stage; without it every stage that met a gate'),
  )
    .option('--file <file>', 'read the receipts from an export instead of asking the server')
    .action((run: string, receipt: string | undefined, flags: Omit<ExplainOptions, 'receipt'>) => {
      const options: ExplainOptions = { ...flags, ...(receipt === undefined ? {} : { receipt }) }
      const { file } = options
      return file === undefined
        ? act.connected(async (session) =>
            (await import('../commands/gate-explain.ts')).explainRun(session, run, options),
          )
        : act.alone(async (session) =>
            (await import('../commands/gate-explain.ts')).explainFile(session, run, { ...options, file }),
          )
    })
}

/** `5%`, `5 %` or `0.05`. */
function toTarget(text: string): number {
  const number = Number(text.replace(/\s*%$/, ''))
  const share = text.endsWith('%') ? number / 100 : number
  if (share > 0 && share < 1) return share
  throw new InvalidArgumentError('Give a share between 0 and 1, or a percentage such as 5%.')
}
