import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The first versions that know `light-dark()`, with which every colour is written once for both looks. */
const BROWSERS = ['chrome123', 'firefox120', 'safari17.5']

/** What the entry needs is loaded by every visit, so it is one file, and no module of another screen gets into it. */
const FIRST = { name: 'first', tags: ['$initial' as const] }

/**
 * What several other screens share comes in few files: by itself each set of screens would get one of its own, most of them
 * smaller than their own headers. Larger ones stay apart, so that no screen loads what it does not need.
 */
const SHARED = { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 3_000 }

export default defineConfig({
  root: 'src/web',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: BROWSERS,
    // The content security policy allows neither inline code nor data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: [FIRST, SHARED] } } },
  },
})
