/** What a person types and reads, section 7; the client's session is behind it. */
import type { CallNews, ClientLine, TerminalLine, TerminalSide } from '@parley/contract'
import {
  allVerbs,
  type CommandsSetting,
  type DialogSide,
  DialogTerminal,
  dialogPhrases,
  helpOn,
  type LoginRules,
  type Verb,
  verbsWithRooms,
} from '@parley/line-terminal'
import { GhostrClient } from '../client.ts'
import type { Reply } from '../frames.ts'
import type { Options } from '../options.ts'
import { object } from '../serializer.ts'
import { GhostrCommands } from './commands.ts'
import { judgeLogin } from './texts.ts'

/** How long the answer to `logout` is waited for, in milliseconds: a server may not give one. */
const GOODBYE = 1000

/** The same, where the pace is added. */
const LONGEST_GOODBYE = 5000

const LOGOUT = object({ action: 'logout' })

const login: LoginRules = {
  takesPassword: true,
  cannotSend: 'Error. Username and password are too long',
  isName: (name) => name !== '' && !/\s/.test(name),
  judge: judgeLogin,
}

export const terminal: TerminalSide<Reply, Options> = {
  help: helpOn(verbsWithRooms, {
    unblock: 'take them again, if blocked since the login',
    startprivate: 'open a chat to a user’s client, past the server',
  }),
  phrases: dialogPhrases(allVerbs, login),
  open: (line, options) => new DialogTerminal(line, new GhostrSide(line, options)),
}

class GhostrSide implements DialogSide<Reply> {
  readonly login = login
  readonly goodbye: number
  readonly #line: TerminalLine
  readonly #options: Options
  #commands: GhostrCommands | undefined

  constructor(line: TerminalLine, options: Options) {
    this.#line = line
    this.#options = options
    this.goodbye = Math.min(LONGEST_GOODBYE, GOODBYE + options.pace)
  }

  connect(line: ClientLine): GhostrClient {
    return new GhostrClient(line, this.#options)
  }

  commands(name: string, ask: CommandsSetting['ask']): GhostrCommands {
    const words = this.#options.strict ? allVerbs : verbsWithRooms
    const setting = { line: this.#line, words, name, ask }
    this.#commands = new GhostrCommands(setting, this.#options)
    return this.#commands
  }

  hangUp(): void {
    this.#line.write(LOGOUT)
  }

  take(reply: Reply): 'client' | 'timed-out' {
    if (reply.kind === 'timeout') return 'timed-out'
    if (reply.kind === 'sent') this.#commands?.counted(reply)
    return 'client'
  }

  called(news: CallNews): void {
    this.#commands?.called(news)
  }

  /** So that no two objects of a chat come in one segment (1.1). */
  paceOf(verb: Verb): number {
    return verb === 'private' ? this.#options.pace : 0
  }
}
