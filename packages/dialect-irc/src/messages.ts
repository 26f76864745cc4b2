/** PRIVMSG and NOTICE (4). */
import type { AnswerOf, ErrorCode, Form } from '@parley/contract'
import type { Connection } from './connection.ts'
import type { Message } from './frames.ts'
import { MOST_TARGETS } from './isupport.ts'
import { otherSpelling } from './lookup.ts'
import { directMessage, messageLines, publicMessage, type Told } from './message-frames.ts'
import { isChannel } from './names.ts'
import type { NumericName } from './numerics.ts'
import { refuse } from './replies.ts'
import { placeOf } from './rooms.ts'
import { word } from './serializer.ts'
import { ctcpOf, heardText } from './text.ts'

type Verb = 'PRIVMSG' | 'NOTICE'

interface Said {
  readonly verb: Verb
  readonly target: string
  readonly text: string
}

/** What is passed on of a text. */
interface Passed {
  readonly verb: Verb
  readonly target: string
  readonly text: string
  readonly form: { readonly form?: Form }
}

export class Messages {
  readonly #connection: Connection
  readonly #isOn: (channel: string) => boolean

  /** `isOn`: whether the user has joined a channel. */
  constructor(connection: Connection, isOn: (channel: string) => boolean) {
    this.#connection = connection
    this.#isOn = isOn
  }

  /** 4.1 to 4.3. */
  take({ command, params: [targets = '', text = ''] }: Message): void {
    const verb: Verb = command === 'NOTICE' ? 'NOTICE' : 'PRIVMSG'
    if (targets === '')
      return this.#fail(verb, 'ERR_NORECIPIENT', [], `No recipient given (${verb})`)
    if (text === '') return this.#fail(verb, 'ERR_NOTEXTTOSEND', [])
    const names = [...new Set(targets.split(',').filter((one) => one !== ''))]
    if (names.length > MOST_TARGETS) return this.#fail(verb, 'ERR_TOOMANYTARGETS', [word(targets)])
    this.#toEach(verb, names, text)
  }

  #toEach(verb: Verb, [target, ...others]: readonly string[], text: string): void {
    if (target === undefined) return
    this.say({ verb, target, text }, () => this.#toEach(verb, others, text))
  }

  /** Says one text to one target; `then`: it is answered. */
  say(said: Said, then: () => void = () => {}): void {
    const { verb, target } = said
    const passed = this.#passed(said)
    if (passed === undefined) {
      const name = isChannel(target) ? 'ERR_CANNOTSENDTOCHAN' : 'ERR_CANNOTSENDTOUSER'
      this.#fail(verb, name, [word(target)], 'CTCP other than ACTION is not carried')
      then()
    } else if (passed.text === '') {
      this.#fail(verb, 'ERR_NOTEXTTOSEND', [])
      then()
    } else if (isChannel(target)) this.#toChannel(passed, then)
    else this.#toUser(passed, then)
  }

  /** Undefined where the text is a CTCP other than ACTION (4.5). */
  #passed(said: Said): Passed | undefined {
    const { strict } = this.#connection.options
    const ctcp = ctcpOf(said.text)
    if (ctcp === undefined) {
      const form = said.verb === 'NOTICE' ? ({ form: 'notice' } as const) : {}
      return { ...said, text: heardText(said.text, strict), form }
    }
    if (ctcp.verb !== 'ACTION') return undefined
    return { ...said, text: heardText(ctcp.rest, strict), form: { form: 'action' } }
  }

  #toChannel({ verb, target, text, form }: Passed, then: () => void): void {
    if (!this.#isOn(target)) {
      this.#fail(verb, 'ERR_CANNOTSENDTOCHAN', [word(target)])
      return then()
    }
    this.#connection.ask({ kind: 'broadcast', text, ...placeOf(target), ...form }, (answer) => {
      if (answer.ok) this.#echo(publicMessage(answer.value.message))
      else this.#refuse(verb, target, answer.error)
      then()
    })
  }

  /** 4.2: a nickname in another case is the same one, so it is looked up where it is not found. */
  #toUser(passed: Passed, then: () => void): void {
    const { verb, target, text, form } = passed
    this.#connection.ask({ kind: 'send', to: target, text, ...form }, (answer) => {
      const end = (last: AnswerOf<'send'>) => this.#sent(verb, target, last, then)
      if (answer.ok || answer.error !== 'user-offline') return end(answer)
      otherSpelling(this.#connection, target, (to) => {
        if (to === undefined) return end(answer)
        this.#connection.ask({ kind: 'send', to, text, ...form }, end)
      })
    })
  }

  #sent(verb: Verb, target: string, answer: AnswerOf<'send'>, then: () => void): void {
    if (!answer.ok) {
      this.#refuse(verb, target, answer.error)
      return then()
    }
    this.#echo(directMessage(answer.value))
    if (verb === 'NOTICE') return then()
    this.#tellAway(answer.value.to, then)
  }

  /** 4.7. */
  #tellAway(name: string, then: () => void): void {
    const connection = this.#connection
    connection.ask({ kind: 'whois', name }, (answer) => {
      const away = answer.ok ? answer.value.present.away : undefined
      if (away !== undefined) connection.reply('RPL_AWAY', [name], away)
      then()
    })
  }

  /** 4.6. */
  #echo(told: Told): void {
    const connection = this.#connection
    if (!connection.has('echo-message')) return
    connection.sayAll(messageLines(told, connection.options, connection.form))
  }

  /** 4.3: nothing answers a NOTICE. */
  #refuse(verb: Verb, target: string, error: ErrorCode): void {
    if (verb === 'NOTICE') return
    const isHidden = error === 'blocked-by-user' && this.#connection.options.blocked === '401'
    const about = { command: verb, nick: target, channel: target }
    refuse(this.#connection, isHidden ? 'unknown-user' : error, about)
  }

  #fail(verb: Verb, name: NumericName, params: readonly string[], text?: string): void {
    if (verb === 'PRIVMSG') this.#connection.reply(name, params, text)
  }
}
