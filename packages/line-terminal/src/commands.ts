import {
  type CommandKind,
  type CommandOf,
  isName,
  type Report,
  type TerminalLine,
} from '@parley/contract'
import { aboutWhom, doneInRoom, roomCommand } from './room-commands.ts'
import { onOneLine, texts } from './texts.ts'
import { readTyped, type Typed, type Verb, type Words } from './verbs.ts'

/** What a user asks of the server. */
export type Said = CommandOf<
  | ('send' | 'broadcast' | 'list' | 'listSince' | 'block' | 'unblock' | 'findPeer')
  | ('joinRoom' | 'leaveRoom' | 'rooms' | 'kick' | 'ban' | 'unban' | 'bans' | 'mute' | 'unmute')
>

export type Done = Extract<Report, { kind: 'done' }>

/** What was asked, and about whom, or about which room; no name: about nobody. */
export interface Asked {
  readonly kind: Said['kind']
  readonly verb: Verb
  readonly name: string
}

/** Of somebody who has logged in. */
export interface CommandsSetting {
  readonly line: TerminalLine
  readonly words: Words
  /** Who is logged in, as a list of names has it. */
  readonly name: string
  /** False: it cannot be said. */
  ask(command: Said): boolean
}

/** What a user who is logged in types, and what comes of it. A dialect overrides what it has otherwise. */
export class Commands {
  protected readonly line: TerminalLine
  protected readonly name: string
  /** What has no answer yet, in the order of the answers. */
  protected readonly asked: Asked[] = []
  /** Shown for what cannot be said. */
  protected readonly unsayable: string = texts.tooLong
  readonly #words: Words
  readonly #ask: (command: Said) => boolean

  constructor({ line, words, name, ask }: CommandsSetting) {
    this.line = line
    this.name = name
    this.#words = words
    this.#ask = ask
  }

  /** Whether the next line has to wait, for an answer or only for a call to another client. */
  get outstanding(): 'nothing' | 'answer' | 'call' {
    return this.asked.length > 0 ? 'answer' : 'nothing'
  }

  /** What has no answer yet is not waited for any more; gives how many requests that were. */
  forget(): number {
    return this.asked.splice(0).length
  }

  /** Calls that have not come about are not waited for any more. */
  giveUpCalls(): void {}

  /** `logout` is for the caller to do. */
  typed(line: string): Verb | undefined {
    const typed = readTyped(line, this.#words)
    if (typed === undefined) this.trouble(texts.invalid)
    else this.run(typed)
    return typed?.verb
  }

  done(report: Done): void {
    const asked = this.answered(report.command)
    if (asked !== undefined) this.succeeded(asked, report)
  }

  refused({ command, text }: Extract<Report, { kind: 'refused' }>): void {
    this.trouble(this.refusalText(this.answered(command), text))
  }

  protected run(typed: Typed): void {
    const { verb, name, text } = typed
    switch (verb) {
      case 'message':
        return this.say(verb, name, { kind: 'send', to: name, text })
      case 'broadcast':
        return this.say(verb, '', { kind: 'broadcast', text })
      case 'whoelse':
        return this.say(verb, '', { kind: 'list' })
      case 'whoelsesince': {
        const since = this.line.now - Number(name) * 1000
        return this.say(verb, '', { kind: 'listSince', since })
      }
      case 'block':
      case 'unblock':
        return this.say(verb, name, { kind: verb, name })
      case 'startprivate':
        return this.say(verb, name, { kind: 'findPeer', name })
      case 'private':
      case 'stopprivate':
      case 'logout':
        return
      default: {
        const command = roomCommand(typed)
        if (command !== undefined) this.say(verb, aboutWhom(typed), command)
      }
    }
  }

  /** What cannot be said is about nobody, or does not fit. */
  protected say(verb: Verb, name: string, command: Said): void {
    this.asked.push({ kind: command.kind, verb, name })
    if (this.#ask(command)) return
    this.asked.pop()
    const isNobody = name !== '' && !isName(name) && !name.startsWith('#')
    this.trouble(isNobody ? texts.unknownUser : this.unsayable)
  }

  /** What a report is about; undefined where it is about nothing that was typed. */
  protected answered(kind: CommandKind | undefined): Asked | undefined {
    return this.asked[0]?.kind === kind ? this.asked.shift() : undefined
  }

  protected succeeded({ verb, name }: Asked, { names = [] }: Done): void {
    switch (verb) {
      case 'whoelse':
        return this.#list(texts.online, names)
      case 'whoelsesince':
        return this.#list(texts.onlineSince, names)
      case 'block':
      case 'unblock':
        return this.line.show(`${name} is ${verb}ed`, 'aside')
      case 'rooms':
        return this.#list(texts.rooms, names)
      case 'members':
        return this.#list(`In ${onOneLine(name)}:`, names, 'all')
      case 'bans':
        return this.#list(texts.bans, names, 'all')
      default: {
        const words = doneInRoom(verb, onOneLine(name))
        if (words !== undefined) this.line.show(words, 'aside')
      }
    }
  }

  /** The server's words, where a dialect knows no better. */
  protected refusalText(_asked: Asked | undefined, words: string): string {
    return `Error. ${onOneLine(words)}`
  }

  protected trouble(text: string): void {
    this.line.show(text, 'trouble')
  }

  /** Without oneself, whom a client puts first. */
  #list(head: string, names: readonly string[], which: 'others' | 'all' = 'others'): void {
    const others = which === 'all' ? names : names.filter((name) => name !== this.name)
    this.line.show([head, ...others.map(onOneLine)].join('\n'))
  }
}
