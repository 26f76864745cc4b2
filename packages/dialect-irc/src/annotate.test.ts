import { partsText } from '@parley/conformance'
import { annotate } from './annotate.ts'

test.each([
  ['NICK alice\r\n', 'verb(NICK) field( ) name(alice) terminator(\\r\\n)'],
  ['PASS :two words\n', 'verb(PASS) field( :) secret(two words) terminator(\\n)'],
  ['pass secr', 'verb(pass) field( ) secret(secr)'],
  ['AUTHENTICATE AGE=\r\n', 'verb(AUTHENTICATE) field( ) secret(AGE=) terminator(\\r\\n)'],
  ['OPER a b', 'verb(OPER) field( ) name(a) field( ) secret(b)'],
  [
    'PRIVMSG bob :hi all\r\n',
    'verb(PRIVMSG) field( ) name(bob) field( :) body(hi all) terminator(\\r\\n)',
  ],
  [
    '@time=x :bob!u@h PRIVMSG #a :hi\r\n',
    'field(@time=x :) name(bob!u@h) field( ) verb(PRIVMSG) field( ) name(#a) field( :) body(hi) terminator(\\r\\n)',
  ],
  [
    ':parley 401 alice bob :No such nick\r\n',
    'field(:) name(parley) field( ) verb(401) field( ) name(alice) field( ) name(bob) field( :) body(No such nick) terminator(\\r\\n)',
  ],
  ['', ''],
  ['@tags', 'field(@tags)'],
])('%j', (frame, shown) => {
  expect(partsText(frame, annotate(new TextEncoder().encode(frame)))).toBe(shown)
})
