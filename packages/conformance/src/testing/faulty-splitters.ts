import type { Splitter } from '@parley/contract'
import {
  BorrowingSplitter,
  BoundlessSplitter,
  ChunkSplitter,
  DecodingSplitter,
  ForgetfulSplitter,
  HastySplitter,
  HoardingSplitter,
  StuckSplitter,
} from './splitters.ts'
import { type Faulty, type Toy, type ToyItem, toy } from './toy.ts'

function split(splitter: () => Splitter<ToyItem>): Toy {
  return { ...toy, splitter }
}

function clientSplit(splitter: () => Splitter<ToyItem>): Toy {
  return { ...toy, client: { ...toy.client, splitter } }
}

export const splitters: readonly Faulty[] = [
  {
    fault: 'takes a chunk for a frame',
    dialect: split(() => new ChunkSplitter()),
    caughtBy: 'transcript talk.txt',
    finding: /^byte by byte: line 4: expected ask .* came S NO /,
  },
  {
    fault: 'decodes each chunk by itself',
    dialect: split(() => new DecodingSplitter()),
    caughtBy: 'transcript talk.txt',
    finding: /^byte by byte: line \d+: expected ask .*grüße/,
  },
  {
    fault: 'decodes each byte by itself',
    dialect: split(() => new DecodingSplitter()),
    caughtBy: 'said byte by byte',
    finding: /"one\\u0085two.* said to one: expected/,
  },
  {
    fault: 'keeps the chunk that is its caller’s',
    dialect: split(() => new BorrowingSplitter()),
    caughtBy: 'transcript talk.txt',
    finding: /^byte by byte: line 4: expected ask/,
  },
  {
    fault: 'takes half a line for a line',
    dialect: split(() => new HastySplitter()),
    caughtBy: 'leaves half frames',
    finding: /carried out before its end: IN alic$/,
  },
  {
    fault: 'knows no bound',
    dialect: split(() => new BoundlessSplitter()),
    caughtBy: 'notices oversize',
    finding: /5096 bytes of one frame pass a bound of 4096$/,
  },
  {
    fault: 'carries out what is over the bound',
    dialect: split(() => new BoundlessSplitter()),
    caughtBy: 'reads on after oversize',
    finding: /expected \["list"\], came \["send","list"\]$/,
  },
  {
    fault: 'reads on in the middle of a long line',
    dialect: split(() => new ForgetfulSplitter()),
    caughtBy: 'reads on after oversize',
    finding: /expected \["list"\], came \["list","list"\]$/,
  },
  {
    fault: 'never ends at a blank line',
    dialect: split(() => new StuckSplitter()),
    caughtBy: 'server survives anything',
    finding: /the splitter finds more frames than it was given bytes/,
  },
  {
    fault: 'keeps every line',
    dialect: split(() => new HoardingSplitter()),
    caughtBy: 'keeps little',
    finding: /lines of a kilobyte .*MiB are kept of 16$/,
  },
  {
    fault: 'keeps a line without end',
    dialect: split(() => new BoundlessSplitter()),
    caughtBy: 'keeps little',
    finding: /one letter without end before login: 16 MiB are kept of 16$/,
  },
  {
    fault: 'keeps what a server says',
    dialect: clientSplit(() => new BoundlessSplitter()),
    caughtBy: 'client keeps little',
    finding: /one letter without end from a server: 16 MiB/,
  },
  {
    fault: 'reads a server’s chunk for a frame',
    dialect: clientSplit(() => new ChunkSplitter()),
    caughtBy: 'heard byte by byte',
    finding: /the client is not ready/,
  },
]
