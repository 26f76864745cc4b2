import type { Line, Splitter } from '@parley/contract'
import { BoundlessSplitter, ChunkSplitter } from './splitters.ts'
import { type Faulty, type Toy, type ToyItem, ToySession, toy } from './toy.ts'
import { ToyCall } from './toy-call.ts'

function answered(Call: typeof ToyCall): Toy {
  return { ...toy, calls: { transport: 'tcp', answer: (line) => new Call(line) } }
}

export const calls: readonly Faulty[] = [
  {
    fault: 'says in a call what is not clean',
    dialect: answered(
      class extends ToyCall {
        override said(text: string): void {
          this.line.say(text, '')
        }
      },
    ),
    caughtBy: 'calls',
    finding: /said in a call what is not clean/,
  },
  {
    fault: 'goes on after the end of a call',
    dialect: answered(
      class extends ToyCall {
        override close(): void {
          super.close()
          this.line.say('bye', '')
        }
      },
    ),
    caughtBy: 'calls',
    finding: /say after the end of a call/,
  },
  {
    fault: 'takes any name for a file’s',
    dialect: answered(
      class extends ToyCall {
        override said(name: string): void {
          this.line.file(name, '')
        }
      },
    ),
    caughtBy: 'calls',
    finding: /a file is to be called ""/,
  },
  {
    fault: 'ends a file that has not begun',
    dialect: answered(
      class extends ToyCall {
        override end(): void {
          this.line.fileEnd()
        }
      },
    ),
    caughtBy: 'calls',
    finding: /the end of no file/,
  },
  {
    fault: 'takes a chunk of a call for a frame',
    dialect: answered(
      class extends ToyCall {
        override split(): Splitter<ToyItem> {
          return new ChunkSplitter()
        }
      },
    ),
    caughtBy: 'calls',
    finding: /a call that says .*, byte by byte: expected/,
  },
  {
    fault: 'keeps a call’s line without end',
    dialect: answered(
      class extends ToyCall {
        override split(): Splitter<ToyItem> {
          return new BoundlessSplitter()
        }
      },
    ),
    caughtBy: 'calls',
    finding: /one letter without end in a call: 1[56] MiB are kept of 16$/,
  },
  {
    fault: 'calls users at its own address',
    dialect: {
      ...toy,
      serve: (line: Line, options) =>
        new (class extends ToySession {
          override place(_address: string, port: number | undefined): void {
            super.place(line.address, port)
          }
        })(line, options),
    },
    caughtBy: 'finds where to call',
    finding: /where to call bob, .*expected .*"10\.0\.0\.2","port":41001.*, came .*"127\.0\.0\.1"/,
  },
]
