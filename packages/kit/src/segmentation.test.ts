import { Buffer } from 'node:buffer'
import { segmentationNamed, segmentationsFor } from './segmentation.ts'

const said = [Buffer.from('HI ann\n'), Buffer.from('SAY grüße 👩\r\n')]

function pieces(name: string, text: string): readonly string[] {
  return (
    segmentationNamed(name)
      ?.cut(Buffer.from(text))
      .map((piece) => Buffer.from(piece).toString()) ?? []
  )
}

test.each([
  ['whole', ['abc\n']],
  ['joined', ['abc\n']],
  ['bytes', ['a', 'b', 'c', '\n']],
  ['late', ['ab', 'c\n']],
  ['cut1', ['a', 'bc\n']],
  ['cut3', ['abc', '\n']],
  ['cut4', ['abc\n']],
  ['cut400', ['abc\n']],
])('%s', (name, expected) => {
  expect(pieces(name, 'abc\n')).toEqual(expected)
})

test.each(['', 'cut', 'cut0', 'cut-1', 'cut1x', 'Whole', 'cut99999999'])(
  '%j is no segmentation',
  (name) => {
    expect(segmentationNamed(name)).toBeUndefined()
  },
)

test('each name is of the segmentation that has it', () => {
  const names = segmentationsFor(said, 1, 100).map(({ name }) => name)
  expect(names.map((name) => segmentationNamed(name)?.name)).toEqual(names)
})

test('with room for all, messages are cut behind every byte but the last', () => {
  const longest = said[1]?.length ?? 0
  expect(segmentationsFor(said, 1, 100).map(({ name }) => name)).toEqual([
    'joined',
    'bytes',
    'late',
    ...Array.from({ length: longest - 1 }, (_, index) => `cut${index + 1}`),
  ])
})

test('cuts within characters and before ends come first', () => {
  const names = segmentationsFor(said, 1, 8).map(({ name }) => name)
  expect(names).toEqual(['joined', 'bytes', 'late', ...[6, 7, 9, 13, 14, 15, 16, 17].map(cutName)])
})

function cutName(offset: number): string {
  return `cut${offset}`
}

test('which of the others come is for the seed to say', () => {
  const text = [Buffer.from(`${'x'.repeat(300)}\n`)]
  const cuts = (seed: number) => segmentationsFor(text, seed, 5).map(({ name }) => name)
  expect(cuts(1)).toEqual(cuts(1))
  expect(cuts(1)).not.toEqual(cuts(2))
  expect(cuts(1)).toContain('cut300')
})

test('of nothing said nothing is cut', () => {
  expect(segmentationsFor([], 1, 9).map(({ name }) => name)).toEqual(['joined', 'bytes', 'late'])
})
