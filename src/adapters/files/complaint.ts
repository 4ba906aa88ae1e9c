import type { UnusableArtifact } from '../../engine/ports.ts'

/** Why a file can not be used, and what would mend it. */
export type Complaint = Omit<UnusableArtifact, 'file'>
