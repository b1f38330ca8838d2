/** A header value as Node's outgoing messages hold it. */
type HeaderValue = string | number | readonly string[] | undefined;

/**
 * The value of `Vary` once the fields in `add` are in it too. A set: nothing that was there is lost, nothing stands
 * twice, whatever the case. `*` already says more than any list and is left alone.
 *
 * ```
 * Vary = #( "*" / field-name )   ; https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5
 * ```
 *
 * Pure. Spreading objects, as some libraries do, drops one of two `vary` keys; hence a function of its own.
 */
export function mergeVary(existing: HeaderValue, add: string): string {
  if (existing === undefined || existing === "") return add;
  const text = Array.isArray(existing) ? existing.join(", ") : String(existing);
  if (add === "" || text === add) return text;
  const members = new Map<string, string>();
  for (const member of `${text}, ${add}`.split(",")) {
    const name = member.trim();
    if (name === "*") return text;
    const key = name.toLowerCase();
    if (name !== "" && !members.has(key)) members.set(key, name);
  }
  return [...members.values()].join(", ");
}
