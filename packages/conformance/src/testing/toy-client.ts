import { Buffer } from 'node:buffer'
import type {
  ClientLine,
  ClientSession,
  Command,
  CommandKind,
  CommandOf,
  Report,
} from '@parley/contract'
import type { LineFault } from '@parley/framing'

const MOST_UNANSWERED = 1000

export function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r')
}

export function unescaped(text: string): string {
  return text.replace(/\\(.)/gsu, (_, letter: string) => {
    return letter === 'n' ? '\n' : letter === 'r' ? '\r' : letter
  })
}

/** The client’s side of the toy. Every step is a method, so that a test can get one of them wrong. */
export class ToyClient implements ClientSession<string | LineFault> {
  readonly line: ClientLine
  readonly strict: boolean
  readonly room: number
  readonly unanswered: CommandKind[] = []

  constructor(line: ClientLine, strict: boolean, room: number) {
    this.line = line
    this.strict = strict
    this.room = room
  }

  begin(): void {}

  wake(): void {}

  ask(command: Command): boolean {
    switch (command.kind) {
      case 'login':
        return !/\s/.test(command.name) && this.say('login', `IN ${command.name}\n`)
      case 'logout':
        return this.say('logout', 'OUT\n')
      case 'send':
        return /^\S+$/.test(command.to) && this.speak(command, `TO ${command.to} `)
      case 'broadcast':
        return !this.strict && this.speak(command, 'ALL ')
      case 'list':
        return this.say('list', 'WHO\n')
      case 'findPeer':
        return !/\s/.test(command.name) && this.say('findPeer', `CALL ${command.name}\n`)
      default:
        return false
    }
  }

  speak(command: CommandOf<'send' | 'broadcast'>, head: string): boolean {
    const text = this.written(command.text)
    return Buffer.byteLength(text) <= this.room && this.say(command.kind, `${head}${text}\n`)
  }

  written(text: string): string {
    return escaped(text)
  }

  read(text: string): string {
    return unescaped(text)
  }

  say(kind: CommandKind, frame: string): boolean {
    if (this.unanswered.length >= MOST_UNANSWERED) return false
    this.unanswered.push(kind)
    this.line.write(frame)
    return true
  }

  take(item: string | LineFault): void {
    const line = typeof item === 'string' ? item : ''
    const [verb = '', from = ''] = line.split(' ', 2)
    const text = line.slice(verb.length + 1)
    if (line === 'HI') this.report({ kind: 'ready' })
    else if (verb === 'OK') this.done(text)
    else if (verb === 'NO') this.report({ kind: 'refused', command: this.next(), text })
    else if (verb === 'NOTE') this.report({ kind: 'notice', text: this.read(text) })
    else if (verb === 'MSG' || verb === 'PUB') {
      const to = verb === 'MSG' ? 'me' : 'everyone'
      this.report({ kind: 'heard', from, text: this.read(text.slice(from.length + 1)), to })
    } else if (line.startsWith('+') || line.startsWith('-')) {
      this.report({ kind: 'presence', name: line.slice(1), online: line.startsWith('+') })
    } else this.nonsense(line)
  }

  nonsense(text: string): void {
    this.report({ kind: 'nonsense', text })
  }

  next(): CommandKind | undefined {
    return this.unanswered.shift()
  }

  done(text: string): void {
    const command = this.next()
    if (command === undefined) return this.nonsense(text)
    if (command === 'findPeer') return this.found(text)
    this.report({ kind: 'done', command, ...(command === 'list' && { names: text.split(' ') }) })
  }

  found(text: string): void {
    const [address = '', port] = text.split(' ')
    this.report({ kind: 'done', command: 'findPeer', place: { address, port: Number(port) } })
  }

  report(report: Report): void {
    this.line.report(report)
  }
}
