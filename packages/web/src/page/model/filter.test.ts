import { expect, test } from '@jest/globals'
import { toBase64, utf8 } from './bytes.ts'
import type { Message, Peer } from './feed-state.ts'
import { everything, FilteredMessages } from './filter.ts'
import { frameOf } from './stream.ts'

const bob: Peer = {
  ...{
    connection: 1,
    dialect: 'vu',
    address: '',
    port: 0,
    since: 0,
    name: 'Bob',
    closed: undefined,
  },
}
const ann: Peer = { ...bob, connection: 22, dialect: 'ktn', name: 'ann' }

function message(id: number, from: Peer, to: Peer | undefined, text: string): Message {
  const said = [frameOf(toBase64(utf8(text)), [])]
  const got = new Map(to === undefined ? [] : [[to.connection, { peer: to, frames: said }]])
  return { id, isRefused: false, time: 0, from, said, command: 'send', error: undefined, got }
}

const messages = [
  message(1, bob, ann, 'grüße'),
  message(2, ann, undefined, 'Hello'),
  message(3, bob, undefined, 'bye'),
]

test.each([
  [{}, [1, 2, 3]],
  [{ dialect: 'ktn' }, [1, 2]],
  [{ name: 'BO' }, [1, 3]],
  [{ connection: '2' }, []],
  [{ connection: '22' }, [1, 2]],
  [{ text: 'GRÜ' }, [1]],
  [{ dialect: 'ktn', name: 'bob' }, []],
  [{ name: 'bob', text: 'bye' }, [3]],
])('%j finds %j', (wanted, ids) => {
  const found = new FilteredMessages({ ...everything, ...wanted }).update(messages, 0)
  expect(found.map(({ id }) => id)).toEqual(ids)
})

test('new messages, new recipients and dropped messages are followed', () => {
  const filtered = new FilteredMessages({ ...everything, dialect: 'ktn' })
  const late = message(4, bob, undefined, 'late')
  expect(filtered.update([...messages, late], 0)).toHaveLength(2)
  late.got.set(22, { peer: ann, frames: [] })
  const more = [...messages, late, message(5, ann, undefined, 'more')]
  expect(filtered.update(more, 0).map(({ id }) => id)).toEqual([1, 2, 4, 5])
  expect(filtered.update(more.slice(2), 2).map(({ id }) => id)).toEqual([4, 5])
})

test('what checks say, and what they alone have got, is left out where that is asked for', () => {
  const kit: Peer = { ...bob, connection: 5, check: true }
  const unknown = { ...message(6, bob, kit, 'kept for a check'), from: undefined }
  const found = [message(4, kit, ann, 'said'), message(5, bob, kit, 'heard'), unknown]
  const ids = (checks: string) => {
    return new FilteredMessages({ ...everything, checks }).update(found, 0).map(({ id }) => id)
  }
  expect([ids('hidden'), ids('')]).toEqual([[5], [4, 5, 6]])
})
