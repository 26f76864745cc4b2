import type { ClientSide, Phrases, TerminalSide } from '@parley/contract'
import { Commands } from './commands.ts'
import { DialogTerminal } from './dialog-terminal.ts'
import type { LoginRules } from './login-dialog.ts'
import { onOneLine, said, texts } from './texts.ts'
import { helpOn, type Words } from './verbs.ts'

/** How long the answer to a logout is waited for, in milliseconds: a server may not give any. */
const GOODBYE = 1000

/** What a terminal made by `lineTerminal` may have otherwise. */
export interface LineTerminalSettings {
  /** Whether a login needs a password. */
  readonly takesPassword?: boolean
  /** Whether an empty password is none, and no reason to ask for the name again. */
  readonly passwordIsOptional?: boolean
  /** What is typed for each verb; a verb without a word is not there. */
  readonly words?: Words
}

const usualWords: Words = {
  message: 'message',
  broadcast: 'broadcast',
  whoelse: 'whoelse',
  logout: 'logout',
}

/**
 * A terminal for any dialect that has a client: it asks for a name, then takes commands of one line.
 *
 * @example
 * terminal: lineTerminal(client)
 * terminal: lineTerminal(client, { words: { message: 'tell', broadcast: 'say', whoelse: 'who' } })
 */
export function lineTerminal<Reply, Options>(
  client: ClientSide<Reply, Options>,
  {
    takesPassword = false,
    passwordIsOptional = false,
    words = usualWords,
  }: LineTerminalSettings = {},
): TerminalSide<Reply, Options> {
  const login: LoginRules = {
    takesPassword,
    passwordIsOptional,
    cannotSend: texts.noName,
    isName: (name) => name !== '' && !/\s/.test(name),
    judge: (text) => ({ kind: 'name', text: `Error. ${onOneLine(text)}` }),
  }
  return {
    help: helpOn(words),
    phrases: dialogPhrases(words, login),
    open: (line, options) =>
      new DialogTerminal(line, {
        login,
        goodbye: GOODBYE,
        connect: (clientLine) => client.open(clientLine, options),
        commands: (name, ask) => new PlainCommands({ line, words, name, ask }),
        hangUp: (_name, session) => void session.ask({ kind: 'logout' }),
      }),
  }
}

class PlainCommands extends Commands {
  protected override readonly unsayable = 'Error. That cannot be said here'
}

/** How a terminal with a login dialog is driven. */
export function dialogPhrases(
  words: Words,
  { takesPassword }: Pick<LoginRules, 'takesPassword'>,
): Phrases {
  return {
    login: (name, password) => (takesPassword ? [name, password] : [name]),
    welcome: () => texts.loggedIn,
    send: (to, text) => [`${words.message} ${to} ${text}`],
    ...(words.broadcast === undefined
      ? {}
      : { broadcast: (text: string) => [`${words.broadcast} ${text}`] }),
    list: [words.whoelse ?? ''],
    leave: [words.logout ?? ''],
    heard: (from, text) => said(`${from} :`, text),
  }
}
