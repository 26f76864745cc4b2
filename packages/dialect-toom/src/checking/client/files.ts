import { Buffer } from 'node:buffer'
import type { ClientFolder, DatagramSocket } from '@parley/contract'
import { checks, LOGIN, readRequest, type ToomServer } from './test-server.ts'

/** Time for a client to send a long request, in milliseconds. */
const SENDING = 300

/** What a piece of a file may have, in bytes (5.2). */
const PIECE = 4096

/** A sender may wait so long between two datagrams, in milliseconds. */
const PAUSE = 1000

/** After 2 seconds of silence a file has come whole; so long it may take to be there, in milliseconds. */
const SILENCE = 2000
const MOST_WAITS = 15
const WAIT = 200

const DATE = '20 Nov 2026 22:55:19'

/** Bytes that no two files have in common. */
function bytesOf(word: string, length: number): Uint8Array {
  return Buffer.alloc(length, `${word} `)
}

/** The client has logged in, in a folder that is known; gives the port at which it takes files. */
async function enter(server: ToomServer): Promise<{ folder: ClientFolder; port: number }> {
  const folder = await server.stage.folder()
  await server.expectLogin()
  await server.send('LOGIN-A', '')
  const heard = await server.wire.next('a request of type UDP_PORT with a number', 'toom-2.3')
  const { type, body } = readRequest(heard)
  const port = Number(body)
  const isPort = type === 'UDP_PORT' && Number.isInteger(port) && port > 0 && port < 65_536
  if (!isPort) server.stage.fail('it did not say its port for files', 'toom-2.3', heard.bytes)
  await server.untilWelcomed('toom-2.2j')
  return { folder, port }
}

/** A file that the client sends to a user, as datagrams. */
async function upload(server: ToomServer) {
  const { folder } = await enter(server)
  const socket = await server.stage.datagrams()
  const [peer, word] = [server.word(), server.word()]
  const [name, bytes] = [`${word}.bin`, bytesOf(word, 2 * PIECE + 1000)]
  await folder.write(name, bytes)
  server.person.list()
  await server.expectRequest('ATU', 'toom-1.1c')
  await server.send('ATU', `${peer}, 127.0.0.1, ${socket.port}, active since ${DATE}.`)
  await server.person.shows(peer, 'toom-1.5c')
  server.person.sendFile(peer, name)
  const [first, second, ...pieces] = await socket.received(PAUSE)
  return { name, bytes, first, second, pieces }
}

/** Whether the client has sent the command itself, which is none of the server’s. */
async function isUploadSaid(server: ToomServer): Promise<boolean> {
  return (await server.rest()).some(({ type }) => type === 'UPD')
}

function isText(came: Uint8Array | undefined, text: string): boolean {
  return came !== undefined && Buffer.from(came).equals(Buffer.from(text))
}

/** Sends a file under a label that has this after the name and its underscore. */
async function sendFile(
  socket: DatagramSocket,
  port: number,
  [from, label, ...pieces]: readonly [string, string, ...Uint8Array[]],
): Promise<void> {
  await socket.send(port, [from, `${from}_${label}`, ...pieces])
}

/** A file with these bytes, and with this in its path, is there within the time that it may take. */
async function isThere(
  server: ToomServer,
  folder: ClientFolder,
  bytes: Uint8Array,
  word: string,
): Promise<boolean> {
  for (let wait = 0; wait < MOST_WAITS; wait += 1) {
    const all = await folder.made()
    const isFile = (one: (typeof all)[number]) =>
      one.path.includes(word) && Buffer.from(one.bytes).equals(bytes)
    if (all.some(isFile)) return true
    await server.stage.pass(WAIT)
  }
  return false
}

const LISTED = [...LOGIN, 'toom-1.1c']

export const fileChecks = checks(LOGIN, [
  {
    id: 'toom-5.1',
    title: 'does not send UPD to the server',
    hint: 'UPD is for the client itself: look for it before you send what was typed to the server.',
    async run(server) {
      server.person.type(`UPD ${server.word()} ${server.word()}.txt`)
      await server.stage.pass(SENDING)
      if (await isUploadSaid(server)) server.stage.fail('UPD was sent')
    },
  },
])

/** These take seconds each. */
export const datagramChecks = checks(LISTED, [
  {
    id: 'toom-5.2',
    title: 'sends its name in the first datagram of a file',
    hint: 'For UPD send a datagram with the name with which the user logged in, to the address and port that ATU has shown.',
    login: 'none',
    async run(server) {
      const { first } = await upload(server)
      if (first === undefined && (await isUploadSaid(server))) {
        server.stage.fail('UPD was sent', 'toom-5.1')
      }
      if (first === undefined) server.stage.fail('no datagram came')
      if (!isText(first, server.name)) server.stage.fail('it is another text', undefined, first)
    },
  },
  {
    id: 'toom-5.2a',
    title: 'sends its name, an underscore and the name of the file in the second datagram',
    hint: 'The second datagram of jess for clip.mp4 is jess_clip.mp4.',
    needs: ['toom-5.2'],
    login: 'none',
    async run(server) {
      const { name, second } = await upload(server)
      if (second === undefined) server.stage.fail('no second datagram came')
      const isLabel = isText(second, `${server.name}_${name}`)
      if (!isLabel) server.stage.fail('it is another text', undefined, second)
    },
  },
  {
    id: 'toom-5.2b',
    title: 'sends the bytes of a file in datagrams of at most 4096',
    hint: 'Read the file as bytes, 4096 at a time, and send each piece as it is.',
    needs: ['toom-5.2', 'toom-5.2a'],
    login: 'none',
    async run(server) {
      const { bytes, pieces } = await upload(server)
      const long = pieces.find(({ length }) => length > PIECE)
      if (long !== undefined) server.stage.fail(`a datagram has ${long.length} bytes`)
      const came = Buffer.concat(pieces)
      if (came.equals(bytes)) return
      server.stage.fail(`${came.length} bytes came, and the file has ${bytes.length} others`)
    },
  },
  {
    id: 'toom-5.2c',
    title: 'takes a file as whole after two seconds without a datagram',
    hint: 'Close the file when nothing has come for 2 seconds; what comes then is the name of the next sender.',
    login: 'none',
    async run(server) {
      const { folder, port } = await enter(server)
      const socket = await server.stage.datagrams()
      const from = server.word()
      for (const word of [server.word(), server.word()]) {
        const bytes = bytesOf(word, PIECE + 10)
        await sendFile(socket, port, [
          from,
          `${word}.bin`,
          bytes.subarray(0, PIECE),
          bytes.subarray(PIECE),
        ])
        await server.stage.pass(SILENCE)
        if (!(await isThere(server, folder, bytes, word))) {
          server.stage.fail(`${word}.bin is not in its folder with the bytes that were sent`)
        }
      }
    },
  },
  {
    id: 'toom-5.3',
    title: 'writes no file outside its folder',
    hint: 'The label comes from somebody else: take only what follows the last / or \\ in it (os.path.basename), and no "..".',
    login: 'none',
    async run(server) {
      const { folder, port } = await enter(server)
      const [from, word] = [server.word(), server.word()]
      const bytes = bytesOf(word, 100)
      for (const path of ['../../', `${folder.outside}/`]) {
        const socket = await server.stage.datagrams()
        await sendFile(socket, port, [from, `${path}${word}.txt`, bytes])
        await server.stage.pass(SILENCE)
        await isThere(server, folder, bytes, word)
      }
      const all = await folder.made()
      const [wrong] = all.filter(({ path }) => path.startsWith('..'))
      if (wrong !== undefined) {
        server.stage.fail(`it wrote ${wrong.path}, seen from the folder in which it was started`)
      }
    },
  },
  {
    id: 'toom-5.3a',
    title: 'takes an empty file',
    hint: 'Make the file when its label has come, and not with its first bytes.',
    needs: ['toom-5.2c'],
    login: 'none',
    async run(server) {
      const { folder, port } = await enter(server)
      const word = server.word()
      const socket = await server.stage.datagrams()
      await sendFile(socket, port, [server.word(), `${word}.txt`])
      await server.stage.pass(SILENCE)
      if (await isThere(server, folder, new Uint8Array(), word)) return
      server.stage.fail(`${word}.txt is not in its folder, or is not empty`)
    },
  },
  {
    id: 'toom-5.3b',
    title: 'keeps files apart that come from two places at once',
    hint: 'Look at the address and the port from which each datagram comes, and keep a file for each.',
    needs: ['toom-5.2c'],
    login: 'none',
    async run(server) {
      const { folder, port } = await enter(server)
      const sockets = [await server.stage.datagrams(), await server.stage.datagrams()]
      const files = sockets.map((socket) => {
        const [from, word] = [server.word(), server.word()]
        return { socket, from, word, bytes: bytesOf(word, PIECE + 10) }
      })
      for (const { socket, from } of files) await socket.send(port, [from])
      for (const { socket, from, word } of files) await socket.send(port, [`${from}_${word}.bin`])
      for (const { socket, bytes } of files) await socket.send(port, [bytes.subarray(0, PIECE)])
      for (const { socket, bytes } of files) await socket.send(port, [bytes.subarray(PIECE)])
      await server.stage.pass(SILENCE)
      for (const { word, bytes } of files) {
        if (await isThere(server, folder, bytes, word)) continue
        server.stage.fail(`${word}.bin is not in its folder with the bytes that were sent`)
      }
    },
  },
])
