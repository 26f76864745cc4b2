import type { Checking, Fault } from '@parley/contract'
import type { CheckJob, Side } from '@parley/kit'

/** Which checks find a fault: those of every run if any does, or those that a flag adds. */
export function scopeOf(fault: Fault, checking: Checking, side: Side): CheckJob['scope'] {
  const scopes = checking[side]
    .filter(({ rule }) => fault.breaks.includes(rule))
    .map(({ scope }) => scope)
  if (scopes.includes(undefined) && fault.scope === undefined) return 'core'
  return scopes.includes('extension') ? 'extended' : 'original'
}

/** The settings of a check that make it look for that. */
export const scopeFlags = { core: '', original: '--strict', extended: '--extensions' } as const
