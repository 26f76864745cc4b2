import { TerminalLineBehind, terminalLine } from '@parley/faulty'
import type { VuFault } from './mutations.ts'

class OtherStatus extends TerminalLineBehind {
  override end(): void {
    this.line.end(1)
  }
}

class Goodbye extends TerminalLineBehind {
  override end(status: 0 | 1): void {
    this.line.write('BYE\n')
    this.line.end(status)
  }
}

export const clientLifecycleFaults: readonly VuFault[] = [
  {
    name: 'status-1',
    what: 'ends with status 1 if the server is full',
    breaks: ['vu-4.5b'],
    apply: terminalLine((line) => new OtherStatus(line)),
  },
  {
    name: 'goodbye',
    what: 'says goodbye',
    breaks: ['vu-4.6h'],
    apply: terminalLine((line) => new Goodbye(line)),
  },
]
