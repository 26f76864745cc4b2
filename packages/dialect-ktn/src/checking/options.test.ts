import { optionNotes, options } from './options.ts'

describe('options of a check', () => {
  test('are those of a listener, and an edition, which is not named by default', () => {
    expect(options.parse({}).edition).toBeUndefined()
    expect(options.parse({}).pace).toBe(50)
    expect(Object.keys(optionNotes)).toContain('edition')
  })

  test.each([2015, 2016, 2017])('the paper of %i is known', (edition) => {
    expect(options.parse({ edition })).toMatchObject({ edition })
  })

  test.each([2014, 2018, '2016', 'latest'])('%p is refused', (edition) => {
    expect(() => options.parse({ edition })).toThrow('edition')
  })
})
