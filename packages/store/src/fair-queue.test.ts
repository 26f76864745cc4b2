import { FairQueue } from './fair-queue.ts'

function drained(queue: FairQueue<string>): readonly string[] {
  const jobs: string[] = []
  for (let job = queue.next(); job !== undefined; job = queue.next()) jobs.push(job)
  return jobs
}

const roomy = { most: 100, mostForKey: 100 }

test('keys take turns, and jobs of one key keep their order', () => {
  const queue = new FairQueue<string>(roomy)
  for (const job of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) queue.add(job.slice(0, 1), job)
  expect(queue.length).toBe(6)
  expect(drained(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3'])
  expect(queue.length).toBe(0)
})

test('a key that comes back is behind those whose turn has not come', () => {
  const queue = new FairQueue<string>(roomy)
  for (const job of ['a1', 'a2', 'b1']) queue.add(job.slice(0, 1), job)
  expect(queue.next()).toBe('a1')
  queue.add('c', 'c1')
  queue.add('a', 'a3')
  expect(drained(queue)).toEqual(['b1', 'a2', 'c1', 'a3'])
})

test('what is removed is not taken, and makes room', () => {
  const queue = new FairQueue<string>({ most: 100, mostForKey: 2 })
  for (const job of ['a1', 'a2']) expect(queue.add('a', job)).toBeUndefined()
  expect(queue.add('a', 'a3')).toBe('a3')
  expect(queue.remove('a', 'a1')).toBe(true)
  expect(queue.remove('a', 'a1')).toBe(false)
  expect(queue.add('a', 'a4')).toBeUndefined()
  expect(drained(queue)).toEqual(['a2', 'a4'])
})

test('a full queue drops the newest job of the key that has most', () => {
  const queue = new FairQueue<string>({ most: 4, mostForKey: 4 })
  for (const job of ['a1', 'a2', 'a3', 'b1']) queue.add(job.slice(0, 1), job)
  expect(queue.add('c', 'c1')).toBe('a3')
  expect(queue.add('d', 'd1')).toBe('a2')
  expect(queue.add('e', 'e1')).toBe('e1')
  expect(queue.length).toBe(4)
  expect(drained(queue)).toEqual(['a1', 'b1', 'c1', 'd1'])
})
