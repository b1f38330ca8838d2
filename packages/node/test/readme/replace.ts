import { cors, PolicyError, type PolicyOptions } from "@corsage/node";

export const layer = cors({ origin: ["https://app.example.com"] });

export function reload(options: PolicyOptions): void {
  try {
    layer.replace(options);
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    console.error(error.message); // the old policy stays in force
  }
}
