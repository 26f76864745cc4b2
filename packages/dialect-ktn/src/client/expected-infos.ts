import { informs } from '../replies.ts'

/** A command that a client waits for. */
export type AskedKind = keyof typeof informed

/** 3.1, 3.5. */
export const presence = /^(\S+) has logged (in|out)$/

/** Whether an `info` can be the reply. Servers word most replies as they like. */
export const informed = {
  login: () => true,
  logout: () => true,
  send: (text) => text.startsWith(informs.sent),
  broadcast: () => false,
  list: () => true,
  help: () => true,
  history: (text) => text === informs.noHistory,
  block: (text) => text.startsWith(informs.blocked),
  unblock: (text) => text.startsWith(informs.unblocked),
} as const satisfies Readonly<Record<string, (text: string) => boolean>>

/** Commands that some servers do not answer: a reply to a later one ends the wait. */
export const maybeSilent: ReadonlySet<AskedKind> = new Set(['broadcast', 'history', 'logout'])
