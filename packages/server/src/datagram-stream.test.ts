import { Buffer } from 'node:buffer'
import { DatagramStream, MOST_WAITING_BYTES, MOST_WAITING_DATAGRAMS } from './datagram-stream.ts'

function opened() {
  const sent: string[] = []
  const ended: string[] = []
  const stream = new DatagramStream(
    (bytes) => sent.push(Buffer.from(bytes).toString()),
    () => ended.push('closed'),
  )
  return { stream, sent, ended }
}

/** All that can be read now, a text for each read. */
async function read(stream: DatagramStream): Promise<readonly string[]> {
  const reads: string[] = []
  stream.on('data', (bytes: Buffer) => reads.push(`${bytes.length}:${bytes.subarray(0, 3)}`))
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
  return reads
}

test('each datagram is a read of its own, also of those that waited', async () => {
  const { stream } = opened()
  for (const text of ['one', 'two', 'six']) stream.receive(Buffer.from(text))
  expect(await read(stream)).toEqual(['3:one', '3:two', '3:six'])
})

test('each write is a datagram', () => {
  const { stream, sent } = opened()
  stream.write('HELLO ann\n')
  stream.write(Buffer.from('SEND-OK\n'))
  expect(sent).toEqual(['HELLO ann\n', 'SEND-OK\n'])
  expect(stream.writableLength).toBe(0)
})

test('what is more than may wait is lost', async () => {
  const many = opened().stream
  for (let count = 0; count < MOST_WAITING_DATAGRAMS + 9; count++) many.receive(Buffer.from('x'))
  expect(await read(many)).toHaveLength(MOST_WAITING_DATAGRAMS)
  const large = opened().stream
  const part = Buffer.alloc(MOST_WAITING_BYTES / 4, 'y')
  for (let count = 0; count < 9; count++) large.receive(part)
  expect(await read(large)).toHaveLength(4)
})

test('its end closes it', async () => {
  const { stream, sent, ended } = opened()
  stream.end('bye\n')
  await new Promise((resolve) => stream.once('close', resolve))
  stream.receive(Buffer.from('late'))
  expect([sent, ended]).toEqual([['bye\n'], ['closed']])
})
