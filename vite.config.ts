import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The first versions that know `light-dark()`, with which every colour is written once for both looks. */
const BROWSERS = ['chrome123', 'firefox120', 'safari17.5']

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
  },
})
