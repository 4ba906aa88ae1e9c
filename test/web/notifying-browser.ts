import { vi } from 'vitest'

/** What a page asked its browser to show, instead of showing it. */
export interface ShownByBrowser {
  readonly shown: { readonly title: string; readonly options: NotificationOptions; readonly click: () => void }[]
  /** How often the browser was asked whether it may. */
  readonly asked: () => number
}

/** A browser that answers so, and what it was asked. There is none in the environment of these tests. */
export function aNotifyingBrowser(permission: NotificationPermission): ShownByBrowser {
  const shown: ShownByBrowser['shown'] = []
  let asked = 0
  class Recorded {
    static permission: NotificationPermission = permission
    onclick: (() => void) | null = null
    constructor(title: string, options: NotificationOptions) {
      shown.push({ title, options, click: () => this.onclick?.() })
    }
    static async requestPermission(): Promise<NotificationPermission> {
      asked += 1
      Recorded.permission = 'granted'
      return 'granted'
    }
    close(): void {}
  }
  vi.stubGlobal('Notification', Recorded)
  return { shown, asked: () => asked }
}
