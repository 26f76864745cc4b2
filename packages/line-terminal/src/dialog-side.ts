import type { CallNews, ClientLine, ClientSession } from '@parley/contract'
import type { Commands, Said } from './commands.ts'
import type { LoginRules } from './login-dialog.ts'
import type { Verb } from './verbs.ts'

/** A dialect's client, which can also forget what it has asked. */
export interface DialogClient<Reply> extends ClientSession<Reply> {
  forget?(): void
}

/** What is a dialect's own in such a terminal. */
export interface DialogSide<Reply> {
  readonly login: LoginRules
  /** How long the answer to a logout is waited for, in milliseconds. */
  readonly goodbye: number
  connect(line: ClientLine): DialogClient<Reply>
  /** What the user called `name` types from now on. `ask` is false where it cannot be said. */
  commands(name: string, ask: (command: Said) => boolean): Commands
  /** Says goodbye without waiting for an answer, whatever else has none. */
  hangUp(name: string, client: ClientSession<Reply>): void
  /** What a reply is for, if this shows it or the server ends the connection by it. */
  take?(reply: Reply): 'client' | 'shown' | 'timed-out'
  called?(news: CallNews): void
  /** The least time in milliseconds between a verb and the next line. */
  paceOf?(verb: Verb): number
}
