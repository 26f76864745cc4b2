import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { Program } from './testing/program.ts'

const unreliable = ['--option', 'vu.unreliable=true', '--option', 'vu.unreliablePort=0'] as const

test.each([
  ['stdout', []],
  ['stderr', ['--pcap', '-']],
] as const)('the listener over UDP is told on %s, given %j', async (where, flags) => {
  const program = new Program(['serve', '--listen', 'vu=0', ...unreliable, ...flags])
  await program.says('ready\n', where)
  const told = /^listening vu \S+\nlistening vu\/udp 127\.0\.0\.1:(\d+)\nready$/m
  const [, port] = told.exec(program[where]) ?? []
  const ann = createSocket('udp4')
  ann.send('HELLO-FROM ann\n', Number(port), '127.0.0.1')
  expect(String((await once(ann, 'message'))[0])).toBe('HELLO ann\n')
  ann.close()
  program.signal('SIGTERM')
  expect((await program.done).status).toBe(0)
})

test('a UDP port that is taken is told, and the program ends', async () => {
  const other = createSocket('udp4')
  other.bind(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address()
  const flags = ['--option', 'vu.unreliable=true', '--option', `vu.unreliablePort=${port}`]
  const { status, stderr } = await new Program(['serve', '--listen', 'vu=0', ...flags]).done
  other.close()
  expect(status).toBe(2)
  expect(stderr).toContain(`parley: cannot listen for vu on 127.0.0.1:${port}: `)
})
