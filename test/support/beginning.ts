import { join } from 'node:path'
import { openShelf } from '../../src/adapters/files/open-shelf.ts'
import { openTemplates } from '../../src/adapters/files/open-templates.ts'
import { parseRows } from '../../src/adapters/files/parse-rows.ts'
import { parseSampleTable } from '../../src/adapters/files/parse-sample-table.ts'
import type { ApiParts } from '../../src/api/api-parts.ts'
import { createSamples } from '../../src/engine/create-samples.ts'
import { createRowChecks } from '../../src/engine/row-checks.ts'
import { createTemplates } from '../../src/engine/templates.ts'

/** The templates that come with the program. */
export const TEMPLATES = join(import.meta.dirname, '../../templates')

/** Templates, sample rows and checks of rows over a home folder, as the program puts them together. */
export function beginningIn(
  home: string,
  { workflows, drafts }: Pick<ApiParts, 'workflows' | 'drafts'>,
): Pick<ApiParts, 'templates' | 'samples' | 'rowChecks'> {
  const templates = openTemplates({ templates: TEMPLATES, home })
  const parts = { workflows, drafts, templates, shelf: openShelf(home), parseTable: parseSampleTable }
  return {
    templates: createTemplates(parts),
    samples: createSamples(parts),
    rowChecks: createRowChecks({ workflows, parseRows }),
  }
}
