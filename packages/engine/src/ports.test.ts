import { memoryPorts, portCases } from './index.ts'

describe('in-memory ports', () => {
  test.each(portCases.map((one) => [one.title, one] as const))('%s', (_title, one) => {
    expect(() => one.check(memoryPorts())).not.toThrow()
  })

  test('the shared cases find a fault: a mailbox that forgets', () => {
    const ports = memoryPorts()
    const forgetful = { ...ports, mailbox: { put: () => true, waiting: () => [], drop: () => {} } }
    const found = portCases.filter((one) => {
      try {
        one.check({ ...memoryPorts(), mailbox: forgetful.mailbox })
        return false
      } catch {
        return true
      }
    })
    expect(found.map((one) => one.title)).toEqual([
      'mailbox: keeps the order for each name, and each message until it is dropped',
      'mailbox: of an absent user a sender may have a tenth, of one who is there a half',
      'mailbox: all senders without an account have a half together',
      'mailbox: what waits is read in portions, and nothing is lost between them',
      'texts of any Unicode come back as they went in',
    ])
  })

  test('a mailbox has an end of its own size, for each name', () => {
    const { mailbox } = memoryPorts({ mailboxMessages: 4, mailboxBytes: 4 })
    const put = (id: number, to: string, from = `sender${id}`) =>
      mailbox.put({ kind: 'direct', id, time: 1, from, to, text: 'é' }, true)
    expect([put(1, 'b'), put(2, 'b'), put(3, 'c')]).toEqual([true, false, true])
    mailbox.drop('b', 1)
    expect(put(4, 'b')).toBe(true)
  })

  test('the timeline forgets the oldest beyond its bounds and goes on numbering', () => {
    const { timeline } = memoryPorts({ timelineMessages: 3, timelineText: 10 })
    const append = (id: number, text: string) => timeline.append({ id, time: id, from: 'a', text })
    for (let id = 1; id <= 5; id++) append(id, 'x')
    expect(timeline.last(9).map((one) => one.number)).toEqual([3, 4, 5])
    append(6, '123456789')
    expect(timeline.last(9).map((one) => one.number)).toEqual([5, 6])
    append(7, 'longer than all that is allowed')
    expect(timeline.last(9)).toEqual([])
    expect(append(8, 'y')).toBe(8)
    expect(timeline.last(9).map((one) => one.number)).toEqual([8])
  })

  test('the timeline stays small over many messages', () => {
    const { timeline } = memoryPorts({ timelineMessages: 10 })
    for (let id = 1; id <= 20_000; id++) timeline.append({ id, time: id, from: 'a', text: 'x' })
    expect(timeline.last(99).map((one) => one.number)).toEqual([
      19_991, 19_992, 19_993, 19_994, 19_995, 19_996, 19_997, 19_998, 19_999, 20_000,
    ])
  })
})
