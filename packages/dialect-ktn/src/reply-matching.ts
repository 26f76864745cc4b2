import { informs } from './replies.ts'

/** What a client asks and waits for. */
export type AskedKind = keyof typeof informed

/** 3.1, 3.5. */
export const presence = /^(\S+) has logged (in|out)$/

/** Whether an `info` can be the answer. Servers word most answers as they like. */
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

/** What some servers answer with nothing: an answer to something later ends the wait. */
export const maybeSilent: ReadonlySet<AskedKind> = new Set(['broadcast', 'history', 'logout'])
