import type { Command } from 'commander'
import { Argument } from 'commander'
import type { StartFlags } from '../commands/start.ts'
import type { Act } from './act.ts'
import type { JsonOption } from './options.ts'
import { addJson, wholeNumber } from './options.ts'

const PORT_MAX = 65_535

export function addSystemCommands(program: Command, act: Act): void {
  program
    .command('start')
    .description('serve the web app and do the work, on this machine only')
    .option('--port <number>', 'the port to listen on; 0 takes any free one', wholeNumber(0, PORT_MAX))
    .option(
      '--webhook-port <number>',
      'take webhooks at a port of their own, which serves nothing else; 0 takes any free one',
      wholeNumber(0, PORT_MAX),
    )
    .option('--no-browser', 'only print the start link')
    .action((flags: StartFlags) =>
      act.alone(async (session) => (await import('../commands/start.ts')).start(session, flags)),
    )
  program
    .command('open')
    .description('print a fresh start link of the running server and open it in a browser')
    .option('--no-browser', 'only print the start link')
    .action((flags: Pick<StartFlags, 'browser'>) =>
      act.connected(async (session) => (await import('../commands/open.ts')).openStartPage(session, flags)),
    )
  addJson(
    program.command('doctor').description('say what was found here, what is missing and what to do about it'),
  ).action((flags: JsonOption) =>
    act.connected(async (session) => (await import('../commands/doctor.ts')).examine(session, flags)),
  )
  program
    .command('completion')
    .description('print a script that lets a shell complete commands and options')
    .addArgument(new Argument('<shell>', 'the shell it is for').choices(['bash', 'zsh', 'fish']))
    .action((shell: 'bash' | 'zsh' | 'fish') =>
      act.alone(async (session) =>
        (await import('../commands/completion.ts')).printCompletion(session, shell, program),
      ),
    )
}
