import type { RetryPolicy } from '../plan/plan.ts'

/**
 * Milliseconds before the attempt after `attempt`. Full jitter (Brooker, "Exponential Backoff And Jitter"): retries of
 * a shared outage must not arrive together. `jitter` is uniform in [0, 1).
 */
export function backoffMs(attempt: number, policy: RetryPolicy, jitter: number): number {
  const ceiling = policy.initialIntervalMs * policy.backoffCoefficient ** (attempt - 1)
  return Math.floor(jitter * Math.min(ceiling, policy.maximumIntervalMs))
}
