/** Which folder of src/core may know which. A folder not in the list of another is forbidden there, so no cycle fits. */
const CORE = {
  basics: [],
  memory: ['basics'],
  people: ['basics'],
  workflow: ['basics'],
  diff: ['basics', 'workflow'],
  schema: ['basics', 'workflow'],
  expression: ['basics', 'workflow', 'schema'],
  edit: ['basics', 'workflow', 'schema', 'expression'],
  procedure: ['basics', 'workflow', 'edit'],
  schedule: ['basics', 'workflow'],
  'working-time': ['basics', 'workflow', 'schedule'],
  diagnostics: ['basics', 'workflow', 'schema', 'expression', 'schedule', 'working-time'],
  plan: ['basics', 'memory', 'workflow', 'schema', 'expression', 'schedule', 'diagnostics'],
  connection: ['basics', 'workflow', 'plan'],
  trust: ['basics', 'workflow', 'plan'],
  wiring: ['basics', 'workflow', 'schema', 'expression', 'schedule', 'diagnostics', 'plan', 'edit'],
  gate: ['basics', 'workflow', 'schema', 'plan'],
  budget: ['basics', 'workflow'],
  event: ['basics', 'workflow', 'schema', 'expression'],
  webhook: ['basics'],
  run: [
    'basics',
    'event',
    'memory',
    'people',
    'workflow',
    'schema',
    'expression',
    'schedule',
    'working-time',
    'plan',
    'gate',
    'budget',
  ],
  agent: ['basics', 'memory', 'workflow', 'schema'],
  price: ['basics', 'run'],
  metrics: ['basics', 'run'],
  stall: ['basics', 'workflow', 'run'],
  receipt: ['basics', 'workflow', 'schema', 'plan', 'gate', 'run'],
  forecast: ['basics', 'workflow', 'plan', 'run', 'receipt'],
  notice: ['basics', 'schedule', 'connection', 'people', 'run'],
}

/** The packages without input or output that the core computes with, each behind one folder. */
const WRAPPED = {
  yaml: 'workflow',
  '@cfworker/json-schema': 'schema',
  '@marcbachmann/cel-js': 'expression',
  croner: 'schedule',
}

/** What the engine asks of adapters: its ports. */
const PORTS = [
  'checkpoint-reader',
  'checkpoint-row',
  'connection-row',
  'delivery',
  'draft-row',
  'budget-row',
  'decided-row',
  'memory-row',
  'notice-ports',
  'notice-row',
  'ports',
  'price-ports',
  'project-ports',
  'skill-request-row',
  'stall-row',
  'trigger-row',
  'relay-row',
  'run-finder',
  'store',
  'tool-source',
  'version-row',
  'whole-store',
  'webhook-row',
  'person-row',
  'tally-row',
  'token-row',
  'audit-row',
  'sign-in',
  'backups',
]

/** The files directly in src/ that put the program together. */
const COMPOSITION = [
  'app',
  'config',
  'connect',
  'demo',
  'backup-files',
  'doctor',
  'examine-backups',
  'open-backups',
  'open-capabilities',
  'open-connections',
  'open-door',
  'open-notices',
  'open-projects',
  'open-telemetry',
  'open-tests',
  'process',
  'start-server',
]

const coreFolders = Object.entries(CORE).map(([folder, known]) => ({
  name: `core-${folder}`,
  comment: `core/${folder} may know: ${known.join(', ') || 'nothing else'}.`,
  from: { path: `^src/core/${folder}/` },
  to: { path: '^src/core/', pathNot: `^src/core/(${[folder, ...known].join('|')})/` },
}))

const wrappedPackages = Object.entries(WRAPPED).map(([library, folder]) => ({
  name: `core-wraps-${library}`,
  comment: `In the core, only core/${folder} may name "${library}".`,
  from: { path: '^src/core/', pathNot: `^src/core/${folder}/` },
  to: { path: `node_modules/${library}/` },
}))

const rules = [
  {
    name: 'core-is-pure',
    comment: 'The core imports itself and four packages without input or output.',
    from: { path: '^src/core/' },
    to: { pathNot: ['^src/core/', `node_modules/(${Object.keys(WRAPPED).join('|')})/`] },
  },
  ...coreFolders,
  ...wrappedPackages,
  {
    name: 'agents-wrap-ai',
    comment: 'How a model is asked is a port of ours; the packages that ask stand behind two files.',
    from: { path: '^src/', pathNot: '^src/adapters/performers/agent/ai-[^/]+\\.ts$' },
    to: { path: 'node_modules/(ai|@ai-sdk/[^/]+)/' },
  },
  {
    name: 'engine-knows-no-adapter',
    comment: 'The engine says what it needs in its ports and is handed it.',
    from: { path: '^src/engine/' },
    to: { path: '^src/', pathNot: '^src/(core|engine)/' },
  },
  {
    name: 'adapters-meet-only-ports',
    comment: 'An adapter knows the core and the ports, nothing else of the engine.',
    from: { path: '^src/adapters/' },
    to: { path: '^src/', pathNot: `^src/(core/|adapters/|engine/(${PORTS.join('|')})\\.ts$)` },
  },
  {
    name: 'adapters-ignore-each-other',
    comment: 'What two adapters share belongs to a port, to the core, or to a file directly in adapters/.',
    from: { path: '^src/adapters/([^/]+)/' },
    to: {
      path: '^src/adapters/',
      pathNot: ['^src/adapters/$1/', '^src/adapters/(kill|kill-marked|make-folder|write-file-whole)\\.ts$'],
    },
  },
  {
    name: 'only-composition-names-adapters',
    comment: 'A few files put the program together; everybody else is handed what they use.',
    from: { path: '^src/', pathNot: `^src/((${COMPOSITION.join('|')})\\.ts$|adapters/)` },
    to: { path: '^src/adapters/' },
  },
  {
    name: 'api-knows-no-adapter',
    comment: 'The API translates between HTTP and the engine.',
    from: { path: '^src/api/' },
    to: { path: '^src/', pathNot: '^src/(core|engine|api)/' },
  },
  {
    name: 'contract-is-shared',
    comment: 'The web app reads api/contract, so nothing of the server may come with it.',
    from: { path: '^src/api/contract/' },
    to: { path: '^src/', pathNot: '^src/(core|api/contract)/' },
  },
  {
    name: 'cli-gets-an-app',
    comment: 'A command is handed the app; it builds nothing.',
    from: { path: '^src/cli/' },
    to: { path: '^src/(adapters|web)/' },
  },
  {
    name: 'web-is-a-client',
    comment: 'The web app knows the core and the contract of the API.',
    from: { path: '^src/web/' },
    to: { path: '^src/', pathNot: '^src/(core|web|api/contract)/' },
  },
  {
    name: 'builder-opens-no-source',
    comment: 'The builder composes; sources are opened and changed on the screen of a skill alone.',
    from: { path: '^src/web/screens/builder/' },
    to: { path: '^src/web/(screens/skills/|data/skills\\.ts$)' },
  },
  {
    name: 'browser-code-needs-no-node',
    comment: 'What runs in a browser cannot use the modules of Node.',
    from: { path: '^src/(web|api/contract)/' },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'no-way-back',
    comment: 'The entries use the program; the program never uses its entries.',
    from: { path: '^src/[^/]+/' },
    to: { path: '^src/(main|skillmeat)\\.ts$' },
  },
  {
    name: 'published-packages-only',
    comment: 'What an installed WorkCharts imports is a dependency, not a devDependency. The web app is bundled.',
    from: { path: '^src/', pathNot: '^src/web/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'no-cycles',
    comment: 'Two files that need each other are one idea or need a third.',
    from: {},
    to: { circular: true },
  },
  { name: 'no-strangers', comment: 'Every import leads somewhere.', from: {}, to: { couldNotResolve: true } },
  {
    name: 'no-orphans',
    comment: 'A file nobody imports and that imports nobody is dead.',
    from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$' },
    to: {},
  },
]

module.exports = {
  forbidden: rules.map((rule) => ({ ...rule, severity: 'error' })),
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
