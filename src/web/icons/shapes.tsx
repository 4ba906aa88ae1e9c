/** The shapes of the icons on a 16 × 16 grid, drawn as 1.5 px lines in the colour of the text. */
export const SHAPES = {
  ai: (
    <>
      <rect x="4" y="4" width="8" height="8" rx="1.5" />
      <path d="M6.5 1.75V4M9.5 1.75V4M6.5 12v2.25M9.5 12v2.25M1.75 6.5H4M1.75 9.5H4M12 6.5h2.25M12 9.5h2.25" />
    </>
  ),
  approval: (
    <>
      <circle cx="6" cy="4.75" r="2.25" />
      <path d="M1.75 13c.3-2.5 1.7-3.75 4-3.85" />
      <circle cx="11" cy="10.75" r="3.25" />
      <path d="M11 9.25v1.6l1.1.7" />
    </>
  ),
  arrow: <path d="M2.75 8h10.5M9.25 4l4 4-4 4" />,
  ask: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M6.5 6.5a1.55 1.55 0 1 1 2.25 1.4c-.5.25-.75.55-.75 1.1M8 11v.05" />
    </>
  ),
  backoff: (
    <>
      <path d="M13.25 8a5.25 5.25 0 1 1-1.6-3.75l1.6 1.5" />
      <path d="M13.25 2.5v3.25H10M8 5.5V8l1.5 1" />
    </>
  ),
  branch: <path d="M8 2.25 13.75 8 8 13.75 2.25 8z" />,
  canceled: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="m4.25 11.75 7.5-7.5" />
    </>
  ),
  charts: (
    <>
      <rect x="2" y="2.5" width="5" height="4" rx="1" />
      <rect x="9" y="9.5" width="5" height="4" rx="1" />
      <path d="M7 4.5h3.5a1 1 0 0 1 1 1v4" />
    </>
  ),
  check: <path d="m3.25 8.5 3.25 3.25 6.25-7" />,
  clock: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="M8 4.75V8l2.25 1.5" />
    </>
  ),
  copy: (
    <>
      <rect x="5.5" y="5.5" width="8" height="8" rx="1.25" />
      <path d="M10.5 5.5v-2a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h2" />
    </>
  ),
  cross: <path d="m4 4 8 8M12 4l-8 8" />,
  doc: (
    <>
      <path d="M3.75 2.25h5.5l3 3v8.5h-8.5z" />
      <path d="M9.25 2.5v3h2.75M6 8.5h4M6 11h4" />
    </>
  ),
  done: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="m5.5 8.2 1.75 1.8 3.25-3.75" />
    </>
  ),
  down: <path d="M3.5 6 8 10.5 12.5 6" />,
  download: <path d="M8 2.75v7.5M4.75 7.25 8 10.5l3.25-3.25M2.5 13.5h11" />,
  edit: <path d="M10.5 2.75 13.25 5.5 6 12.75l-3.5.75.75-3.5z" />,
  eye: (
    <>
      <path d="M1.75 8c2.5-4.75 10-4.75 12.5 0-2.5 4.75-10 4.75-12.5 0z" />
      <circle cx="8" cy="8" r="1.75" />
    </>
  ),
  failed: (
    <>
      <path d="M5.6 2.25h4.8l3.35 3.35v4.8l-3.35 3.35H5.6L2.25 10.4V5.6z" />
      <path d="m6.1 6.1 3.8 3.8M9.9 6.1 6.1 9.9" />
    </>
  ),
  fit: <path d="M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3" />,
  form: (
    <>
      <rect x="2.5" y="2.5" width="11" height="11" rx="1.25" />
      <path d="m5 5.75 1 1 1.5-1.75M9 6h2.25M5 10.5h6.25" />
    </>
  ),
  gauge: <path d="M2.25 11.75a5.75 5.75 0 1 1 11.5 0M8 11.75l2.4-3.6M4.4 8.6l.9.6M8 6v1" />,
  home: (
    <>
      <path d="M2.5 7.4 8 2.9l5.5 4.5V13a.5.5 0 0 1-.5.5H3a.5.5 0 0 1-.5-.5z" />
      <path d="M6.25 13.5V9.75h3.5v3.75" />
    </>
  ),
  inbox: (
    <>
      <path d="M2.25 9.25h3.2l1.05 2h3l1.05-2h3.2" />
      <path d="m2.25 9.25 2-6h7.5l2 6V13a.5.5 0 0 1-.5.5H2.75a.5.5 0 0 1-.5-.5z" />
    </>
  ),
  layers: (
    <>
      <path d="m8 2.25 6 3-6 3-6-3z" />
      <path d="m2 8.25 6 3 6-3" />
      <path d="m2 11 6 3 6-3" />
    </>
  ),
  minus: <path d="M3.5 8h9" />,
  moon: <path d="M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6z" />,
  once: (
    <>
      <circle cx="8" cy="8" r="5.75" />
      <path d="m6.9 6.4 1.4-.9v5" />
    </>
  ),
  outline: <path d="M2.5 3.5h3M6 8h3M6 12.5h3M8 3.5h5.5M11 8h2.5M11 12.5h2.5M3.75 5.5v7H4" />,
  paused: <path d="M5.75 3.5v9M10.25 3.5v9" />,
  pending: <circle cx="8" cy="8" r="5.5" strokeDasharray="2 2.3" />,
  people: (
    <>
      <circle cx="6" cy="5.25" r="2.25" />
      <path d="M1.75 13c.35-2.6 2-3.75 4.25-3.75S9.9 10.4 10.25 13" />
      <path d="M10.5 3.2a2.25 2.25 0 0 1 0 4.1M12 9.7c1.25.5 2 1.6 2.25 3.3" />
    </>
  ),
  person: (
    <>
      <circle cx="8" cy="5" r="2.5" />
      <path d="M3 13.5c.4-2.9 2.4-4.25 5-4.25s4.6 1.35 5 4.25" />
    </>
  ),
  plan: (
    <path d="m2.5 4 1 1 1.75-2M2.5 8.25l1 1L5.25 7.25M2.5 12.5l1 1 1.75-2M7.75 4h5.75M7.75 8.25h5.75M7.75 12.5h5.75" />
  ),
  plus: <path d="M8 3.5v9M3.5 8h9" />,
  publish: <path d="M8 10.25V2.75M4.75 5.75 8 2.5l3.25 3.25M2.5 10.5v2.5a.5.5 0 0 0 .5.5h10a.5.5 0 0 0 .5-.5v-2.5" />,
  read: (
    <path d="M2.5 3.75c2-1 4-.9 5.5.5 1.5-1.4 3.5-1.5 5.5-.5v8.5c-2-1-4-.9-5.5.5-1.5-1.4-3.5-1.5-5.5-.5zM8 4.25v8.5" />
  ),
  ready: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <circle cx="8" cy="8" r="1.25" fill="currentColor" />
    </>
  ),
  rejected: (
    <>
      <circle cx="6.5" cy="4.75" r="2.25" />
      <path d="M2 13c.3-2.6 1.9-3.85 4.5-3.85.7 0 1.3.1 1.85.25M10.25 9.75l3.5 3.5M13.75 9.75l-3.5 3.5" />
    </>
  ),
  repeat: <path d="M3 7a5 5 0 0 1 8.75-2.5L13 6M13 3v3h-3M13 9a5 5 0 0 1-8.75 2.5L3 10M3 13v-3h3" />,
  right: <path d="m6 3.5 4.5 4.5L6 12.5" />,
  running: (
    <>
      <path d="M8 2.5A5.5 5.5 0 1 1 2.5 8" />
      <circle cx="8" cy="8" r="1.5" fill="currentColor" />
    </>
  ),
  runs: <path d="M4.75 3v10l8-5z" />,
  seal: (
    <>
      <circle cx="8" cy="6.5" r="4" />
      <path d="m6.3 6.6 1.2 1.2 2.2-2.4M5.75 10 5 14l3-1.5L11 14l-.75-4" />
    </>
  ),
  shield: (
    <>
      <path d="M8 2 13 3.75v4c0 3-2 5.15-5 6.25-3-1.1-5-3.25-5-6.25v-4z" />
      <path d="m5.75 7.9 1.6 1.6 2.9-3.25" />
    </>
  ),
  skipped: (
    <>
      <path d="M2.25 9.5c1.25-5.5 9.5-6 11 0" />
      <path d="M13.75 6v3.5h-3.5" />
      <circle cx="7.75" cy="12" r="1" fill="currentColor" />
    </>
  ),
  speech: (
    <>
      <path d="M2.5 3.25h11v7.25H7.25L4.5 13v-2.5h-2z" />
      <path d="M5.25 6.9h.05M8 6.9h.05M10.75 6.9h.05" />
    </>
  ),
  sun: (
    <>
      <circle cx="8" cy="8" r="2.75" />
      <path d="M8 1.75v1.5M8 12.75v1.5M1.75 8h1.5M12.75 8h1.5M3.6 3.6l1 1M11.4 11.4l1 1M12.4 3.6l-1 1M4.6 11.4l-1 1" />
    </>
  ),
  table: (
    <>
      <rect x="2.25" y="3" width="11.5" height="10" rx="1" />
      <path d="M2.25 6.5h11.5M6.25 6.5V13" />
    </>
  ),
  tool: <path d="M9.4 5.2a3 3 0 0 1 3.9-2.5l-1.8 1.8.35 1.65 1.65.35 0-.1a3 3 0 0 1-4 2.6L5 13.5 2.5 11 7 6.5" />,
  unknown: (
    <>
      <circle cx="8" cy="8" r="5.75" strokeDasharray="2 2.3" />
      <path d="M6.5 6.5a1.55 1.55 0 1 1 2.25 1.4c-.5.25-.75.55-.75 1.1M8 11v.05" />
    </>
  ),
  waiting: <path d="M4.5 2.5h7M4.5 13.5h7M5.25 2.5v2.25L8 8l-2.75 3.25v2.25M10.75 2.5v2.25L8 8l2.75 3.25v2.25" />,
  warn: (
    <>
      <path d="M8 2.5 14.25 13H1.75z" />
      <path d="M8 6.5v3M8 11.2v.05" />
    </>
  ),
} as const

export type IconName = keyof typeof SHAPES
