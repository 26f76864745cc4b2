import { plainChat } from './plain-chat.ts'

const words = (text: string) => text.split(' ')

test.each([
  ['chat vu', { dialect: 'vu' }],
  ['chat vu 127.0.0.1:5378', { dialect: 'vu', place: '127.0.0.1:5378' }],
  ['chat vu ::1', { dialect: 'vu', place: '::1' }],
  ['chat vu -a 127.0.0.1 -p 5378', { dialect: 'vu', address: '127.0.0.1', port: '5378' }],
  ['chat --port 1 vu --address h', { dialect: 'vu', address: 'h', port: '1' }],
])('%s', (text, said) => {
  expect(plainChat(words(text))).toEqual(said)
})

test.each([
  'serve',
  'chat',
  'chat --help',
  'chat vu --help',
  'chat vu 1 2',
  'chat vu --raw',
  'chat vu -p',
  'chat vu -p -1',
  'chat vu -p=5378',
  'chat vu -p 1 -p 2',
  'chat vu -p 1 --port 2',
  'chat vu -- 1',
  'chat vu ',
])('%j is for the whole parser', (text) => {
  expect(plainChat(words(text))).toBeUndefined()
})
