import type { Command } from 'commander'
import { Option } from 'commander'
import type { ListNoticesOptions } from '../commands/notices-list.ts'
import type { Act } from './act.ts'
import type { JsonOption } from './options.ts'
import { addJson } from './options.ts'

export function addNoticeCommands(program: Command, act: Act): void {
  const notices = program.command('notices').description('how people are told of tasks')
  addJson(notices.command('list').description('list what people were told, and what could not be sent'))
    .addOption(new Option('--status <state>', 'only those').choices(['waiting', 'sent', 'failed', 'needless']))
    .action((flags: ListNoticesOptions) =>
      act.connected(async (session) => (await import('../commands/notices-list.ts')).listNotices(session, flags)),
    )
  addJson(
    notices
      .command('test')
      .description('send one message about nothing, and say what came of it')
      .argument('<way>', 'email, slack, or the id of a webhook'),
  ).action((channel: string, flags: JsonOption) =>
    act.connected(async (session) =>
      (await import('../commands/notices-test.ts')).testNotices(session, channel, flags),
    ),
  )
}
