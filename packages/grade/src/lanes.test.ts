import { Lanes } from './lanes.ts'

/** What runs at each moment, as the tasks begin and end. */
class Log {
  readonly lines: string[] = []
  readonly #running = new Set<string>()

  task(name: string, turns = 3): () => Promise<void> {
    return async () => {
      this.#running.add(name)
      this.lines.push([...this.#running].toSorted().join('+'))
      for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate)
      this.#running.delete(name)
    }
  }
}

test('so many run beside each other, and not more', async () => {
  const lanes = new Lanes(2)
  const log = new Log()
  await Promise.all(['a', 'b', 'c'].map((name) => lanes.beside(undefined, log.task(name))))
  expect(log.lines).toEqual(['a', 'a+b', expect.stringMatching(/^(a\+|b\+)?c$/)])
})

test('two of one port never run beside each other, and others do', async () => {
  const lanes = new Lanes(3)
  const log = new Log()
  const ports: Readonly<Record<string, number | undefined>> = { a: 5, b: 5, c: 6 }
  const names = Object.keys(ports)
  await Promise.all(names.map((name) => lanes.beside(ports[name], log.task(name))))
  expect(log.lines.slice(0, 2)).toEqual(['a', 'a+c'])
  expect(log.lines.filter((line) => line.includes('a') && line.includes('b'))).toEqual([])
})

test('what is to be alone is alone, and a task that fails keeps nobody waiting', async () => {
  const lanes = new Lanes(2)
  const log = new Log()
  const submission = async (name: string) => {
    await lanes.beside(undefined, log.task(name))
    await lanes.alone(log.task(name.toUpperCase()))
  }
  const failing = lanes.beside(undefined, () => Promise.reject(new Error('no')))
  await Promise.all([...['a', 'b', 'c', 'd'].map(submission), failing.catch(() => {})])
  const alone = log.lines.filter((line) => /[A-Z]/.test(line))
  expect(alone.toSorted()).toEqual(['A', 'B', 'C', 'D'])
})

test('with one lane a repeat follows at once', async () => {
  const lanes = new Lanes(1)
  const log = new Log()
  const submission = async (name: string) => {
    await lanes.beside(undefined, log.task(name))
    await lanes.alone(log.task(name.toUpperCase()))
  }
  await Promise.all(['a', 'b'].map(submission))
  expect(log.lines).toEqual(['a', 'A', 'b', 'B'])
})
