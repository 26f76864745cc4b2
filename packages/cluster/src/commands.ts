import type { CommandKind } from '@parley/contract'

/**
 * The commands that change nothing: each gateway answers them by itself, from what it has applied so
 * far. All others go through the log. A command that is not named here is taken for one that changes
 * something, which is right for both kinds, only slower for this one.
 */
const reads: ReadonlySet<string> = new Set([
  'enquire',
  'list',
  'listSince',
  'history',
  'historySince',
  'findPeer',
  'rooms',
  'topic',
  'whois',
  'bans',
  'moderators',
])

export function changesState(kind: CommandKind): boolean {
  return !reads.has(kind)
}
