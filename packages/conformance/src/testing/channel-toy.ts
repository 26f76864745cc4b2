import type { Answer, ClientLine, Command, CommandKind, Event } from '@parley/contract'
import type { LineFault } from '@parley/framing'
import { ROOM, type Toy, type ToyItem, ToySession, toy } from './toy.ts'
import { ToyClient, unescaped } from './toy-client.ts'

/** After so long without a refusal a message counts as sent, in milliseconds. */
const SILENCE = 250

/**
 * A login has three acts, `"NICK " name LF`, `"USER" LF` and, once that is answered, `"JOIN" LF`, which
 * is answered with the names. A message is acknowledged by nothing, and refused by `"NO " command " " code LF`.
 */
class ChannelSession extends ToySession {
  #nick = ''
  #hasJoined = false

  override take(item: ToyItem): void {
    const [verb = '', name = ''] = typeof item === 'string' ? item.split(' ', 2) : []
    if (verb === 'NICK') this.#nick = name
    else if (item === 'USER' && !this.loggedIn) this.login(this.#nick)
    else if (item === 'JOIN' && this.loggedIn) this.#join()
    else if (verb === 'IN' || verb === 'USER' || (this.loggedIn && !this.#hasJoined)) {
      this.line.write('NO join\n')
    } else super.take(item)
  }

  override hear(event: Event): void {
    if (this.#hasJoined) super.hear(event)
  }

  override send(to: string, text: string): void {
    const said = this.cleaned(unescaped(text), this.options.strict)
    this.line.ask({ kind: 'send', to, text: said }, (answer) => this.#refused('send', answer))
  }

  override broadcast(text: string): void {
    const said = this.cleaned(unescaped(text), false)
    this.line.ask({ kind: 'broadcast', text: said }, (answer) => {
      this.#refused('broadcast', answer)
    })
  }

  #refused(command: CommandKind, answer: Answer<unknown>): void {
    if (!answer.ok) this.line.write(`NO ${command} ${answer.error}\n`)
  }

  #join(): void {
    this.#hasJoined = true
    this.list()
  }
}

/** Takes a message for sent once a later command is answered, or nothing comes for a while. */
class ChannelClient extends ToyClient {
  #isJoining = false

  override ask(command: Command): boolean {
    if (command.kind !== 'login') return super.ask(command)
    if (/\s/.test(command.name)) return false
    this.#isJoining = false
    this.line.write(`NICK ${command.name}\n`)
    return this.say('login', 'USER\n')
  }

  override say(kind: CommandKind, frame: string): boolean {
    const isSaid = super.say(kind, frame)
    this.#waitForSilence()
    return isSaid
  }

  override take(item: string | LineFault): void {
    const [verb, kind] = typeof item === 'string' ? item.split(' ', 2) : []
    if (verb === 'NO') this.#finishUntil((one) => one === kind || !isSilent(one))
    super.take(item)
    this.#waitForSilence()
  }

  override done(text: string): void {
    this.#finishUntil((kind) => !isSilent(kind))
    if (this.unanswered[0] !== 'login' || this.#isJoining) return super.done(text)
    this.#isJoining = true
    this.line.write('JOIN\n')
  }

  override wake(): void {
    this.#finishUntil((kind) => !isSilent(kind))
  }

  #finishUntil(isMeant: (kind: CommandKind) => boolean): void {
    for (
      let [kind] = this.unanswered;
      kind !== undefined && !isMeant(kind);
      [kind] = this.unanswered
    ) {
      this.unanswered.shift()
      this.report({ kind: 'done', command: kind })
    }
  }

  #waitForSilence(): void {
    const [kind] = this.unanswered
    if (kind !== undefined && isSilent(kind)) this.line.wakeAt(this.line.now + SILENCE)
  }
}

function isSilent(kind: CommandKind): boolean {
  return kind === 'send' || kind === 'broadcast'
}

/** A toy whose login is several acts, and whose messages are acknowledged by nothing. */
export const channelToy: Toy = {
  ...toy,
  serve: (line, options) => new ChannelSession(line, options),
  client: {
    ...toy.client,
    open: (line: ClientLine, { strict, maxLine }) =>
      new ChannelClient(line, strict, maxLine - ROOM),
  },
}
