import { ComposedBody } from './composed-body.ts'

test('lines are joined, and an empty body is an empty text', () => {
  const body = new ComposedBody(100)
  expect(body.text).toBe('')
  for (const line of ['', 'a', '', 'b ']) body.add(line)
  expect(body.text).toBe('\na\n\nb ')
  expect(body.fault).toBeUndefined()
})

test('the bound counts bytes, line breaks too, and what is over it is kept no longer', () => {
  const fits = new ComposedBody(9)
  fits.add('grün')
  fits.add('rot')
  expect([fits.text, fits.fault]).toEqual(['grün\nrot', undefined])
  const over = new ComposedBody(8)
  over.add('grün')
  over.add('rot')
  expect([over.text, over.fault]).toEqual(['', 'text-too-long'])
})

test('the first fault is the one that is told', () => {
  const body = new ComposedBody(8)
  body.spoil({ fault: 'not-utf8' })
  body.add('far too long a line')
  body.spoil({ fault: 'too-long' })
  expect(body.fault).toBe('text-not-utf8')
})
