/**
 * The source of a regular expression that matches what must not be read as code: a CEL string (three quotes, or one,
 * with escapes; a prefix such as `r` may stand before it) or a comment.
 */
export const TEXT_TO_SKIP = [
  String.raw`"""(?:\\[\s\S]|[^\\])*?"""`,
  String.raw`'''(?:\\[\s\S]|[^\\])*?'''`,
  String.raw`"(?:\\.|[^"\\\r\n])*"`,
  String.raw`'(?:\\.|[^'\\\r\n])*'`,
  String.raw`\/\/[^\n]*`,
].join('|')
