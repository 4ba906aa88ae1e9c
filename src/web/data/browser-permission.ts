import { useState } from 'react'
import type { BrowserPermission } from '../derive/telling-form.ts'

/** Whether this browser shows something for this page, and the question to the person who sits there. */
export function useBrowserPermission() {
  const [permission, setPermission] = useState(browserPermission)
  /** Browsers take the question only from a click or a key, and ask once. */
  const ask = async () => {
    if (browserPermission() === 'default') setPermission(await Notification.requestPermission())
  }
  return { permission, ask: () => void ask() }
}

export function browserPermission(): BrowserPermission {
  return 'Notification' in window ? Notification.permission : 'none'
}
