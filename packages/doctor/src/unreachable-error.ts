/** No server answered. Printed as one line; exit code 3. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}

/** What the reasons of Node's sockets mean, where their own words do not say. */
const MEANINGS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "the connection is refused; is the server running, on this port?",
  ENOTFOUND: "there is no host of this name",
  EPROTO: "it does not speak TLS; is it http?",
  ECONNRESET: "it closed the connection; is it https?",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed; --insecure accepts it",
  SELF_SIGNED_CERT_IN_CHAIN: "its certificate's root is not trusted; --insecure accepts it",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "its certificate's issuer is not known; --insecure accepts it",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another name; --insecure accepts it",
  CERT_HAS_EXPIRED: "its certificate has expired; --insecure accepts it",
};

/** Why there was no answer, in one line. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  const meaning = code === undefined ? undefined : MEANINGS[code];
  if (meaning !== undefined) return `${meaning} (${code})`;
  // A host with several addresses fails with an AggregateError, whose own message is empty.
  const message = error.message === "" ? (code ?? error.name) : error.message;
  return message.split("\n", 1).join("").trim();
}
