/** Everything an expression may call. The library knows more; what is not here is refused when it is compiled. */
export const FUNCTIONS: ReadonlySet<string> = new Set(['has', 'size', 'string', 'int', 'double', 'bool'])
export const METHODS: ReadonlySet<string> = new Set([
  'size',
  'contains',
  'startsWith',
  'endsWith',
  'indexOf',
  'lastIndexOf',
  'substring',
  'lowerAscii',
  'upperAscii',
  'trim',
  'split',
  'join',
  'all',
  'exists',
  'exists_one',
  'map',
  'filter',
])
