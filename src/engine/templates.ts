import type { Result } from '../core/basics/result.ts'
import { err } from '../core/basics/result.ts'
import type { ActorId } from '../core/run/ids.ts'
import type { Workflow } from '../core/workflow/workflow.ts'
import type { Draft, DraftProblem, Drafts } from './drafts.ts'
import type { ParseTable, TemplateFile, TemplateFiles } from './ports.ts'
import type { Workflows } from './workflows.ts'

/** WorkCharts to begin from. */
export interface Templates {
  readonly list: () => Promise<readonly Template[]>
  /** A draft that says what the template says, with all it needs in the user's own collection. */
  readonly begin: (order: BeginFromTemplate) => Promise<Result<Draft, TemplateProblem>>
}

export interface Template extends Pick<TemplateFile, 'id' | 'people' | 'needs' | 'kept'> {
  readonly workflow: Workflow
  /** How many sample rows it ships. */
  readonly samples: number
}

interface BeginFromTemplate {
  readonly template: string
  readonly name: string
  readonly by: ActorId
}

export type TemplateProblem = DraftProblem | { readonly code: 'template-unknown'; readonly template: string }

export interface TemplatesParts {
  readonly templates: TemplateFiles
  readonly workflows: Pick<Workflows, 'read'>
  readonly drafts: Pick<Drafts, 'begin'>
  readonly parseTable: ParseTable
}

export function createTemplates(parts: TemplatesParts): Templates {
  return {
    list: async () => (await parts.templates.list()).map((file) => toTemplate(parts, file)),
    begin: (order) => begin(parts, order),
  }
}

/** What ships with the program and can not be read is a fault of the program. */
function toTemplate({ workflows, parseTable }: TemplatesParts, template: TemplateFile): Template {
  const { id, people, needs, kept } = template
  const { document } = workflows.read(template)
  const table = parseTable(template.samples)
  if (document === undefined || !table.ok) throw new Error(`The template ${id} can not be read`)
  return { id, people, needs, kept, workflow: document.workflow, samples: table.value.rows.length }
}

/** What it needs comes first: from its first moment on, planning and testing find all that the draft names. */
async function begin(
  { templates, drafts }: TemplatesParts,
  { template, name, by }: BeginFromTemplate,
): Promise<Result<Draft, TemplateProblem>> {
  const found = (await templates.list()).find(({ id }) => id === template)
  if (found === undefined) return err({ code: 'template-unknown', template })
  await templates.install(template)
  return drafts.begin({ name, text: found.text, samples: found.samples, origin: 'template', by })
}
