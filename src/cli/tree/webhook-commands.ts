import type { Command } from 'commander'
import type { Act } from './act.ts'
import type { JsonOption } from './options.ts'
import { addJson } from './options.ts'

const TRIGGER = 'an event trigger as <workflow>/<trigger>, or the trigger alone where it is the only one of that name'

export function addWebhookCommands(triggers: Command, act: Act): void {
  const webhook = triggers.command('webhook').description('addresses at which triggers take signed deliveries')
  const add = (name: string, description: string): Command =>
    addJson(webhook.command(name).description(description).argument('<trigger>', TRIGGER))
  add('create', 'give a trigger an address, and print its secret this once').action(
    (trigger: string, flags: JsonOption) =>
      act.connected(async (session) =>
        (await import('../commands/triggers-webhook.ts')).createWebhook(session, trigger, flags),
      ),
  )
  add('rotate', 'make a new secret; the one before is taken for 24 hours more').action(
    (trigger: string, flags: JsonOption) =>
      act.connected(async (session) =>
        (await import('../commands/triggers-webhook.ts')).rotateWebhook(session, trigger, flags),
      ),
  )
  add('remove', 'remove the address and erase its secrets').action((trigger: string, flags: JsonOption) =>
    act.connected(async (session) =>
      (await import('../commands/triggers-webhook.ts')).removeWebhook(session, trigger, flags),
    ),
  )
  add('show', 'print the address of a trigger').action((trigger: string, flags: JsonOption) =>
    act.connected(async (session) =>
      (await import('../commands/triggers-webhook.ts')).showWebhook(session, trigger, flags),
    ),
  )
}
