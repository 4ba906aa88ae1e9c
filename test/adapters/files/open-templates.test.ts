import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openBlobs } from '../../../src/adapters/files/open-blobs.ts'
import { openLibrary } from '../../../src/adapters/files/open-library.ts'
import { openTemplates } from '../../../src/adapters/files/open-templates.ts'
import { parseSampleTable } from '../../../src/adapters/files/parse-sample-table.ts'
import type { Tree } from '../../support/folders.ts'
import { folderWith } from '../../support/folders.ts'

const DESK: Tree = {
  'desk/WORKFLOW.yaml': 'workflow_id: desk\n',
  'desk/samples.csv': 'message\nHello\n',
  'desk/about.yaml': 'people: A person decides.\nneeds: A message.\n',
  'desk/skills/sort/SKILL.md': '---\nname: sort\ndescription: Sorts.\n---\nSort.\n',
  'desk/skills/sort/letters/yes.txt': 'Subject: Yes\n\nYes.\n',
  'desk/agents/reader.md': '---\nname: reader\ndescription: Reads.\n---\nRead.\n',
  'desk/context/rules.md': '# Rules\n\nBe kind.\n',
}

const OWN = 'collections/default'
/** A name that a file can have, but not with an ending behind it. */
const TOO_LONG = 'z'.repeat(250)

function aDesk(own: Tree = {}) {
  const home = folderWith(own)
  return { home, templates: openTemplates({ templates: folderWith(DESK), home }) }
}

function ownFile(home: string, path: string): string {
  return readFileSync(join(home, OWN, path), 'utf8')
}

describe('templates', () => {
  it('[TP8] are listed with what they say and install their skills, agents and context', async () => {
    const { home, templates } = aDesk()
    expect(await templates.list()).toEqual([
      {
        id: 'desk',
        file: 'templates/desk/WORKFLOW.yaml',
        text: 'workflow_id: desk\n',
        samples: 'message\nHello\n',
        people: 'A person decides.',
        needs: 'A message.',
        kept: [],
      },
    ])
    await templates.install('desk')
    for (const path of ['skills/sort/SKILL.md', 'skills/sort/letters/yes.txt', 'agents/reader.md', 'context/rules.md'])
      expect(ownFile(home, path)).toBe(DESK[`desk/${path}`])
    expect(readdirSync(join(home, OWN, 'skills'))).toEqual(['sort'])
    expect(readdirSync(join(home, OWN, 'agents'))).toEqual(['reader.md'])
  })

  it('[TP8] leave nothing of a part that can not be copied whole', async () => {
    const home = folderWith()
    const templates = openTemplates({ templates: folderWith({ ...DESK, [`desk/skills/sort/${TOO_LONG}`]: '' }), home })
    await expect(templates.install('desk')).rejects.toThrow('ENAMETOOLONG')
    expect(readdirSync(join(home, OWN, 'skills'))).toEqual([])
  })

  it('[TP9] never touch what has their name, and name what says something else', async () => {
    const own = {
      [`${OWN}/skills/sort/SKILL.md`]: 'My own.\n',
      [`${OWN}/agents/reader.md`]: String(DESK['desk/agents/reader.md']),
    }
    const { home, templates } = aDesk(own)
    expect((await templates.list())[0]?.kept).toEqual(['sort'])
    await templates.install('desk')
    expect(ownFile(home, 'skills/sort/SKILL.md')).toBe('My own.\n')
    expect(readdirSync(join(home, OWN, 'skills/sort'))).toEqual(['SKILL.md'])
    expect(ownFile(home, 'context/rules.md')).toBe(DESK['desk/context/rules.md'])
  })

  it('[TP9] installed twice, also at the same time, are there once', async () => {
    const { home, templates } = aDesk()
    await Promise.all([templates.install('desk'), templates.install('desk'), templates.install('desk')])
    await templates.install('desk')
    expect((await templates.list())[0]?.kept).toEqual([])
    expect(readdirSync(join(home, OWN, 'skills'))).toEqual(['sort'])
    const library = openLibrary({ home, shipped: [], blobs: openBlobs(join(home, 'blobs')) })
    expect(await library.listUnusable()).toEqual([])
  })

  it.each(['..', '../desk', 'desk/skills', '/etc', ''])('[TP10] %j is no template', async (id) => {
    const { home, templates } = aDesk()
    await expect(templates.install(id)).rejects.toThrow('There is no template')
    expect(existsSync(join(home, OWN))).toBe(false)
  })
})

describe('a CSV text of samples', () => {
  it('[TP11] gives its columns, and each row with its line', () => {
    expect(parseSampleTable('﻿message , paid\n"one, with a comma",1\n\n"two\nlines",2\n')).toEqual({
      ok: true,
      value: {
        columns: ['message', 'paid'],
        rows: [
          { line: 2, cells: ['one, with a comma', '1'] },
          { line: 5, cells: ['two\nlines', '2'] },
        ],
      },
    })
  })

  it.each([
    ['', /^It is empty/],
    ['message,message\na,b\n', /^It has two columns "message"/],
    ['message,paid\nonly one\n', /^It can not be read as CSV: .* line 2.* Mend that line\.$/],
    ['message\n"never closed\n', /^It can not be read as CSV/],
  ])('[TP11] %j is none, and the sentence says why', (csv, sentence) => {
    expect(parseSampleTable(csv)).toEqual({ ok: false, error: expect.stringMatching(sentence) })
  })
})
