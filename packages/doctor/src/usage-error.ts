/** The command was called in a way that cannot be carried out. Printed as one line; exit code 2. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
