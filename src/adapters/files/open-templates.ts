import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import type { TemplateFile, TemplateFiles } from '../../engine/ports.ts'
import type { Part } from './template-parts.ts'
import { copyPart, isKept, listParts } from './template-parts.ts'
import { USUAL_COLLECTION } from './workflow-place.ts'

export interface TemplateFolders {
  /** Holds a folder for each template. */
  readonly templates: string
  readonly home: string
}

/** What stands beside the document: for people who choose. */
const ABOUT = z.strictObject({ people: z.string(), needs: z.string() })

/** The templates in a folder of the program. Only what that folder lists is ever read: a request can name no path. */
export function openTemplates({ templates, home }: TemplateFolders): TemplateFiles {
  const collection = join(home, 'collections', USUAL_COLLECTION)
  const partsOf = (id: string) => listParts(join(templates, id), collection)
  return {
    list: async () =>
      Promise.all((await idsIn(templates)).map(async (id) => readTemplate(templates, id, await partsOf(id)))),
    install: async (id) => {
      if (!(await idsIn(templates)).includes(id)) throw new Error(`There is no template ${id}`)
      for (const part of await partsOf(id)) await copyPart(part)
    },
  }
}

async function idsIn(templates: string): Promise<readonly string[]> {
  const entries = await readdir(templates, { withFileTypes: true })
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort()
}

async function readTemplate(templates: string, id: string, parts: readonly Part[]): Promise<TemplateFile> {
  const read = (name: string) => readFile(join(templates, id, name), 'utf8')
  const [text, samples, about] = await Promise.all([read('WORKFLOW.yaml'), read('samples.csv'), read('about.yaml')])
  const kept = await Promise.all(parts.map(isKept))
  return {
    id,
    file: `templates/${id}/WORKFLOW.yaml`,
    text,
    samples,
    ...ABOUT.parse(parse(about)),
    kept: parts.filter((_, index) => kept[index]).map(({ name }) => name),
  }
}
