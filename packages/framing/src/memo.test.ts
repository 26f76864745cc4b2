import { memoLast } from './index.ts'

test('the same argument again costs nothing; another one is asked for anew', () => {
  const made: object[] = []
  const name = memoLast((one: { readonly name: string }) => {
    made.push(one)
    return one.name
  })
  const [ann, bob] = [{ name: 'ann' }, { name: 'bob' }]
  expect([ann, ann, ann, bob, bob, ann].map(name)).toEqual([
    'ann',
    'ann',
    'ann',
    'bob',
    'bob',
    'ann',
  ])
  expect(made).toEqual([ann, bob, ann])
})

test('what is equal is not the same', () => {
  let made = 0
  const count = memoLast((_: object) => {
    made += 1
    return made
  })
  expect([count({}), count({})]).toEqual([1, 2])
})

test('undefined is a result like any other', () => {
  let made = 0
  const nothing = memoLast((_: object): undefined => {
    made += 1
  })
  const one = {}
  expect([nothing(one), nothing(one), made]).toEqual([undefined, undefined, 1])
})
