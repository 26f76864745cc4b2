/** What a person types and reads, section 7; the client's session is behind it. */
import {
  type ClientLine,
  canonicalName,
  isName,
  type TerminalLine,
  type TerminalSide,
} from '@parley/contract'
import {
  allVerbs,
  type CommandsSetting,
  type DialogSide,
  DialogTerminal,
  dialogPhrases,
  helpOn,
  type LoginRefusal,
  type LoginRules,
  said,
  texts,
  verbsWithRooms,
} from '@parley/line-terminal'
import { GhostrTextClient } from '../client.ts'
import type { Reply } from '../frames.ts'
import type { Options } from '../options.ts'
import { request, SERVER } from '../serializer.ts'
import { GhostrTextCommands } from './commands.ts'
import { refusalText, triesLeft } from './texts.ts'

/** How long the answer to `logout` is waited for, in milliseconds; the client gives up sooner. */
const GOODBYE = 2000

export const terminal: TerminalSide<Reply, Options> = {
  help: helpOn(verbsWithRooms),
  phrases: dialogPhrases(allVerbs, { takesPassword: true }),
  open: (line, options) => new DialogTerminal(line, new GhostrTextSide(line, options)),
}

class GhostrTextLogin implements LoginRules {
  readonly takesPassword = true
  readonly cannotSend = 'Error. That password cannot be sent'
  /** How many tries the last refusal of a password has left. */
  #left = ''

  isName(name: string): boolean {
    return isName(name)
  }

  judge(words: string, name: string): LoginRefusal {
    const left = triesLeft(words)
    if (left !== undefined) return this.#wrongPassword(left)
    const text = words === '' ? 'Error. The login was refused' : refusalText(words, name)
    return { kind: text === texts.stillLocked ? 'final' : 'name', text }
  }

  /** Where none is left: of whom one was left before, the account is blocked from now on. */
  #wrongPassword(left: string): LoginRefusal {
    if (left === '0') {
      return { kind: 'final', text: this.#left === '1' ? texts.nowLocked : texts.stillLocked }
    }
    this.#left = left
    return { kind: 'password' }
  }
}

class GhostrTextSide implements DialogSide<Reply> {
  readonly login = new GhostrTextLogin()
  readonly goodbye = GOODBYE
  readonly #line: TerminalLine
  readonly #options: Options

  constructor(line: TerminalLine, options: Options) {
    this.#line = line
    this.#options = options
  }

  connect(line: ClientLine): GhostrTextClient {
    return new GhostrTextClient(line, this.#options)
  }

  commands(name: string, ask: CommandsSetting['ask']): GhostrTextCommands {
    const words = this.#options.strict ? allVerbs : verbsWithRooms
    const setting = { line: this.#line, words, ask }
    return new GhostrTextCommands({ ...setting, name: canonicalName(name) })
  }

  hangUp(name: string): void {
    const frame = request(this.#options, [], 'LOGOUT', name)
    if (frame !== undefined) this.#line.write(frame)
  }

  take(reply: Reply): 'client' | 'shown' | 'timed-out' {
    if (reply.kind === 'TIMEOUT') return 'timed-out'
    if (reply.kind === 'PRIVMSG' && reply.from !== SERVER) {
      this.#line.show(said(`${reply.from} (private):`, reply.text), 'said')
      return 'shown'
    }
    if (reply.kind !== 'PRIVSTOP') return 'client'
    this.#line.show(texts.stopped, 'aside')
    return 'shown'
  }
}
