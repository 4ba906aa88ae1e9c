import type { Document, YAMLParseError } from 'yaml'
import { Composer, parseDocument } from 'yaml'
import { known } from '../basics/known.ts'
import type { Finding } from './finding.ts'
import type { ParsedText } from './parsed-text.ts'
import { yamlFinding } from './yaml-finding.ts'
import { guardedYamlTokens } from './yaml-guard.ts'
import { yamlTree } from './yaml-tree.ts'

/**
 * One document of YAML 1.2 (core schema) with the place of every value. Tags, directives, merge keys and keys that are
 * not text have no meaning here. Aliases are written out, within the limits.
 */
export function parseYaml(text: string): ParsedText {
  const guarded = guardedYamlTokens(text)
  if (!guarded.ok) return { findings: [guarded.error] }
  const { tokens, findings: found } = guarded.value
  const [document, second] = new Composer(YAML_OPTIONS).compose(tokens, true, text.length)
  const { errors } = known(document)
  const findings = [...found, ...errors.filter(isNews).map(yamlFinding)]
  if (second !== undefined) findings.push(secondDocument(second.range[0]))
  if (findings.length > 0) return { findings }
  return { ...yamlTree(known(document)), takeYaml: handOut(known(document), text) }
}

/** The first caller gets what was parsed, and changes it; who comes later gets the text parsed anew. */
function handOut(parsed: Document.Parsed, text: string): () => Document.Parsed {
  let spare: Document.Parsed | undefined = parsed
  return () => {
    const taken = spare ?? parseDocument(text, YAML_OPTIONS)
    spare = undefined
    return taken
  }
}

/** Tags and directives are reported already. */
function isNews({ code }: YAMLParseError): boolean {
  return code !== 'TAG_RESOLVE_FAILED' && code !== 'BAD_DIRECTIVE'
}

// Duplicate keys are looked for in `yamlTree`: the package compares every pair of keys of a map.
const YAML_OPTIONS = {
  version: '1.2',
  schema: 'core',
  merge: false,
  stringKeys: true,
  uniqueKeys: false,
} as const

function secondDocument(start: number): Finding {
  const message = 'A second YAML document begins here; a file holds one workflow.'
  return { rule: 'yaml-syntax', start, pointer: '', message, help: 'Put it in a file of its own.' }
}
