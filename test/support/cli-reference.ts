import type { ArgumentNode, CommandNode, OptionNode } from '../../src/cli/describe-command.ts'

/** The page docs/cli.md, from the command tree. */
export function renderReference(root: CommandNode): string {
  return `${INTRODUCTION}\n${leavesOf(root).map(renderCommand).join('\n')}`
}

const INTRODUCTION = `# Command line

Made from the commands themselves; a test compares it: \`npx vitest run test/cli/reference.test.ts -u\` writes it anew.

\`\`\`
workcharts start                                            serve the web app and do the work
workcharts workflow plan refund-requests                    check before running
workcharts workflow run refund-requests --input message=…   run, and wait until it ends or needs a person
workcharts inbox list                                       what waits for you
\`\`\`

With a server running, every command is its client. Without one, a command opens the data folder itself, does the work it started, and starts no schedules. \`skillmeat workflow …\` is the same as \`workcharts workflow …\`; anything else is passed on to the SkillMeat on your PATH.

## Streams

Results go to stdout, progress and hints to stderr. Colours appear on a terminal only; \`NO_COLOR\` turns them off, \`FORCE_COLOR\` turns them on elsewhere. Control, bidi and invisible characters in anybody's text are shown as marks, such as \`⟨U+202E⟩\`. Nothing is asked unless stdin and stderr are a terminal; \`--no-input\` never asks. Ctrl-C stops watching; runs stay.

## JSON

\`--json\` prints one value: \`{"schema": "workcharts.cli/1", "kind": "…", "data": …}\`. While following (\`-f\`, \`--follow\`) each line is one such value. \`data\` is what the HTTP API answers; its schemas are in \`docs/openapi.json\`.

| kind | printed by | data |
|---|---|---|
| \`workflows\`, \`workflow\` | \`workflow list\`, \`workflow show\` | \`WorkflowList\`, \`WorkflowDetail\` |
| \`validation\`, \`plan\` | \`workflow validate\`, \`workflow plan\` | \`Validation\`, \`PlanReport\` |
| \`created-workflow\`, \`version\` | \`workflow create\`; \`workflow publish\`, \`workflow archive\` | \`CreatedWorkflow\`, \`Version\` |
| \`run\`, \`run-batch\` | \`workflow run\`, \`runs show\`; \`workflow run --each\`, \`--rows\` | \`RunDetail\`; \`{"runs": [RunSummary]}\` |
| \`runs\`, \`run-state\` | \`runs list\`; \`runs cancel\`, \`pause\`, \`resume\`, \`retry\`, \`triggers fire\` | \`RunList\`; \`{"id": …, "status": …}\` |
| \`changed-runs\`, \`run-views\` | \`runs cancel\` and \`retry\` with several runs; \`runs views\` | \`ChangedRuns\`; \`RunViewList\` |
| \`row-check\` | \`workflow run --rows --check\` | \`RowCheck\` |
| \`log-line\` | \`runs logs\`, \`workflow run --follow\` | \`LogLine\` |
| \`tasks\`, \`task\`, \`task-done\` | \`inbox list\`, \`inbox show\`, the other \`inbox\` commands | \`TaskList\`, \`TaskDetail\`, \`TaskDone\` |
| \`triggers\`, \`trigger\` | \`triggers list\`, \`triggers next\` | \`TriggerList\`, \`Trigger\` |
| \`connections\`, \`connection\`, \`connection-test\` | \`connections list\`, \`remove\`; \`connections add\`, \`default\`; \`connections test\` | \`ConnectionList\`; \`Connection\`; \`ConnectionTest\` |
| \`prices\`, \`imported-prices\` | \`prices list\`, \`prices import\` | \`PriceList\`, \`ImportedPrices\` |
| \`projects\`, \`project\` | \`trust list\`; \`trust show\`, \`accept\`, \`revoke\` | \`ProjectList\`; \`ProjectComparison\` by \`show\`, else \`Project\` |
| \`gates\`, \`gate\` | \`gate show\`; of one stage | \`Gates\`, \`Gate\` |
| \`recomputed-gates\`, \`explained-gates\` | \`gate recompute\`, \`gate explain\` | what they print; digests whole, gates as on receipts |
| \`receipt-check\`, \`receipt-key\`, \`doctor\` | \`receipts verify\`, \`receipts key\`, \`doctor\` | \`ReceiptCheck\`, \`ReceiptKey\`, \`DoctorReport\` |
| \`backup\`, \`restored\` | \`backup\`, \`restore\` | what it holds, and what its key file needs |

\`workflow validate\`, \`workflow plan\`, \`workflow run --check\`, \`receipts verify --json\` and \`gate recompute\` print what they found and exit 3 where it is not valid. Any other command that fails prints nothing on stdout. With \`--json\` it prints problem details (RFC 9457) on stderr, with the API's \`code\` and the \`exit\` code; without it:

\`\`\`
error: There is no WorkChart "refunds". (workflow-unknown)
help: \`workcharts workflow list\` names all of them.
\`\`\`

## Exit codes

| code | meaning |
|---|---|
| 0 | done |
| 1 | the run failed, was rejected or canceled; or the command could not be carried out |
| 2 | not understood: an unknown command or option, a value or a file that does not fit |
| 3 | a document, a plan, a price file, a file of rows, a receipt file or a backup is not valid |
| 4 | not allowed, or not any more: already decided, already ended, changed since it was shown |
| 5 | not found |
| 10 | waiting for a person |
| 130 | interrupted by Ctrl-C |

## Names

A run is named by its id or by the last characters of it; a task by \`<run>.<stage>.<n>\`, where the run may be shortened, or by a run with one open task; a schedule by \`<workflow>/<trigger>\`, or by the trigger alone where one has that name.
`

/** The commands that do something, in the order of the tree. */
function leavesOf(node: CommandNode): readonly CommandNode[] {
  return node.commands.length === 0 ? [node] : node.commands.flatMap(leavesOf)
}

function renderCommand({ path, description, arguments: places, options }: CommandNode): string {
  const usage = [path, ...places.map(({ term }) => term), '[options]'].join(' ')
  const rows = [...places.map(argumentRow), ...options.filter(({ flags }) => !flags.includes('--help')).map(optionRow)]
  const table = rows.length === 0 ? '' : `\n| | |\n|---|---|\n${rows.join('\n')}\n`
  return `## ${path}\n\n${sentence(description)}\n\n    ${rows.length === places.length ? usage.replace(' [options]', '') : usage}\n${table}`
}

function argumentRow({ term, description, choices }: ArgumentNode): string {
  return `| \`${term}\` | ${cell(description, choices)} |`
}

function optionRow({ term, description, choices, usual }: OptionNode): string {
  return `| \`${term}\` | ${cell(description, choices)}${usual === undefined ? '' : ` (${usual} if left out)`} |`
}

function cell(description: string, choices: readonly string[]): string {
  const values = choices.map((choice) => `\`${choice}\``).join(', ')
  return `${description.replaceAll('|', '\\|').replaceAll('<', '&lt;')}${values === '' ? '' : `: ${values}`}`
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
