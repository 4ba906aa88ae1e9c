import type { Command } from 'commander'
import { Option } from 'commander'
import type { CreateOptions } from '../commands/workflow-create.ts'
import type { OverrideOptions } from '../commands/workflow-override.ts'
import type { PlanOptions } from '../commands/workflow-plan.ts'
import type { RunOptions } from '../commands/workflow-run.ts'
import type { ShowOptions } from '../commands/workflow-show.ts'
import type { Act } from './act.ts'
import type { JsonOption } from './options.ts'
import { addJson, addProjectFlags, flagNamedNo, repeatable } from './options.ts'

const NAME = 'the id of a WorkChart in a collection'
const NAME_OR_PATH = `${NAME}, or the path of a file`
const BIND = 'who fills a role in this run, such as reviewer=agent:strict-reviewer; may be repeated'

export function addWorkflowCommands(program: Command, act: Act): void {
  const workflow = program.command('workflow').description('WorkCharts: create, check, run and publish them')
  addReading(workflow, act)
  addPlanning(workflow, act)
  addCreating(workflow, act)
  addOverriding(workflow, act)
  addRunning(workflow, act)
  addPublishing(workflow, act)
}

function addReading(workflow: Command, act: Act): void {
  addJson(workflow.command('list').description('list the WorkCharts of all collections')).action((flags: JsonOption) =>
    act.connected(async (session) => (await import('../commands/workflow-list.ts')).listWorkflows(session, flags)),
  )
  addJson(
    workflow
      .command('show')
      .description('show a WorkChart: its stages, inputs, schedules, versions and problems')
      .argument('<name>', NAME),
  )
    .option('--source', 'print its file as it stands')
    .action((name: string, flags: ShowOptions) =>
      act.connected(async (session) =>
        (await import('../commands/workflow-show.ts')).showWorkflow(session, name, flags),
      ),
    )
  addJson(
    workflow
      .command('validate')
      .description('say everything that is wrong with a document, with file, line and column')
      .argument('<name-or-path>', NAME_OR_PATH),
  ).action((name: string, flags: JsonOption) =>
    act.connected(async (session) =>
      (await import('../commands/workflow-validate.ts')).validateWorkflow(session, name, flags),
    ),
  )
}

function addPlanning(workflow: Command, act: Act): void {
  const plan = addJson(
    workflow
      .command('plan')
      .description('check before running: who does what with what, and what is missing')
      .argument('<name-or-path>', NAME_OR_PATH),
  )
  addProjectFlags(plan)
    .addOption(repeatable('--bind <role=reference>', BIND))
    .addOption(
      new Option('--graph <kind>', 'print the stages as a diagram instead').choices(['mermaid']).conflicts('json'),
    )
    .addOption(
      new Option('--save <file>', 'write the plan to a file, to run it later as it is').conflicts(['json', 'graph']),
    )
    .action((name: string, flags: PlanOptions) =>
      act.connected(async (session) =>
        (await import('../commands/workflow-plan.ts')).planWorkflow(session, name, flags),
      ),
    )
}

function addCreating(workflow: Command, act: Act): void {
  addJson(
    workflow
      .command('create')
      .description('write a new WorkChart into a collection')
      .argument('<id>', 'its id: small letters, digits and hyphens'),
  )
    .addOption(
      repeatable(
        '--stage <id=reference>',
        'a stage and who does it, such as research=agent:researcher; may be repeated',
      ),
    )
    .addOption(
      new Option(
        '--from-text <file>',
        'a procedure as text, one step a line, each done by a person; - reads it from stdin',
      ).conflicts('stage'),
    )
    .option('--name <title>', 'the title people read')
    .option('--collection <name>', 'the collection it goes into')
    .option('--dry-run', 'print the document and write nothing')
    .action((id: string, flags: CreateOptions) =>
      act.connected(async (session) =>
        (await import('../commands/workflow-create.ts')).createWorkflow(session, id, flags),
      ),
    )
}

function addOverriding(workflow: Command, act: Act): void {
  addJson(
    workflow
      .command('override')
      .description('give roles of a WorkChart to somebody else, in this project only')
      .argument('<workflow>', NAME)
      .argument('[pairs...]', 'who fills a role, such as primary=agent:my-researcher'),
  )
    .option('--stage <id>', 'the stage; without it the roles that the WorkChart declares')
    .addOption(repeatable('--remove <role>', 'go back to what the WorkChart says; may be repeated'))
    .option('--project <folder>', 'the folder of the project; without it the one you stand in')
    .action((id: string, pairs: readonly string[], flags: OverrideOptions) =>
      act.connected(async (session) =>
        (await import('../commands/workflow-override.ts')).overrideWorkflow(session, { workflow: id, pairs }, flags),
      ),
    )
}

function addRunning(workflow: Command, act: Act): void {
  const run = addJson(
    workflow
      .command('run')
      .description('run a WorkChart and wait until it has ended or waits for a person')
      .argument('<name>', NAME),
  )
  addProjectFlags(run)
    .addOption(repeatable('--input <name=value>', 'an input of the run; may be repeated'))
    .option('--inputs <file>', 'inputs from a JSON file; --input goes before it')
    .addOption(new Option('--each <file>', 'one run for each line of a JSON Lines file').conflicts(['follow', 'title']))
    .addOption(
      new Option(
        '--rows <file>',
        'one run for each row of a CSV, JSON or JSON Lines file; all rows, or none',
      ).conflicts(['each', 'input', 'inputs', 'title', 'follow']),
    )
    .option('--titles <column>', 'the column of --rows that the runs are called by; without it "title"')
    .option('--check', 'say which rows of --rows fit and what is wrong with the others; start nothing')
    .option('--leave-out', 'start the rows of --rows that fit; leave out the others, and columns that are no input')
    .addOption(repeatable('--bind <role=reference>', BIND))
    .addOption(new Option('--plan <file>', 'run a saved plan; refused where something changed since').conflicts('bind'))
    .option('--title <text>', 'what this run is called in lists')
    .addOption(flagNamedNo('--no-input', 'never ask for an input that is missing'))
    .option('--follow', 'print the log while it runs')
    .action((name: string, flags: RunOptions) =>
      act.connected(async (session) => (await import('../commands/workflow-run.ts')).runWorkflow(session, name, flags)),
    )
}

function addPublishing(workflow: Command, act: Act): void {
  addJson(
    workflow
      .command('publish')
      .description('make what the file says now the version that schedules run')
      .argument('<name>', NAME),
  ).action((name: string, flags: JsonOption) =>
    act.connected(async (session) =>
      (await import('../commands/workflow-publish.ts')).publishWorkflow(session, name, flags),
    ),
  )
  addJson(
    workflow
      .command('archive')
      .description('stop its schedules and take it off the lists; its runs and receipts stay')
      .argument('<name>', NAME),
  ).action((name: string, flags: JsonOption) =>
    act.connected(async (session) =>
      (await import('../commands/workflow-archive.ts')).archiveWorkflow(session, name, flags),
    ),
  )
}
