import { nameKeys } from '@parley/contract'
import type { Ports, Restriction, RoomRecord } from '@parley/engine'
import { migrate, steps } from './schema.ts'
import { openStore, type Store } from './store.ts'
import { TestFolder } from './testing/folder.ts'

const topic = { text: 'leaves', by: 'ann', time: 3 }
const tea: RoomRecord = { key: '#tea', name: '#Tea', maker: 'account 1', topic, used: 5 }
const art: RoomRecord = { key: '#art', name: '#art', used: 4 }
const lobby: RoomRecord = { key: '', name: '', topic, used: 9 }

const mute: Restriction = { kind: 'mute', room: '#tea', name: 'bob', by: 'ann', since: 1 }
const ban: Restriction = {
  ...mute,
  kind: 'ban',
  room: '',
  address: '10.0.0.1',
  until: 9,
  reason: 'x',
}

let folder: TestFolder
let store: Store

function open(): Ports {
  store = openStore(folder.path, { durability: 'relaxed' })
  return store.ports
}

function reopened(): Ports {
  store.close()
  return open()
}

function post({ rooms }: Ports, key: string, id: number): void {
  rooms.timeline(key).append({ id, time: id, from: 'ann', text: `m${id}`, form: 'action' })
}

beforeEach(() => {
  folder = new TestFolder()
})

afterEach(() => {
  store.close()
  folder.remove()
})

test('rooms, their messages and the topic of the lobby are there after a restart', () => {
  const ports = open()
  for (const one of [tea, art, lobby]) ports.rooms.put(one)
  for (const id of [1, 2, 3]) post(ports, '#tea', id)
  post(ports, '#art', 4)
  ports.rooms.timeline('#tea').remove(2)
  ports.commit()
  const { rooms, lastId } = reopened()
  expect([...rooms.all()]).toEqual([art, tea, lobby])
  expect(lastId).toBe(4)
  expect(rooms.timeline('#tea').last(9)).toEqual([
    { kind: 'public', id: 1, time: 1, number: 1, from: 'ann', text: 'm1', form: 'action' },
    { kind: 'public', id: 3, time: 3, number: 2, from: 'ann', text: 'm3', form: 'action' },
  ])
})

test('a room without messages is forgotten with what was decided there, and its number is free', () => {
  const ports = open()
  for (const one of [tea, art]) ports.rooms.put(one)
  post(ports, '#art', 1)
  ports.restrictions.put(mute)
  ports.commit()
  const again = reopened()
  expect([...again.rooms.all()]).toEqual([art])
  expect(again.restrictions.none).toBe(true)
  again.rooms.remove('#art')
  again.rooms.put(tea)
  again.commit()
  expect(again.rooms.timeline('#tea').last(9)).toEqual([])
})

test('bans and mutes are there after a restart', () => {
  const ports = open()
  ports.rooms.put(tea)
  post(ports, '#tea', 1)
  for (const one of [mute, ban]) ports.restrictions.put(one)
  ports.commit()
  const { restrictions } = reopened()
  expect(restrictions.of('mute', '#tea', 5)).toEqual([mute])
  expect(restrictions.find('ban', '', { keys: nameKeys('x'), address: '10.0.0.1' }, 5)).toEqual(ban)
  expect(restrictions.of('ban', '', 9)).toEqual([])
})

test('of one room the oldest messages go past the bound, and the numbers of the others stay', () => {
  const ports = open()
  for (const one of [tea, art]) ports.rooms.put(one)
  post(ports, '#art', 1)
  for (let id = 2; id <= 1_020; id++) post(ports, '#tea', id)
  ports.commit()
  const { rooms } = reopened()
  const [newest] = rooms.timeline('#tea').last(1)
  expect(newest).toMatchObject({ number: 1_019, id: 1_020 })
  expect(rooms.timeline('#tea').find(1)).toBeUndefined()
  expect(rooms.timeline('#art').last(9)).toHaveLength(1)
})

test('a turn that fails takes back messages of rooms, bans and mutes, and rooms are put again', () => {
  const ports = open()
  const other = folder.database()
  other.execute(`CREATE TABLE parent (id INTEGER PRIMARY KEY);
    CREATE TABLE child (parent REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER late AFTER INSERT ON room_messages BEGIN INSERT INTO child VALUES (1); END`)
  ports.restrictions.put(ban)
  ports.commit()
  ports.rooms.put({ ...tea, used: 4, topic: { ...topic, text: 'first' } })
  ports.rooms.put(tea)
  post(ports, '#tea', 1)
  ports.restrictions.put(mute)
  ports.restrictions.put({ ...ban, reason: 'another' })
  expect(() => ports.commit()).toThrow('FOREIGN KEY constraint failed')
  expect(ports.rooms.timeline('#tea').last(9)).toEqual([])
  expect(ports.restrictions.of('mute', '#tea', 5)).toEqual([])
  expect(ports.restrictions.of('ban', '', 5)).toEqual([ban])
  other.execute('DROP TRIGGER late')
  other.close()
  post(ports, '#tea', 2)
  ports.commit()
  expect([...reopened().rooms.all()]).toEqual([tea])
})

test('a store of before there were rooms opens as it is', () => {
  const database = folder.database()
  migrate(database, steps.slice(0, 4))
  database.execute(`
    INSERT INTO messages (seq, id, time, sender, text) VALUES (1, 7, 5, 'ann', 'old');
    INSERT INTO accounts (name, hash, since, folded, shape) VALUES ('ann', 'h', 1, 'ann', 'ann');
    INSERT INTO mailbox VALUES (1, 8, 6, 'bob', 'ann', 'mail', 0)`)
  database.close()
  const { timeline, accounts, mailbox, rooms, restrictions } = open()
  expect(timeline.last(1)).toEqual([
    { kind: 'public', id: 7, time: 5, number: 1, from: 'ann', text: 'old' },
  ])
  expect(accounts.find('ann')?.moderator).toBe(false)
  expect(mailbox.waiting('ann', 0)).toEqual([
    { kind: 'direct', id: 8, time: 6, from: 'bob', to: 'ann', text: 'mail' },
  ])
  expect([[...rooms.all()], restrictions.none]).toEqual([[], true])
})
