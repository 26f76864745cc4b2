import type { Dialect, Fault } from '@parley/contract'
import { clientWrites, mangled, serverReads, serverWrites } from '@parley/faulty'
import type { Reply, Request } from './frames.ts'
import type { Options } from './options.ts'

type Wrong = Fault<Dialect<Request, Reply, Options>>

export const serverFaults: readonly Wrong[] = [
  {
    name: 'no-line-end',
    what: 'forgets the line end',
    breaks: ['vu-1.1', 'vu-2.1a'],
    apply: (dialect) => serverWrites(dialect, (frame) => [String(frame).replace(/\n$/, '')]),
  },
  {
    name: 'one-line-a-read',
    what: 'takes one read for one message',
    breaks: ['vu-1.2c', 'vu-1.2d'],
    apply: (dialect) =>
      serverReads(dialect, (splitter) =>
        mangled(splitter, (chunk) => [
          new TextEncoder().encode(`${new TextDecoder().decode(chunk).split('\n')[0]}\n`),
        ]),
      ),
  },
]

export const clientFaults: readonly Wrong[] = [
  {
    name: 'crlf',
    what: 'ends lines with CRLF',
    breaks: ['vu-1.1', 'vu-2.1'],
    apply: (dialect) => clientWrites(dialect, (frame) => [String(frame).replace('\n', '\r\n')]),
  },
]
