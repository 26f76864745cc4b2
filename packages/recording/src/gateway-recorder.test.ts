import { Buffer } from 'node:buffer'
import { expect, test } from '@jest/globals'
import { serverDialect } from '@parley/contract'
import { LineSplitter } from '@parley/framing'
import type { ConnectionInfo, OpenListener, Trace, Tracer } from '@parley/server'
import { GatewayRecorder } from './gateway-recorder.ts'

const place = { address: '127.0.0.1', port: 7000 }

const lines = serverDialect({
  name: 'lines',
  defaultPort: place.port,
  shape: 'one line a message',
  splitter: () => new LineSplitter(),
  serve: () => ({ take: () => {}, hear: () => {} }),
})

const listener: OpenListener = {
  ...{ ...place, name: 'lines', dialect: 'lines', speaks: lines, options: lines.options.parse({}) },
  transport: 'tcp',
  ...{ tls: false, frameBeforeLogin: 4096 },
}

/** What is written, without the header and without times, while `happens`. */
function recorded(happens: (open: (info: Partial<ConnectionInfo>) => Trace) => void): string[] {
  const taps: { tracer: Tracer | undefined } = { tracer: undefined }
  const written: string[] = []
  const failed = (error: unknown) => {
    throw error
  }
  const sink = {
    write: (data: string | Uint8Array) => void written.push(Buffer.from(data).toString()),
  }
  const recorder = new GatewayRecorder(
    { taps, listeners: [listener] },
    sink,
    {},
    {
      keepSecrets: false,
      failed,
    },
  )
  const { tracer } = taps
  happens((info) => {
    const at = { id: 1, listener: 'lines', dialect: 'lines', peer: place, local: place, since: 0 }
    const trace = tracer?.({ ...at, ...info })
    if (trace === undefined) throw new Error('nobody traces')
    return trace
  })
  recorder.stop()
  expect(taps.tracer).toBeUndefined()
  return written
    .join('')
    .split('\n')
    .slice(1, -1)
    .map((line) => line.replace(/^\{"t":\d+,/, '').replace(/"peer".*?\},"local".*?\}/, '…'))
}

const noIds: readonly number[] = []

test('what was taken stands before what is written behind it, and behind what it was read in', () => {
  const written = recorded((open) => {
    const [ann, bob] = [open({ id: 1 }), open({ id: 2 })]
    ann.bytesIn(Buffer.from('a\n'))
    ann.taking()
    ann.answered('send', true, 7)
    ann.bytesIn(Buffer.from('b\n'))
    ann.taking()
    bob.written('a\n', 7, noIds)
    bob.bytesOut('a\n')
    bob.taking()
    bob.closed('idle')
    bob.bytesOut('late')
  })
  expect(written).toEqual([
    '"c":1,"k":"open","dialect":"lines",…}',
    '"c":2,"k":"open","dialect":"lines",…}',
    '"c":1,"k":"in","s":"a\\n"}',
    '"c":1,"k":"took","m":[7]}',
    '"c":1,"k":"in","s":"b\\n"}',
    '"c":1,"k":"took","m":[null]}',
    '"c":2,"k":"out","s":"a\\n","m":[7]}',
    '"c":2,"k":"took","m":[null]}',
    '"c":2,"k":"close","reason":"idle"}',
  ])
})

test('the end of a client stands behind what was taken before, and before what it leads to', () => {
  const written = recorded((open) => {
    const [ann, bob] = [open({ id: 1 }), open({ id: 2 })]
    ann.bytesIn(Buffer.from('a\n'))
    ann.taking()
    ann.ended()
    bob.written('-\n', undefined, noIds)
    bob.bytesOut('-\n')
    ann.closed('peer-ended')
    ann.ended()
  })
  expect(written.slice(3)).toEqual([
    '"c":1,"k":"took","m":[null]}',
    '"c":1,"k":"end","by":"client"}',
    '"c":2,"k":"out","s":"-\\n"}',
    '"c":1,"k":"close","reason":"peer-ended"}',
  ])
})

test('connections are numbered in the order in which they are seen', () => {
  const written = recorded((open) => {
    open({ id: 1 })
    open({ id: 3 })
    open({ id: 2 })
    open({ id: 4 })
    open({ id: 9, call: { of: 2, transport: 'udp' } })
  })
  expect(written).toEqual([
    '"c":1,"k":"open","dialect":"lines",…}',
    '"c":3,"k":"open","dialect":"lines",…}',
    '"c":4,"k":"open","dialect":"lines",…}',
    '"c":5,"k":"open","dialect":"lines",…}',
    '"c":9,"k":"open","dialect":"lines",…,"over":"udp","call":4}',
  ])
})
