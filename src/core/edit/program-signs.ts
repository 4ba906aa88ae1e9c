/**
 * How lines of programs look. A certain sign is all but never a line of prose; a likely one is, now and then. Every
 * pattern is anchored or short, and is tried on the beginning of a line only, so that none takes long.
 */
export const CERTAIN: readonly RegExp[] = joined([
  // JavaScript and TypeScript
  /^\s*(?:export\s+(?:default\s+)?)?(?:async\s+)?function\b[^(]*\([^)]*\)[^{]*\{/,
  /^\s*(?:export\s+)?(?:const|let|var)\s+[\w$[{][^=]*=[^=]/,
  /^\s*import\s+(?:type\s+)?[\w*{][^'"]*\sfrom\s*['"]/,
  /^\s*import\s*['"(]/,
  /=>\s*\{/,
  /\bawait\s+\w[\w.]*\(/,
  /\brequire\(\s*['"]|\bmodule\.exports\b|\bprocess\.env\b/,
  /^\s*console\.(?:log|error|warn)\(/,
  // Python, Ruby
  /^\s*(?:async\s+)?def\s+\w+\s*\([^)]*\)[^:]*:/,
  /^\s*from\s+[\w.]+\s+import\s+(?:\*|\(|\w+(?:\s+as\s+\w+)?(?:\s*,\s*\w+)*\s*$)/,
  /^\s*(?:print|eval|exec|puts|printf)\(.*\)\s*;?\s*$/,
  /\bos\.system\(|\bsubprocess\.\w+\(|\b__import__\(/,
  /^>>>\s/,
  // C, Go, Java, PHP, Rust, Visual Basic
  /^\s*(?:export\s+|public\s+|abstract\s+)*class\s+\w+(?:\s*\([\w., ]*\)\s*:|\s+(?:extends|implements)\s|\s*\{)/,
  /^\s*(?:public|private|protected)\s+(?:static\s+|final\s+)*[\w<>[\]]+\s+\w+\([^)]*\)\s*\{/,
  /^\s*#include\s*[<"]|^\s*package\s+(?:main\s*$|[\w.]+;)|^\s*using\s+[\w.]+;/,
  /^\s*(?:pub\s+)?(?:func|fn)\s+(?:\([^)]*\)\s*)?\w+\s*\([^)]*\)[^{]*\{/,
  /\bSystem\.out\.print|\bfmt\.Print/,
  /<\?php\b|<script\b/i,
  /^\s*\$[A-Za-z_]\w*\s*=\s*\S/,
  /^\s*(?:Private\s+|Public\s+)?(?:Sub|Function)\s+\w+\(.*\)|^\s*End\s+(?:Sub|Function)\s*$/,
  // SQL
  /^\s*SELECT\s(?=.*[*,a-z_]).*\sFROM\s+\S/,
  /^\s*select\s+\*\s+from\s+\w|^\s*select\s.*\sfrom\s+[\w.]+(?:\s+where\s.*[=<>].*|\s*;)\s*$/i,
  /^\s*INSERT\s+INTO\s+\S+\s*\(|^\s*DELETE\s+FROM\s+\S+\s*(?:;|WHERE\b)/,
  /^\s*insert\s+into\s+\S+(?:\s*\([^)]*\))?\s+values\b/i,
  /^\s*update\s+\S+\s+set\s+[\w."]+\s*=/i,
  /^\s*delete\s+from\s+\S+\s+where\s+.*[=<>]/i,
  /^\s*(?:CREATE|ALTER|DROP)\s+(?:OR\s+REPLACE\s+)?(?:TABLE|VIEW|INDEX|FUNCTION|PROCEDURE|TRIGGER)\s.*[(;]/,
  /^\s*create\s+table\s+(?:if\s+not\s+exists\s+)?\w+\s*\(\s*$/i,
  /^\s*WHERE\s+\S+\s*(?:=|<|>|LIKE\b|IN\s*\()/,
  // Shells
  /^\s*(?:\$\s+)?(?:sudo\s+\w|(?:curl|wget)\s+(?:-|["']?https?:)|chmod\s+[0-7+]|rm\s+-|kubectl\s+\w|npx\s+\w)/,
  /^\s*(?:\$\s+)?(?:npm\s+(?:i|ci|install|run|test)\b|pip3?\s+install\s|apt(?:-get)?\s+install\s)/,
  /^\s*(?:\$\s+)?(?:git\s+(?:clone|commit|push|pull|checkout)\b|docker\s+(?:run|build|exec|compose)\b)/,
  /^\s*(?:\$\s+)?(?:python3?\s+(?:-|\S+\.py\b)|node\s+(?:-|\S+\.[cm]?[jt]s\b)|(?:ba|z)?sh\s+(?:-|\S+\.sh\b))/,
  /^\s*(?:export\s+\w+=|echo\s+["'$]|set\s+-[a-z]|if\s+\[|while\s+(?:\[|read\b))/,
  /^\s*for\s+\w+\s+in\s.*;\s*do\b|\|\s*(?:ba|z)?sh\b|^@echo\s+off\b/,
  /^\s*(?:Get|Set|New|Remove|Invoke|Start|Stop|Write)-[A-Z]\w+\s+-\w/,
])

export const LIKELY: readonly RegExp[] = joined([
  /^\s*import\s+[\w.]+(?:\s+as\s+\w+)?(?:\s*,\s*[\w.]+)*;?\s*$/,
  /[)\w]\s*\{\s*$/,
  /^\s*(?:\}\s*)?(?:fi|done|esac|end|else|then|try|finally)\b\s*[:;{]?\s*$/,
  /^\s*(?:if|elif|for|while|with|except)\b.*(?:==|!=|<=|>=|\(|\bin\s+\w+).*[:{]\s*$/,
  /^\s*[\w.[\]]+\s*(?::\s*[\w<>[\]]+\s*)?[-+*/|]?=\s*(?:["'[{]|\w[\w.]*\(|new\s|-?\d)/,
  /^\s+return\b|^\s*return\s.*;\s*$/,
  /^\s*[\w.$]+\([^)]*\)\s*;?\s*$/,
  /\w\(.*\);\s*$|=.*;\s*$/,
  /^\s*(?:\/\/|\/\*)/,
  /^\s*(?:SELECT\s+[\w.*]+\s*,?\s*$|FROM\s+[a-z]|(?:GROUP|ORDER)\s+BY\s|(?:INNER|LEFT|RIGHT)\s+JOIN\s)/,
  /^\s*(?:FROM\s+\S+:\S+\s*$|(?:RUN|CMD|ENTRYPOINT|COPY|WORKDIR)\s+[a-z./["])/,
])

/** What a fence in Markdown calls a program, and how files of programs end. */
export const PROGRAM_LANGUAGES: ReadonlySet<string> = new Set(
  (
    'bash bat c c++ cjs clj cmd cpp cs csharp dart dockerfile elixir erl ex go golang groovy h hpp ipynb java ' +
    'javascript jl js jsx kotlin kt lua mjs mts node perl php pl plsql powershell ps1 psql py python python3 r rb rs ruby ' +
    'rust scala sh shell sql swift ts tsx typescript vb vba vbs zsh console'
  ).split(' '),
)

/** Files that hold a capability or start one, whatever stands in them. */
export const PROGRAM_FILES: ReadonlySet<string> = new Set([
  'skill.md',
  'contract.yaml',
  'contract.yml',
  'dockerfile',
  'makefile',
  'mcp.json',
  '.mcp.json',
  'package.json',
  'plugin.json',
])

/** One pattern for all with the same flags: a long text is then judged many times faster. */
function joined(signs: readonly RegExp[]): readonly RegExp[] {
  return ['', 'i'].flatMap((wanted) => {
    const sources = signs.filter(({ flags }) => flags === wanted).map(({ source }) => source)
    return sources.length === 0 ? [] : [new RegExp(sources.join('|'), wanted)]
  })
}
