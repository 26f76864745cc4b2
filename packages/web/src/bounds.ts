import type { Bound } from '@parley/contract'
import { MOST_VIEWERS } from './feed.ts'
import { MOST_FORMER } from './former-wires.ts'
import { MOST_WAITING, RING } from './recorder.ts'
import { MOST_BEHIND, MOST_IN_SOCKET } from './viewer.ts'
import { MOST_TIMES } from './watched-times.ts'
import { HANDSHAKE_TIME, MOST_BODY, MOST_CONNECTIONS, MOST_MESSAGE } from './web-server.ts'

export const webBounds: Readonly<Record<string, readonly Bound[]>> = {
  'The page': [
    {
      what: 'what went over the wires while somebody looked',
      value: RING,
      unit: 'bytes',
      past: 'the oldest is let go; a viewer that wants it is told how much is missing',
    },
    {
      what: 'closed connections of which records are kept, but not that of their beginning',
      value: MOST_FORMER,
      unit: 'connections',
      past: 'of the oldest the page does not say whose records they are',
    },
    {
      what: 'times at which somebody looked',
      value: MOST_TIMES,
      unit: 'times',
      past: 'the oldest are no longer named',
    },
    {
      what: 'what was seen and is no record yet',
      value: MOST_WAITING.bytes,
      unit: 'bytes',
      past: 'what happens then is only counted, and viewers are told the number',
    },
    {
      what: 'the same, in things seen',
      value: MOST_WAITING.count,
      unit: 'things',
      past: 'as above',
    },
    {
      what: 'what a viewer has not taken while its socket is full',
      value: MOST_BEHIND,
      unit: 'bytes',
      past: 'it goes on with what is new, and is told how much it has missed',
    },
    {
      what: 'what lies in the socket of a viewer',
      value: MOST_IN_SOCKET,
      unit: 'bytes',
      past: 'it is sent no further message before it has taken these',
    },
    { what: 'viewers', value: MOST_VIEWERS, unit: 'viewers', past: 'a further one is refused' },
    {
      what: 'connections of browsers, of all kinds together',
      value: MOST_CONNECTIONS,
      unit: 'connections',
      past: 'a further one is closed',
    },
    {
      what: 'the time that a TLS handshake of a browser may take',
      value: HANDSHAKE_TIME,
      unit: 'ms',
      past: 'the connection is closed',
    },
    {
      what: 'a message of a browser over a WebSocket',
      value: MOST_MESSAGE,
      unit: 'bytes',
      past: 'the WebSocket is closed',
    },
    {
      what: 'the body of a request',
      value: MOST_BODY,
      unit: 'bytes',
      past: 'the request is refused',
    },
  ],
}
