import type { Bound } from '@parley/contract'
import { MOST_HELD } from './gateway-recorder.ts'
import { MOST_ARROWS } from './mermaid.ts'
import { faultProxyBounds } from './proxy/bounds.ts'
import { LONGEST_LINE } from './reader.ts'
import { MOST_UNREDACTED } from './redact.ts'
import { LONGEST_REPLY } from './replay/cut-stream.ts'
import { MOST_PLAYED } from './replay/script.ts'
import { MOST_CONNECTIONS } from './tcp-proxy.ts'
import { MOST_WRITTEN } from './transcript.ts'

export const recordingBounds: Readonly<Record<string, readonly Bound[]>> = {
  Recordings: [
    {
      what: 'what a gateway holds of a turn before it is in the recording',
      value: MOST_HELD,
      unit: 'bytes',
      past: 'it is written before the turn ends',
    },
    {
      what: 'connections at once through a proxy that records',
      value: MOST_CONNECTIONS,
      unit: 'connections',
      past: 'a further one is closed, and stderr says so',
    },
    {
      what: 'a line of a recording that is read',
      value: LONGEST_LINE,
      unit: 'bytes',
      past: 'the recording is refused',
    },
    {
      what: 'what waits for the end of its frame to be redacted',
      value: MOST_UNREDACTED,
      unit: 'bytes',
      past: 'it is redacted as a text',
    },
    {
      what: 'what the server has written on a connection of which a transcript is made',
      value: MOST_WRITTEN,
      unit: 'bytes',
      past: 'no transcript is made',
    },
    {
      what: 'what is said and heard in a recording that is replayed',
      value: MOST_PLAYED,
      unit: 'bytes',
      past: 'it is not replayed',
    },
    {
      what: 'a frame of a program to which a recording is replayed',
      value: LONGEST_REPLY,
      unit: 'bytes',
      past: 'the rest is not looked at',
    },
    {
      what: 'arrows and notes of a diagram',
      value: MOST_ARROWS,
      unit: 'arrows',
      past: 'the others are counted',
    },
  ],
  'A proxy that makes a bad network': faultProxyBounds,
}
