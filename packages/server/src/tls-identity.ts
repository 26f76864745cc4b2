/** A certificate, with those that vouch for it behind it, and its key; both as PEM. */
export interface TlsIdentity {
  readonly cert: string
  readonly key: string
}
