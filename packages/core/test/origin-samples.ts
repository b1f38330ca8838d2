import fc from "fast-check";

const WILD_LABELS = ["*", "a-*", "*-b", "a*b", "**"];
const LABELS = ["a", "b", "ab", "a-b", "x1", "xn--4ca"];
const SCHEMES = ["https", "http", "app", "com.example.app"];
const PORTS = ["", ":1", ":81", ":443", ":80", ":65535"];

const ends = fc.constantFrom("example.com", "a.b", "localhost", "b", "example.com.", "com");

/** Patterns with at least one wildcard, all well-formed. */
export const patterns: fc.Arbitrary<string> = fc
  .record({
    scheme: fc.constantFrom(...SCHEMES),
    deeper: fc.boolean(),
    labels: fc.array(fc.constantFrom("*", "a-*", "*-b", "a*b", "a", "b"), { maxLength: 2 }),
    end: ends,
    port: fc.constantFrom("", ":81", ":*"),
  })
  .map(({ scheme, deeper, labels, end, port }) => {
    const host = [...(deeper ? ["**"] : []), ...labels, end].join(".");
    return `${scheme}://${host}${port}`;
  })
  .filter((pattern) => pattern.includes("*"));

/** Origins as browsers send them. */
export const exactOrigins: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...SCHEMES),
    fc.array(fc.constantFrom(...LABELS.slice(0, 5)), { maxLength: 3 }),
    ends,
    fc.constantFrom("", ":1", ":81", ":65535"),
  )
  .map(([scheme, labels, end, port]) => `${scheme}://${[...labels, end].join(".")}${port}`);

const standIns = fc.constantFrom(
  "a",
  "b",
  "q-7",
  "-",
  "",
  "a.b",
  "_",
  "A",
  "é",
  "*",
  "a:1",
  "a@b",
  " ",
);

/** What almost matches a pattern: each wildcard replaced by something, and then perhaps one more thing broken. */
export function originsNear(pattern: string): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.array(standIns, { minLength: 6, maxLength: 6 }),
      fc.constantFrom(...PORTS, ":0", ":081", ":99999", ":", ":81x", ":*"),
      fc.constantFrom<(origin: string) => string>(
        (origin) => origin,
        (origin) => origin,
        (origin) => origin,
        (origin) => `${origin}.evil.net`,
        (origin) => origin.replace("://", "://evil"),
        (origin) => origin.replace("://", "://b."),
        (origin) => origin.replace(".", ""),
        (origin) => `${origin}/`,
        (origin) => origin.replace(/^[a-z.]+/, "https"),
        (origin) => origin.toUpperCase(),
        (origin) => `${origin}, ${origin}`,
      ),
    )
    .map(([texts, port, change]) => {
      let next = 0;
      const filled = pattern
        .replace(/:\*$/, port)
        .replaceAll(/\*{1,2}/g, () => texts[next++ % texts.length] ?? "a");
      return change(filled);
    });
}

/** Anything that could stand in the field, mostly made of the marks that matter. */
export const fieldValues: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(
      fc.constantFrom(
        ...LABELS,
        ...WILD_LABELS,
        ".",
        ":",
        "/",
        "://",
        "https://",
        "app://",
        "81",
        "443",
        "0",
        "[",
        "]",
        "::1",
        "_",
        "-",
        "@",
        " ",
        "\0",
        "é",
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join("")),
  fc.string({ maxLength: 40 }),
);
