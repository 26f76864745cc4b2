import { cut } from './testing/echo.ts'
import { tried } from './testing/tried.ts'

test('that one read was taken for one message is not said where nothing came that shows it', async () => {
  const findings = await tried([cut], (socket) => {
    let count = 0
    socket.on('data', (bytes) => {
      count += 1
      const text = String(bytes)
      if (!text.endsWith('\n') || count > 2) return
      socket.write(text.startsWith('HI ') ? 'HELLO ann\n' : `SAID ${text.slice(4)}`)
    })
    socket.on('end', () => socket.end())
  })
  expect(findings.outcomes.map(({ failure }) => [failure?.why, failure?.recognised])).toEqual([
    [
      'nothing came in time',
      ['The server does this right when a message comes in one piece, but it may come in several.'],
    ],
  ])
})

test('a server that ends a connection over half a character is told about UTF-8', async () => {
  const findings = await tried([cut], (socket) => {
    let text = ''
    const decoder = new TextDecoder('utf-8', { fatal: true })
    socket.on('data', (bytes) => {
      try {
        text += decoder.decode(bytes)
      } catch {
        socket.destroy()
        return
      }
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
        const line = text.slice(0, end)
        socket.write(line.startsWith('HI ') ? 'HELLO ann\n' : `SAID ${line.slice(4)}\n`)
        text = text.slice(end + 1)
      }
    })
    socket.on('end', () => socket.end())
  })
  expect(findings.outcomes.map(({ verdict, failure }) => [verdict, failure?.recognised])).toEqual([
    ['fail', [expect.stringMatching(/^A character of UTF-8 came in two reads/)]],
  ])
})
