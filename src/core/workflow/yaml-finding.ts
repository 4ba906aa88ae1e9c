import type { ErrorCode, YAMLParseError } from 'yaml'
import type { Finding } from './finding.ts'

/** What the parser found wrong, in a sentence for the person who must mend it. */
export function yamlFinding({ code, message, pos: [start] }: YAMLParseError): Finding {
  const { what, help } = SENTENCES[code] ?? { what: message.replace(/\.$/, ''), help: 'Check what stands here.' }
  return { rule: 'yaml-syntax', start, pointer: '', message: `This is not valid YAML: ${what}.`, help }
}

const SENTENCES: Readonly<Partial<Record<ErrorCode, { readonly what: string; readonly help: string }>>> = {
  TAB_AS_INDENT: { what: 'a tab is used to indent', help: 'Indent with spaces.' },
  BAD_INDENT: { what: 'the indentation does not fit the lines above', help: 'Line it up with its neighbours.' },
  MISSING_CHAR: {
    what: 'a quote, bracket, comma, colon or space is missing',
    help: 'Close what was opened before, and put a space after each colon.',
  },
  MULTILINE_IMPLICIT_KEY: {
    what: 'a key runs over more than one line',
    help: 'Put a colon and a space after the key, or quote the text that stands here.',
  },
  BLOCK_AS_IMPLICIT_KEY: {
    what: 'a second value begins on this line',
    help: 'Put the value on a line of its own, or quote text that holds a colon.',
  },
  KEY_OVER_1024_CHARS: { what: 'a key is longer than 1,024 characters', help: 'Put a shorter key before the colon.' },
  BAD_SCALAR_START: {
    what: 'text can not begin with this character',
    help: 'Put the text in quotes.',
  },
  BAD_DQ_ESCAPE: {
    what: 'an escape after a backslash is not known',
    help: 'Write `\\\\` for a backslash, or use single quotes.',
  },
  NON_STRING_KEY: { what: 'a key is not text', help: 'Write one word as key.' },
}
