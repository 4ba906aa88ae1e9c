import type { RouterHistory } from '@tanstack/react-router'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, parseSearchWith } from '@tanstack/react-router'
import { readGateSearch } from './derive/gate-search.ts'
import { readInsightsSearch } from './derive/insights-search.ts'
import { readRunSearch } from './derive/run-search.ts'
import { Shell } from './layout/shell.tsx'
import { readVersionPair } from './screens/history/version-pair.ts'
import { HomeScreen } from './screens/home/home-screen.tsx'
import { readTaskSearch } from './screens/inbox/task-search.ts'
import { NotFound } from './screens/not-found.tsx'
import { ScreenBroken } from './screens/screen-broken.tsx'
import { readSkillSearch } from './screens/skills/skill-search.ts'

/** Home comes with the first load; every other screen is fetched when somebody goes there. */
const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomeScreen })

const workCharts = createRoute({
  getParentRoute: () => root,
  path: '/workcharts',
  component: lazyRouteComponent(() => import('./screens/workcharts/work-charts-screen.tsx'), 'WorkChartsScreen'),
})

const workChart = createRoute({
  getParentRoute: () => root,
  path: '/workcharts/$workChartId',
  component: lazyRouteComponent(() => import('./screens/workcharts/work-chart-screen.tsx'), 'WorkChartScreen'),
})

const builder = createRoute({
  getParentRoute: () => root,
  path: '/workcharts/$workChartId/edit',
  component: lazyRouteComponent(() => import('./screens/builder/builder-screen.tsx'), 'BuilderScreen'),
})

const versions = createRoute({
  getParentRoute: () => root,
  path: '/workcharts/$workChartId/versions',
  validateSearch: readVersionPair,
  component: lazyRouteComponent(() => import('./screens/history/history-screen.tsx'), 'HistoryScreen'),
})

const newWorkChart = createRoute({
  getParentRoute: () => root,
  path: '/new',
  component: lazyRouteComponent(() => import('./screens/new/new-screen.tsx'), 'NewScreen'),
})

const start = createRoute({
  getParentRoute: () => root,
  path: '/start/$workChartId',
  validateSearch: (search: Record<string, unknown>) => search,
  component: lazyRouteComponent(() => import('./screens/start/start-screen.tsx'), 'StartScreen'),
})

const runs = createRoute({
  getParentRoute: () => root,
  path: '/runs',
  validateSearch: readRunSearch,
  component: lazyRouteComponent(() => import('./screens/runs/runs-screen.tsx'), 'RunsScreen'),
})

const run = createRoute({
  getParentRoute: () => root,
  path: '/runs/$runId',
  component: lazyRouteComponent(() => import('./screens/run/run-screen.tsx'), 'RunScreen'),
})

const receipt = createRoute({
  getParentRoute: () => root,
  path: '/runs/$runId/receipts/$number',
  component: lazyRouteComponent(() => import('./screens/receipt/receipt-screen.tsx'), 'ReceiptScreen'),
})

const comparison = createRoute({
  getParentRoute: () => root,
  path: '/runs/$runId/compare',
  component: lazyRouteComponent(() => import('./screens/comparison/comparison-screen.tsx'), 'ComparisonScreen'),
})

const comparisonWith = createRoute({
  getParentRoute: () => root,
  path: '/runs/$runId/compare/$otherId',
  component: lazyRouteComponent(() => import('./screens/comparison/comparison-screen.tsx'), 'ComparisonWithScreen'),
})

const triggers = createRoute({
  getParentRoute: () => root,
  path: '/triggers',
  component: lazyRouteComponent(() => import('./screens/triggers/triggers-screen.tsx'), 'TriggersScreen'),
})

const trigger = createRoute({
  getParentRoute: () => root,
  path: '/triggers/$triggerId',
  component: lazyRouteComponent(() => import('./screens/triggers/trigger-screen.tsx'), 'TriggerScreen'),
})

const inbox = createRoute({
  getParentRoute: () => root,
  path: '/inbox',
  validateSearch: readTaskSearch,
  component: lazyRouteComponent(() => import('./screens/inbox/inbox-screen.tsx'), 'InboxScreen'),
})

const task = createRoute({
  getParentRoute: () => root,
  path: '/inbox/$taskId',
  validateSearch: readTaskSearch,
  component: lazyRouteComponent(() => import('./screens/inbox/task-screen.tsx'), 'TaskScreen'),
})

const several = createRoute({
  getParentRoute: () => root,
  path: '/inbox/several',
  validateSearch: readTaskSearch,
  component: lazyRouteComponent(() => import('./screens/inbox/several-screen.tsx'), 'SeveralScreen'),
})

const skills = createRoute({
  getParentRoute: () => root,
  path: '/skills',
  validateSearch: readSkillSearch,
  component: lazyRouteComponent(() => import('./screens/skills/skills-screen.tsx'), 'SkillsScreen'),
})

const skill = createRoute({
  getParentRoute: () => root,
  path: '/skills/$skillRef',
  component: lazyRouteComponent(() => import('./screens/skills/skill-screen.tsx'), 'SkillScreen'),
})

const insights = createRoute({
  getParentRoute: () => root,
  path: '/insights',
  validateSearch: readInsightsSearch,
  component: lazyRouteComponent(() => import('./screens/insights/insights-screen.tsx'), 'InsightsScreen'),
})

const gate = createRoute({
  getParentRoute: () => root,
  path: '/insights/gates/$workChartId/$stageId',
  validateSearch: readGateSearch,
  component: lazyRouteComponent(() => import('./screens/gate/gate-screen.tsx'), 'GateScreen'),
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('./screens/settings/connections-screen.tsx'), 'ConnectionsScreen'),
})

const settingsPeople = createRoute({
  getParentRoute: () => root,
  path: '/settings/people',
  component: lazyRouteComponent(() => import('./screens/settings/people-screen.tsx'), 'PeopleScreen'),
})

const settingsBeingTold = createRoute({
  getParentRoute: () => root,
  path: '/settings/being-told',
  component: lazyRouteComponent(() => import('./screens/settings/being-told-screen.tsx'), 'BeingToldScreen'),
})

const context = createRoute({
  getParentRoute: () => root,
  path: '/context',
  component: lazyRouteComponent(() => import('./screens/context/context-screen.tsx'), 'ContextScreen'),
})

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./screens/door/sign-in-screen.tsx'), 'SignInScreen'),
})

const signInLink = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/link',
  component: lazyRouteComponent(() => import('./screens/door/link-screen.tsx'), 'LinkScreen'),
})

const join = createRoute({
  getParentRoute: () => root,
  path: '/join',
  component: lazyRouteComponent(() => import('./screens/door/join-screen.tsx'), 'JoinScreen'),
})

const routeTree = root.addChildren([
  home,
  workCharts,
  workChart,
  builder,
  versions,
  newWorkChart,
  start,
  runs,
  run,
  receipt,
  comparison,
  comparisonWith,
  triggers,
  trigger,
  inbox,
  several,
  task,
  skills,
  skill,
  insights,
  gate,
  settings,
  settingsPeople,
  settingsBeingTold,
  context,
  signIn,
  signInLink,
  join,
])

export type AppRouter = ReturnType<typeof createAppRouter>

/** `history`: where addresses are kept; the browser's own in the app. */
export function createAppRouter(history: RouterHistory) {
  const parseSearch = parseSearchWith(readSearchValue)
  return createRouter({
    routeTree,
    history,
    parseSearch,
    defaultPreload: 'intent',
    defaultErrorComponent: ScreenBroken,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter
  }
}

/** A number that would be written differently stays a text: in an address, `1.0` may be the name of something. */
function readSearchValue(text: string): unknown {
  const value: unknown = JSON.parse(text)
  if (typeof value === 'number') throw new SyntaxError(text)
  return value
}
