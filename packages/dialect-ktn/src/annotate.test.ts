import { Buffer } from 'node:buffer'
import { partsText } from '@parley/conformance'
import { annotate } from './annotate.ts'

test.each([
  [
    '{"request":"login","content":"alice"}',
    'field({"request":") verb(login) field(","content":") name(alice) field("})',
  ],
  [
    '{"content": "hi \\"all\\"", "Request": "msg"}\n',
    'field({"content": ") body(hi \\\\"all\\\\") field(", "Request": ") verb(msg) field("}) terminator(\\n)',
  ],
  [
    '{"timestamp":"t","sender":"bob","response":"message","content":"hi"}',
    'field({"timestamp":"t","sender":") name(bob) field(","response":") verb(message) field(","content":") body(hi) field("})',
  ],
  ['{"response":"info","content":"x"}', 'field({"response":") verb(info) field(","content":"x"})'],
  ['x{"request":"names"', 'noise(x) field({"request":") verb(names) field(")'],
  ['\r\n', 'terminator(\\r\\n)'],
])('%j', (frame, shown) => {
  expect(partsText(frame, annotate(Buffer.from(frame)))).toBe(shown)
})
