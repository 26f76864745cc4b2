/** Names that were given up, each with the one that is used in its place. */
export const retired: Readonly<Record<string, string>> = {
  Allowance: 'TokenBucket',
  Attempted: 'AttemptResult',
  CheckOver: 'CheckEnded',
  Crowd: 'Presence',
  DrivenPerson: 'DrivenUser',
  Entrance: 'Authenticator',
  House: 'TestGateway',
  Keeping: 'Storage',
  LateWire: 'DeferredWire',
  Manner: 'Segmentation',
  Parcels: 'UdpFiles',
  Parties: 'MatrixPrograms',
  Patience: 'AdaptiveTimeouts',
  Reception: 'ListenerContext',
  Switchboard: 'CallRelay',
  Telephone: 'TcpCalls',
  Theatre: 'Harness',
  mannersFor: 'segmentationsFor',
  playMatrix: 'runMatrix',
  serverTheatre: 'serverHarness',
}

/** The same for files, by their names without `.ts`. */
export const retiredFiles: Readonly<Record<string, string>> = {
  carriage: 'capabilities',
  carries: 'capabilities',
  crowd: 'presence',
  desk: 'test-server',
  entrance: 'authentication',
  manners: 'segmentation',
  party: 'test-client',
  patience: 'timeouts',
  switchboard: 'call-relay',
  theatre: 'harness',
  typed: 'input',
}
