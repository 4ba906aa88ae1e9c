import type { ReceiptCheck } from '../../api/contract/receipts.ts'
import { useCommand } from './use-command.ts'

/** Whether the receipts of a run are what was written, looked at where they are kept. */
export function useCheckReceipts(run: string) {
  const { mutate, ...state } = useCommand<{ readonly run: string }, ReceiptCheck>()
  return { ...state, send: () => mutate({ path: '/receipts/verify', body: { run } }) }
}
