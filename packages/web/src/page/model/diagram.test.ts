import { expect, test } from '@jest/globals'
import { diagramOf, labelX, laneX, mermaidOf, svgOf } from './diagram.ts'

const drawn = [
  {
    id: 1,
    from: 'bob (vu)',
    said: 'SEND * hi; <b>\\n',
    forms: [{ to: ['ann (ktn)', 'eve (ktn)'], got: '{"content":"hi"}' }],
  },
]

test('each recipient has an arrow, behind the gateway’s lane', () => {
  const { lanes, arrows } = diagramOf(drawn)
  expect(lanes).toEqual(['bob (vu)', 'Parley', 'ann (ktn)', 'eve (ktn)'])
  expect(arrows.map(({ from, to, row }) => [from, to, row])).toEqual([
    [0, 1, 0],
    [1, 2, 1],
    [1, 3, 2],
  ])
})

test('as Mermaid, with everything escaped that it would read', () => {
  expect(mermaidOf(diagramOf(drawn))).toBe(
    [
      'sequenceDiagram',
      '  participant p0 as bob (vu)',
      '  participant p1 as Parley',
      '  participant p2 as ann (ktn)',
      '  participant p3 as eve (ktn)',
      '  p0->>p1: SEND * hi#59; #60;b#62;#92;n',
      '  p1->>p2: #123;#34;content#34;#58;#34;hi#34;#125;',
      '  p1->>p3: #123;#34;content#34;#58;#34;hi#34;#125;',
      '',
    ].join('\n'),
  )
})

test('as SVG, with nothing of a text read as markup', () => {
  const svg = svgOf(diagramOf(drawn))
  expect(svg).toContain('SEND * hi; &#60;b&#62;\\n')
  expect(svg).not.toContain('<b>')
  expect(svgOf(diagramOf([]))).toContain('>Parley</text>')
})

test('what stands at an arrow fits between the user’s lane and the next one', () => {
  const long = 'x'.repeat(60)
  const forms = [{ to: ['ann (ktn)', 'eve (ktn)'], got: long }]
  const diagram = diagramOf([{ id: 1, from: 'bob (vu)', said: 'hi', forms }])
  expect(diagram.lane).toBeGreaterThan(48 * 6.6)
  const [first, second] = [0, 1].map((lane) => laneX(diagram, lane))
  const middle = ((first ?? 0) + (second ?? 0)) / 2
  const places = diagram.arrows.map((arrow) => labelX(diagram, arrow))
  expect(places).toEqual([middle, middle + diagram.lane, middle + 2 * diagram.lane])
  expect(diagramOf([{ id: 1, from: 'bob (vu)', said: 'hi', forms: [] }]).lane).toBe(150)
})
