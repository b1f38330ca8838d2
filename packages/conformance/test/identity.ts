import type { Identity } from "@corsage/engines";
import { generate } from "selfsigned";

/** A certificate for this machine's names, signed by nobody but itself, new for every run. */
export async function createIdentity(): Promise<Identity> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "localhost" }]);
  return { key, cert };
}
