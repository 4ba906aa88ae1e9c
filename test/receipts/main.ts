/**
 * Changes an export of `--n` signed receipts in every way: each bit flips, each line goes, lines change places, the end
 * is cut off, and each receipt is written anew with everything behind it that is not signed. All of it must be found.
 *
 *   node test/receipts/main.ts --n 1000 --seed 1
 */
import { runHarness } from '../faults/harness.ts'
import { proveReceipts } from './prove-receipts.ts'

await runHarness({ n: 100, seed: 1 }, proveReceipts)
