import type {
  AnswerOf,
  CloseReason,
  CommandKind,
  CommandOf,
  Line,
  Peer,
  TerminalLine,
  Tone,
} from '@parley/contract'

/** A line that passes everything on to another one; what is wrong overrides a method. */
export class LineBehind implements Line {
  protected readonly line: Line

  constructor(line: Line) {
    this.line = line
  }

  get peer(): Peer {
    return this.line.peer
  }

  get address(): string {
    return this.line.address
  }

  get now(): number {
    return this.line.now
  }

  write(frame: Uint8Array | string): void {
    this.line.write(frame)
  }

  ask<Kind extends CommandKind>(
    command: CommandOf<Kind>,
    then: (answer: AnswerOf<Kind>) => void,
  ): void {
    this.line.ask(command, then)
  }

  standIn(names: readonly string[], then: (ports: readonly (number | undefined)[]) => void): void {
    this.line.standIn(names, then)
  }

  close(reason: CloseReason): void {
    this.line.close(reason)
  }

  wakeAt(time: number): void {
    this.line.wakeAt(time)
  }
}

/** The same for what a terminal sees. */
export class TerminalLineBehind implements TerminalLine {
  protected readonly line: TerminalLine

  constructor(line: TerminalLine) {
    this.line = line
  }

  get now(): number {
    return this.line.now
  }

  get port(): number | undefined {
    return this.line.port
  }

  show(text: string, tone?: Tone): void {
    this.line.show(text, tone)
  }

  prompt(words: string, mode?: 'always' | 'secret'): void {
    this.line.prompt(words, mode)
  }

  write(frame: Uint8Array | string): void {
    this.line.write(frame)
  }

  close(): void {
    this.line.close()
  }

  reconnect(): void {
    this.line.reconnect()
  }

  end(status: 0 | 1): void {
    this.line.end(status)
  }

  wakeAt(time: number): void {
    this.line.wakeAt(time)
  }

  call(name: string, place: Peer): void {
    this.line.call(name, place)
  }

  speak(name: string, from: string, text: string): boolean {
    return this.line.speak(name, from, text)
  }

  hangUp(name: string): boolean {
    return this.line.hangUp(name)
  }

  sendFile(to: string, place: Peer, from: string, file: string): void {
    this.line.sendFile(to, place, from, file)
  }
}
