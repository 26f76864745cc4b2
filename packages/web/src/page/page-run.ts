import type { CheckMessage } from '../protocol.ts'
import { type CheckRun, cutOff, heardOf, noRun, stopped } from './model/check-run.ts'

/** What is checked, and which options its server is set to. */
type Asked = Required<Pick<CheckMessage, 'dialect' | 'address' | 'options'>>

/** The run of checks of this page: it goes on, and what came of it stays, while another view is shown. */
class PageRun {
  run: CheckRun = noRun
  /** What was asked for last. */
  asked: Asked | undefined
  /** Called whenever something has changed. */
  onChange: () => void = () => {}
  #socket: WebSocket | undefined

  start(asked: Asked): void {
    this.#hangUp()
    this.asked = asked
    this.#set({ ...noRun, state: 'running' })
    const { protocol, host } = location
    const socket = new WebSocket(`${protocol === 'https:' ? 'wss' : 'ws'}://${host}/checks`)
    const message: CheckMessage = { kind: 'check', side: 'server', ...asked }
    socket.onopen = () => socket.send(JSON.stringify(message))
    socket.onmessage = ({ data }) => {
      const reply = JSON.parse(String(data))
      this.#set(heardOf(this.run, reply))
      if (reply.kind === 'end') socket.close()
    }
    socket.onclose = () => this.#set(cutOff(this.run))
    this.#socket = socket
  }

  stop(): void {
    this.#hangUp()
    this.#set(stopped(this.run))
  }

  /** Nothing more is heard of a run. */
  #hangUp(): void {
    const socket = this.#socket
    if (socket === undefined) return
    socket.onmessage = null
    socket.onclose = null
    socket.close()
  }

  #set(run: CheckRun): void {
    this.run = run
    this.onChange()
  }
}

export const pageRun = new PageRun()
