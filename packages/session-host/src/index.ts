/**
 * What stands between bytes and a dialect’s sessions, wherever they run: the gateway, the conformance
 * suite, the matrix and the terminal clients. It does no I/O and knows no clock: bytes come in by a
 * call, and go out by one.
 */
export { ClientHost, type ClientHostLine } from './client-host.ts'
export { FramePump, type FrameSink, type PumpEnd } from './frame-pump.ts'
export {
  type FrameFlow,
  reasonsWithoutFarewell,
  ServerHost,
  type ServerHostLine,
} from './server-host.ts'
