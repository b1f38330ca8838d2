/** No server answered. Printed as one line; exit code 3. */
export class UnreachableError extends Error {
  override readonly name = "UnreachableError";
}
