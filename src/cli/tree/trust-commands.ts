import type { Command } from 'commander'
import type { AcceptOptions } from '../commands/trust-accept.ts'
import type { Act } from './act.ts'
import type { JsonOption } from './options.ts'
import { addJson } from './options.ts'

const FOLDER = 'the folder of the project; without it the project you stand in'

export function addTrustCommands(program: Command, act: Act): void {
  const trust = program
    .command('trust')
    .description('projects: accept the overrides, agents, skills and commands they bring along')
  addJson(trust.command('list').description('list the projects of which something was accepted')).action(
    (flags: JsonOption) =>
      act.connected(async (session) => (await import('../commands/trust-list.ts')).listProjects(session, flags)),
  )
  addJson(
    trust
      .command('show')
      .description('show what a project brings along, and what changed since it was accepted')
      .argument('[folder]', FOLDER),
  ).action((folder: string | undefined, flags: JsonOption) =>
    act.connected(async (session) => (await import('../commands/trust-show.ts')).showProject(session, folder, flags)),
  )
  addJson(
    trust
      .command('accept')
      .description('accept what a project brings along, exactly as it is now')
      .argument('[folder]', FOLDER),
  )
    .option('--yes', 'do not ask')
    .action((folder: string | undefined, flags: AcceptOptions) =>
      act.connected(async (session) =>
        (await import('../commands/trust-accept.ts')).acceptProject(session, folder, flags),
      ),
    )
  addJson(
    trust
      .command('revoke')
      .description('take back what was accepted of a project: nothing of it counts any more')
      .argument('[folder]', FOLDER),
  ).action((folder: string | undefined, flags: JsonOption) =>
    act.connected(async (session) =>
      (await import('../commands/trust-revoke.ts')).revokeProject(session, folder, flags),
    ),
  )
}
