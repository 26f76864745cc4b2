/**
 * Recordings of what goes over the connections of a gateway, or through a proxy before somebody’s
 * server: how they are written and read, and what can be made of them. Also a proxy that makes a bad
 * network before a server.
 *
 * @example
 * const reader = await RecordingReader.open(createReadStream('odd.ndjson'))
 * for await (const event of reader.events()) {
 *   if (event.kind === 'in') console.log(event.connection, event.bytes)
 * }
 */
export { recordingBounds } from './bounds.ts'
export { type DissectedDialect, luaDissectors } from './dissector/lua-file.ts'
export {
  type Closed,
  type Ended,
  type Opened,
  type ProxyReason,
  proxyReasons,
  type Read,
  type RecordedEvent,
  type Recorder,
  type RecordingHeader,
  type Taken,
  VERSION,
  type Written,
  type WrittenFrame,
} from './event.ts'
export { type Dialects, FrameReader, type RecordedFrame } from './frame-reader.ts'
export { GatewayRecorder, type GatewayRecording, type RecordingSink } from './gateway-recorder.ts'
export { eventLine, headerLine } from './lines.ts'
export { mermaidOf } from './mermaid.ts'
export type { CaptureEvent, Flow, FlowSide } from './pcap/events.ts'
export { type CaptureSink, GatewayCapture } from './pcap/gateway-capture.ts'
export { ProxyCapture } from './pcap/proxy-capture.ts'
export { recordedCapture } from './pcap/recorded-capture.ts'
export { PcapWriter } from './pcap/writer.ts'
export { explainPlan } from './proxy/explain.ts'
export { FaultProxy, type FaultProxySettings } from './proxy/fault-proxy.ts'
export { parseFaultPlan } from './proxy/plan.ts'
export { ProxyRecorder, type ProxyRecording } from './proxy-recorder.ts'
export { RecordingReader } from './reader.ts'
export { RecordingFile } from './recording-file.ts'
export { Redactor } from './redact.ts'
export type { Pace } from './replay/action.ts'
export type { Difference, ReplayResult } from './replay/result.ts'
export { type Role, type Script, scriptOf } from './replay/script.ts'
export { scriptLines } from './replay/script-recording.ts'
export { shrink } from './replay/shrink.ts'
export type { AskedSlot } from './replay/slots.ts'
export { ReplayServer, type ReplaySettings, replayAsClient } from './replay/sockets.ts'
export { type Shown, shownLines } from './show.ts'
export { type ProxyObserver, type ProxyPlaces, TcpProxy } from './tcp-proxy.ts'
export { connectionsOf, type RecordedTranscript, transcriptOf } from './transcript.ts'
