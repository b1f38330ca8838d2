import { getDomain } from "tldts";

const ENDINGS = ["com", "io", "dev", "co.uk", "example", "local"];
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Origins that nobody thought of, and listed ones with a slip in them. `random` gives numbers as Math.random does. */
export function randomOrigins(
  friends: readonly string[],
  count: number,
  random: () => number,
): readonly string[] {
  const pick = <T>(values: readonly T[], otherwise: T): T =>
    values[Math.floor(random() * values.length)] ?? otherwise;
  const label = (): string =>
    Array.from({ length: 1 + Math.floor(random() * 10) }, () => pick([...LETTERS], "a")).join("");
  const stranger = (): string => {
    const labels = Array.from({ length: 1 + Math.floor(random() * 3) }, label);
    const port = random() < 0.2 ? `:${1024 + Math.floor(random() * 60_000)}` : "";
    return `${random() < 0.8 ? "https" : "http"}://${[...labels, pick(ENDINGS, "com")].join(".")}${port}`;
  };
  /** One character of the registrable name is another: what stands before it may be any sub-domain of the same owner. */
  const slip = (friend: string): string => {
    const { protocol, hostname } = new URL(friend);
    const domain = getDomain(hostname);
    if (domain === null) return stranger();
    const at = hostname.length - domain.length + Math.floor(random() * domain.indexOf("."));
    return `${protocol}//${hostname.slice(0, at)}${pick([...LETTERS], "a")}${hostname.slice(at + 1)}`;
  };
  return Array.from({ length: count }, (_, index) =>
    index % 4 === 3 && friends.length > 0 ? slip(pick(friends, "https://a.example")) : stranger(),
  );
}
