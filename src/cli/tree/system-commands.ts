import type { Command } from 'commander'
import { Argument } from 'commander'
import type { RestoreOptions } from '../commands/restore.ts'
import type { StartFlags } from '../commands/start.ts'
import type { Act } from './act.ts'
import type { JsonOption } from './options.ts'
import { addJson, wholeNumber } from './options.ts'

const PORT_MAX = 65_535

export function addSystemCommands(program: Command, act: Act): void {
  addStart(program, act)
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
  addBackups(program, act)
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

function addBackups(program: Command, act: Act): void {
  addJson(
    program
      .command('backup')
      .description('write everything that is kept here into one file, while runs go on')
      .argument('[file]', 'where to; without it a new file in this folder'),
  ).action((file: string | undefined, flags: JsonOption) =>
    act.connected(async (session) => (await import('../commands/backup.ts')).backUp(session, file, flags)),
  )
  addJson(
    program
      .command('restore')
      .description('make a data folder of a backup; never over one that is there')
      .argument('<file>', 'the backup')
      .option('--into <folder>', 'the data folder to make; without it the usual one'),
  ).action((file: string, flags: RestoreOptions) =>
    act.alone(async (session) => (await import('../commands/restore.ts')).restore(session, file, flags)),
  )
}

const SHARED = `
Others sign in only with --share, and from another computer only under TLS:
  workcharts start --share --address 192.168.1.20 --tls-cert charts.crt --tls-key charts.key
  workcharts start --share --behind-proxy https://charts.example.com
`

function addStart(program: Command, act: Act): void {
  const port = wholeNumber(0, PORT_MAX)
  program
    .command('start')
    .description('serve the web app and do the work, on this machine only unless it is shared')
    .option('--port <number>', 'the port to listen on; 0 takes any free one', port)
    .option(
      '--webhook-port <number>',
      'take webhooks at a port of their own, which serves nothing else; 0 takes any free one',
      port,
    )
    .option('--no-browser', 'only print the start link')
    .option('--share', 'let the people of this house sign in')
    .option('--address <ip>', 'with --share, let them come in at this address of the machine')
    .option('--share-port <number>', 'the port for them; 0 takes any free one', port)
    .option('--tls-cert <file>', 'the certificate that they see, in PEM')
    .option('--tls-key <file>', 'its key, in PEM')
    .option('--behind-proxy <origin>', 'they come through a proxy with TLS: https://charts.example.com')
    .addHelpText('after', SHARED)
    .action((flags: StartFlags) =>
      act.alone(async (session) => (await import('../commands/start.ts')).start(session, flags)),
    )
}
