import { type CallLine, type CallSession, NEED_MORE, type Splitter } from '@parley/contract'
import { cleanText, type LineFault, LineSplitter } from '@parley/framing'

/** The most bytes of a line. */
const MOST = 4096

/** A call between clients of the toy: each line is said. Every step is a method. */
export class ToyCall implements CallSession {
  readonly line: CallLine
  readonly splitter = this.split()
  state: 'open' | 'closed' = 'open'

  constructor(line: CallLine) {
    this.line = line
  }

  split(): Splitter<string | LineFault> {
    return new LineSplitter()
  }

  take(bytes: Uint8Array): void {
    this.splitter.push(bytes)
    while (this.state === 'open') {
      const item = this.splitter.next(MOST)
      if (item === NEED_MORE) return
      if (typeof item === 'string') this.said(item)
      else this.close()
    }
  }

  end(): void {
    this.state = 'closed'
  }

  wake(): void {}

  said(text: string): void {
    this.line.say(cleanText(text), '')
  }

  close(): void {
    this.state = 'closed'
    this.line.close()
  }
}
