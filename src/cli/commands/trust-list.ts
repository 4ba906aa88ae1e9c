import { projectList } from '../../api/contract/projects.ts'
import { ok } from '../../core/basics/result.ts'
import { EXIT } from '../exit-code.ts'
import type { Connected, Outcome } from '../session.ts'
import { standingText } from '../show/project-lines.ts'
import { showInstant } from '../show/times.ts'
import { counted } from '../show/words.ts'
import type { JsonOption } from '../tree/options.ts'

export async function listProjects({ api, io, screen }: Connected, { json }: JsonOption): Promise<Outcome> {
  const listed = await api.get('/projects', projectList)
  if (!listed.ok) return listed
  const { projects } = listed.value
  if (json) screen.json('projects', listed.value)
  else if (projects.length === 0) screen.note('Nothing of any project was accepted yet.')
  else {
    await screen.table({
      head: ['PROJECT', 'NOW', 'ACCEPTED', 'HOLDS'],
      rows: projects.map(({ folder, standing, acceptedAt, files }) => [
        folder,
        standingText(standing),
        acceptedAt === null ? '' : showInstant(acceptedAt, io.timeZone),
        counted(files.length, 'file'),
      ]),
    })
  }
  return ok(EXIT.ok)
}
