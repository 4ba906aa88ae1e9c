import type { Command } from 'commander'
import { Option } from 'commander'
import { TASK_SORTS } from '../../core/run/task.ts'
import { TASK_PRIORITIES } from '../../core/workflow/workflow.ts'
import type { DecideOptions } from '../commands/change-task.ts'
import type { AnswerOptions } from '../commands/inbox-answer.ts'
import type { ListOptions } from '../commands/inbox-list.ts'
import type { ReassignOptions } from '../commands/inbox-reassign.ts'
import type { Act } from './act.ts'
import type { JsonOption } from './options.ts'
import { addJson, PAGE_MAX, PAGE_USUAL, repeatable, wholeNumber } from './options.ts'

const TASK = 'the id of a task, its last characters, or a run with one open task'

export function addInboxCommands(program: Command, act: Act): void {
  const inbox = program.command('inbox').description('tasks that wait for a person: see and decide them')
  addReading(inbox, act)
  addDeciding(inbox, act)
  addHandling(inbox, act)
}

function addReading(inbox: Command, act: Act): void {
  addJson(inbox.command('list').description('list tasks, by default the one due first at the top'))
    .addOption(
      new Option('--status <status>', 'tasks in this state').choices(['open', 'answered', 'withdrawn']).default('open'),
    )
    .option('--run <run>', 'only tasks of this run')
    .addOption(new Option('--priority <priority>', 'only tasks of this priority').choices(TASK_PRIORITIES))
    .addOption(new Option('--sort <order>', 'what open tasks are listed by').choices(TASK_SORTS).default('deadline'))
    .option('--limit <number>', 'how many', wholeNumber(1, PAGE_MAX), PAGE_USUAL)
    .action((flags: ListOptions) =>
      act.connected(async (session) => (await import('../commands/inbox-list.ts')).listTasks(session, flags)),
    )
  addJson(
    inbox
      .command('show')
      .description('show a task: what was asked, what was answered, and what each answer does')
      .argument('<task>', TASK),
  ).action((task: string, flags: JsonOption) =>
    act.connected(async (session) => (await import('../commands/inbox-show.ts')).showTask(session, task, flags)),
  )
}

function addDeciding(inbox: Command, act: Act): void {
  answering(inbox, 'approve', 'accept the answer as it is')
    .addOption(filesToo())
    .action((task: string, flags: DecideOptions) =>
      act.connected(async (session) =>
        (await import('../commands/inbox-approve.ts')).approveTask(session, task, flags),
      ),
    )
  answering(inbox, 'reject', 'say no: the stage ends as Rejected').action((task: string, flags: DecideOptions) =>
    act.connected(async (session) => (await import('../commands/inbox-reject.ts')).rejectTask(session, task, flags)),
  )
  answering(inbox, 'retry', 'have it done again, with your note').action((task: string, flags: DecideOptions) =>
    act.connected(async (session) => (await import('../commands/inbox-retry.ts')).retryTask(session, task, flags)),
  )
  answering(inbox, 'answer', 'fill in the answer yourself, or correct it')
    .addOption(
      repeatable('--output <name=value>', 'one value; what you leave out stays as it was answered; may be repeated'),
    )
    .addOption(
      new Option('--json-file <file>', 'the whole answer as a JSON file; - reads it from stdin').conflicts('output'),
    )
    .addOption(filesToo())
    .action((task: string, flags: AnswerOptions) =>
      act.connected(async (session) => (await import('../commands/inbox-answer.ts')).answerTask(session, task, flags)),
    )
}

function filesToo(): Option {
  return repeatable('--file <path>', 'a file that goes with it, to be handed on; may be repeated')
}

function answering(inbox: Command, name: string, description: string): Command {
  return addJson(inbox.command(name).description(description).argument('<task>', TASK))
    .option('--note <text>', 'a reason, for the history and for whoever tries again')
    .option('--seen <version>', 'only if the task is still as `inbox show` printed it with this version')
}

function addHandling(inbox: Command, act: Act): void {
  addJson(
    inbox
      .command('reassign')
      .description('give a task to other people')
      .argument('<task>', TASK)
      .argument('<people...>', 'people or teams, such as human:support-lead'),
  )
    .option('--note <text>', 'why, for the history')
    .action((task: string, people: readonly string[], flags: Omit<ReassignOptions, 'people'>) =>
      act.connected(async (session) =>
        (await import('../commands/inbox-reassign.ts')).reassignTask(session, task, { ...flags, people }),
      ),
    )
  addJson(
    inbox.command('claim').description('take a task, so that nobody else answers it').argument('<task>', TASK),
  ).action((task: string, flags: JsonOption) =>
    act.connected(async (session) => (await import('../commands/inbox-claim.ts')).claimTask(session, task, flags)),
  )
  addJson(inbox.command('release').description('give a task back that you have taken').argument('<task>', TASK)).action(
    (task: string, flags: JsonOption) =>
      act.connected(async (session) =>
        (await import('../commands/inbox-release.ts')).releaseTask(session, task, flags),
      ),
  )
  addJson(
    inbox
      .command('comment')
      .description('write something into the history of a task')
      .argument('<task>', TASK)
      .argument('<text>', 'what to write'),
  ).action((task: string, text: string, flags: JsonOption) =>
    act.connected(async (session) =>
      (await import('../commands/inbox-comment.ts')).commentTask(session, task, { ...flags, text }),
    ),
  )
  addQuestions(inbox, act)
}

function addQuestions(inbox: Command, act: Act): void {
  addJson(
    inbox
      .command('ask')
      .description('ask somebody about a task; they see it until they have told')
      .argument('<task>', TASK)
      .argument('<text>', 'what to ask')
      .requiredOption('--of <person>', 'who is asked, like human:mei-lin'),
  ).action((task: string, text: string, flags: JsonOption & { readonly of: string }) =>
    act.connected(async (session) =>
      (await import('../commands/inbox-ask.ts')).askAboutTask(session, task, { ...flags, text }),
    ),
  )
  addJson(
    inbox
      .command('tell')
      .description('tell what was asked about a task')
      .argument('<task>', TASK)
      .argument('<text>', 'what you know'),
  ).action((task: string, text: string, flags: JsonOption) =>
    act.connected(async (session) =>
      (await import('../commands/inbox-tell.ts')).tellAboutTask(session, task, { ...flags, text }),
    ),
  )
}
