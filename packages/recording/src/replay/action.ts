import type { ComparisonSettings } from './expectations.ts'
import type { OpenStep, SayStep } from './script.ts'

/**
 * How fast the played side goes on: when it has heard what it had, no earlier than it did besides, or at
 * once, without hearing anything.
 */
export type Pace = 'lockstep' | 'original' | 'max'

export interface PlayerSettings extends Pick<ComparisonSettings, 'slots' | 'isExact'> {
  readonly pace: Pace
  /** For a frame, in milliseconds beyond the time that it took in the recording. */
  readonly timeout: number
  /** Whether what comes is taken instead of what was recorded, and not compared. */
  readonly isTaking: boolean
}

/** What whoever runs a player has to do next. */
export type Action =
  | { readonly kind: 'open'; readonly step: OpenStep }
  /** `bytes`: with what is now in the place of what was recorded. */
  | { readonly kind: 'say'; readonly step: SayStep; readonly bytes: Uint8Array }
  | { readonly kind: 'leave'; readonly connection: number; readonly how: 'end' | 'reset' }
  /** `until`: when to ask again though nothing has happened; undefined: only when something has. */
  | { readonly kind: 'wait'; readonly until: number | undefined }
  | { readonly kind: 'done' }
