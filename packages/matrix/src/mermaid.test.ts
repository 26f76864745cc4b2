import { Buffer } from 'node:buffer'
import { mermaidOf } from './mermaid.ts'
import { conversation } from './testing/samples.ts'

test('a diagram of who said what', () => {
  const log = [
    { kind: 'event', time: 0, wire: 'client', text: 'the client has connected' },
    { kind: 'typed', time: 1, wire: '', text: 'kim1' },
    { kind: 'sent', time: 2, wire: 'client', bytes: Buffer.from('HI kim1\n') },
    { kind: 'came', time: 3, wire: 'client', bytes: Buffer.from([0x4f, 0x4b, 0xff]) },
    { kind: 'came', time: 4, wire: 'counterpart', bytes: Buffer.from('kim1; end') },
    { kind: 'shown', time: 5, wire: '', text: 'welcome' },
  ] as const
  const names = { client: 'anna; end', server: 'ben' }
  expect(mermaidOf({ ...conversation(), log }, names)).toBe(
    [
      'sequenceDiagram',
      '  participant C as anna#59; #101;nd (kim1)',
      '  participant S as ben',
      '  participant U as our user (kim2)',
      '  Note over C: the client has connected',
      '  Note left of C: typed kim1',
      '  C->>S: HI kim1#92;n',
      '  S->>C: OK#92;xff',
      '  S->>U: kim1#59; #101;nd',
      '  Note left of C: shown welcome',
      '',
    ].join('\n'),
  )
})

test('of a very long one, the first part', () => {
  const log = Array.from({ length: 100 }, (_, time) => {
    return { kind: 'sent', time, wire: 'client', bytes: Buffer.from('x'.repeat(300)) } as const
  })
  const lines = mermaidOf({ ...conversation(), log }, { client: 'a', server: 'b' }).split('\n')
  expect(lines).toHaveLength(4 + 80 + 2)
  expect(lines.at(-2)).toBe('  Note over C,U: 20 more')
  expect(lines[4]).toBe(`  C->>S: ${'x'.repeat(100)} ...`)
})
