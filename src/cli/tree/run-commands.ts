import type { Command } from 'commander'
import { Option } from 'commander'
import type { RunStatus } from '../../api/contract/runs.ts'
import type { CancelOptions } from '../commands/runs-cancel.ts'
import type { EraseOptions } from '../commands/runs-erase.ts'
import type { ListOptions } from '../commands/runs-list.ts'
import type { LogOptions } from '../commands/runs-logs.ts'
import type { RetryOptions } from '../commands/runs-retry.ts'
import type { Act } from './act.ts'
import type { JsonOption } from './options.ts'
import { addJson, PAGE_MAX, PAGE_USUAL, repeatable, wholeNumber } from './options.ts'

const RUN = 'the id of a run, or its last characters'
const RUNS = 'the ids of runs, or their last characters'
const STATUSES: readonly RunStatus[] = ['running', 'waiting', 'paused', 'succeeded', 'failed', 'rejected', 'canceled']
const DAYS_MAX = 366
const MINUTES_MAX = 525_600

export function addRunCommands(program: Command, act: Act): void {
  const runs = program.command('runs').description('runs: watch and control them')
  addReading(runs, act)
  addComparing(runs, act)
  addPlanned(runs, act)
  addControlling(runs, act)
  addErasing(runs, act)
}

function addReading(runs: Command, act: Act): void {
  addListing(runs, act)
  addJson(
    runs.command('show').description('show a run: every stage, who did it, how sure they were').argument('<run>', RUN),
  ).action((run: string, flags: JsonOption) =>
    act.connected(async (session) => (await import('../commands/runs-show.ts')).showRun(session, run, flags)),
  )
  addJson(runs.command('logs').description('print the log of a run').argument('<run>', RUN))
    .option('-f, --follow', 'go on printing until the run has ended')
    .action((run: string, flags: LogOptions) =>
      act.connected(async (session) => (await import('../commands/runs-logs.ts')).printLog(session, run, flags)),
    )
}

function addListing(runs: Command, act: Act): void {
  addFilters(addJson(runs.command('list').description('list runs, the newest first')))
    .option('--before <run>', 'go on behind this run, by its whole id')
    .option('--limit <number>', 'how many', wholeNumber(1, PAGE_MAX), PAGE_USUAL)
    .action((flags: ListOptions) =>
      act.connected(async (session) => (await import('../commands/runs-list.ts')).listRuns(session, flags)),
    )
  addJson(runs.command('views').description('list the views you saved: `runs list --view <name>` shows one')).action(
    (flags: JsonOption) =>
      act.connected(async (session) => (await import('../commands/runs-views.ts')).listRunViews(session, flags)),
  )
}

function addFilters(command: Command): Command {
  return command
    .option('--view <name>', 'as a view of yours shows them; other flags take the place of what it says')
    .option('--workflow <id>', 'only runs of this WorkChart')
    .option('--workflow-version <number>', 'only runs of this version of it', wholeNumber(1, Number.MAX_SAFE_INTEGER))
    .addOption(new Option('--status <status...>', 'only runs in one of these states').choices(STATUSES))
    .option(
      '--search <text>',
      'only runs with these words in their title, inputs, outputs or errors, or this end of their id',
    )
    .option('--started-by <person>', 'only runs that this person started')
    .addOption(new Option('--cause <cause>', 'only runs that were started so').choices(['manual', 'schedule', 'event']))
    .option('--trigger <id>', 'only runs that this trigger started')
    .option('--days <number>', 'only runs begun in so many days until now', wholeNumber(1, DAYS_MAX))
    .option('--from <instant>', 'only runs begun at or after this, such as 2027-03-28T00:00:00Z')
    .option('--to <instant>', 'only runs begun before this')
    .option('--longer-than <minutes>', 'only runs that ended and took longer', wholeNumber(0, MINUTES_MAX))
    .option('--failed-stage <stage>', 'only runs in which this stage failed')
    .addOption(
      new Option('--waits <how>', 'only runs that wait for a person, or for one who is late').choices([
        'for-person',
        'overdue',
      ]),
    )
}

function addComparing(runs: Command, act: Act): void {
  addJson(
    runs
      .command('compare')
      .description('say what changed since another run; by default since the last one that succeeded')
      .argument('<run>', RUN)
      .argument('[other]', 'the run to compare it with: its id, or its last characters'),
  ).action((run: string, other: string | undefined, flags: JsonOption) =>
    act.connected(async (session) =>
      (await import('../commands/runs-compare.ts')).compareRuns(session, { run, other }, flags),
    ),
  )
}

function addPlanned(runs: Command, act: Act): void {
  addJson(
    runs
      .command('plan')
      .description('say what the plan of a run said, and what happened; what went another way by stage')
      .argument('<run>', RUN),
  ).action((run: string, flags: JsonOption) =>
    act.connected(async (session) => (await import('../commands/runs-plan.ts')).showPlanOfRun(session, run, flags)),
  )
}

function addControlling(runs: Command, act: Act): void {
  addJson(runs.command('cancel').description('end runs now; what is being done is stopped').argument('<run...>', RUNS))
    .option('--note <text>', 'why, for the history')
    .action((typed: readonly string[], flags: CancelOptions) =>
      act.connected(async (session) => (await import('../commands/runs-cancel.ts')).cancelRuns(session, typed, flags)),
    )
  addJson(
    runs.command('pause').description('start nothing new in a run; answers and deadlines go on').argument('<run>', RUN),
  ).action((run: string, flags: JsonOption) =>
    act.connected(async (session) => (await import('../commands/runs-pause.ts')).pauseRun(session, run, flags)),
  )
  addJson(runs.command('resume').description('let a paused run go on').argument('<run>', RUN)).action(
    (run: string, flags: JsonOption) =>
      act.connected(async (session) => (await import('../commands/runs-resume.ts')).resumeRun(session, run, flags)),
  )
  addJson(
    runs
      .command('retry')
      .description('take up runs that have ended, each as a new run; by itself where it failed')
      .argument('<run...>', RUNS),
  )
    .option('--from <stage>', 'the stage of one run to begin with; it and what follows are done again')
    .addOption(repeatable('--input <name=value>', 'take this instead of what one run was given; may be repeated'))
    .option('--inputs <file>', 'the same as a JSON object in a file; - reads it from stdin')
    .option('--newest', 'one run as the version that is published now; what that says another way of is done again')
    .option('--preview', 'say of one run what would be kept and what done again, and start nothing')
    .action((typed: readonly string[], flags: RetryOptions) =>
      act.connected(async (session) => (await import('../commands/runs-retry.ts')).retryRuns(session, typed, flags)),
    )
}

function addErasing(runs: Command, act: Act): void {
  addJson(
    runs
      .command('erase')
      .description('erase what a run was given, gave and was told, for good; its receipts stay')
      .argument('<run>', RUN),
  )
    .option('--yes', 'do not ask')
    .action((run: string, flags: EraseOptions) =>
      act.connected(async (session) => (await import('../commands/runs-erase.ts')).eraseRun(session, run, flags)),
    )
}
