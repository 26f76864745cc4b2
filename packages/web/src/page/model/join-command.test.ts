import { expect, test } from '@jest/globals'
import { utf8 } from './bytes.ts'
import { joinCommand } from './join-command.ts'

const vu = { name: 'vu', host: '127.0.0.1', port: 5378 }

test('a protocol of lines is typed with telnet and nc', () => {
  const login = [utf8('HELLO-FROM alice\r\n')]
  expect(joinCommand('telnet', vu, login)).toBe('telnet 127.0.0.1 5378')
  expect(joinCommand('nc', vu, [])).toBe('nc 127.0.0.1 5378')
})

test('a protocol with other bytes cannot be typed, but its own terminal writes it', () => {
  const login = [utf8('LOGIN'), Uint8Array.of(0x80, 0x02, 0x2e)]
  expect([joinCommand('telnet', vu, login), joinCommand('nc', vu, login)]).toEqual([
    undefined,
    undefined,
  ])
  expect(joinCommand('chat', vu, login)).toBe('npx parley chat vu 127.0.0.1:5378')
})

test('a program in Python sends what a client sends first', () => {
  const login = [Uint8Array.of(0x80, ...utf8("it's\\\n"), 0), utf8('second')]
  expect(joinCommand('python', vu, login)?.split('\n')).toEqual([
    'import socket',
    "server = socket.create_connection(('127.0.0.1', 5378))",
    "server.sendall(b'\\x80it\\'s\\\\\\n\\x00')",
    "received = b''  # a read is not a message: collect, then cut",
    'received += server.recv(4096)',
    'print(received)',
  ])
})
