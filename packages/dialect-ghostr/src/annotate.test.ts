import { Buffer } from 'node:buffer'
import { partsText } from '@parley/conformance'
import { annotate } from './annotate.ts'

test.each([
  [
    '{"action": "login", "username": "yoda", "password": "a\\"b"}',
    'field({"action": ") verb(login) field(", "username": ") name(yoda) field(", "password": ") secret(a\\\\"b) field("})',
  ],
  ['{"password": "half', 'field({"password": ") secret(half)'],
  [
    '{"p\\u0061ssword": 12345, "x": 1}',
    'field({"p\\\\u0061ssword": ) secret(12345) field(, "x": 1})',
  ],
  ["{'password': 'x'}", "field({') secret(password': 'x'})"],
  [
    '{"action": "receive_message", "from": "yoda", "message": "hi"}',
    'field({"action": ") verb(receive_message) field(", "from": ") name(yoda) field(", "message": ") body(hi) field("})',
  ],
  [
    '{"action": "whoelse", "reply": ["han", "leia"]}',
    'field({"action": ") verb(whoelse) field(", "reply": ) name(["han", "leia"]) field(})',
  ],
])('%j', (frame, shown) => {
  expect(partsText(frame, annotate(Buffer.from(frame)))).toBe(shown)
})
