import { type Gathering, LARGE_OUTPUT, Turn } from './turn.ts'

const nextTurns = async () => {
  for (let count = 0; count < 6; count++) await new Promise((done) => setImmediate(done))
}

/** A turn that writes down what is done in it. `failing`: the turn whose commit fails. */
function writingDown(failing?: number) {
  const done: string[] = []
  const turn: Turn = new Turn(
    () => {
      if (turn.count === failing) throw new Error('disk full')
    },
    () => {},
  )
  const output = (name: string, hasStored = false): Gathering => ({
    hasStored,
    flush: () => void done.push(`${turn.count} ${name} written`),
    discard: () => void done.push(`${turn.count} ${name} discarded`),
  })
  const work = (name: string, length: number, of = output(name)) => {
    turn.afterOutput(() => {
      done.push(`${turn.count} ${name} done`)
      turn.gather(of)
      turn.weigh(length)
    })
  }
  turn.begin()
  return { turn, done, output, work }
}

test('little output of long work is written in the turn of that work', async () => {
  const { done, work } = writingDown()
  work('a', LARGE_OUTPUT)
  await nextTurns()
  expect(done).toEqual(['3 a done', '3 a written'])
})

test('much output is written in a later turn, behind the answers of that turn, before other work', async () => {
  const { turn, done, output, work } = writingDown()
  turn.afterOutput(() => {
    turn.gather(output('a'))
    turn.weigh(LARGE_OUTPUT + 1)
    setImmediate(() => turn.gather(output('answer')))
  })
  work('b', 1)
  await nextTurns()
  expect(done).toEqual(['4 answer written', '5 a written', '7 b done', '7 b written'])
})

test('where a commit fails, what was answered as kept is discarded though it is not written yet', async () => {
  const { done, work, output } = writingDown(4)
  work('a', LARGE_OUTPUT + 1, output('a', true))
  await nextTurns()
  expect(done).toEqual(['3 a done', '4 a discarded'])
})
