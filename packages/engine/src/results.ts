import type { Answer, ErrorCode, Refusal } from '@parley/contract'

const refusals = new Map<ErrorCode, Refusal>()

export function refused(error: ErrorCode): Refusal {
  const known = refusals.get(error) ?? { ok: false, error }
  refusals.set(error, known)
  return known
}

export function granted<Value>(value: Value): Answer<Value> {
  return { ok: true, value }
}
