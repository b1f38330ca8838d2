import fc from "fast-check";

/** An answer to a preflight that a policy would never give. `{origin}` in a value is the request's own. */
export interface PlantedPreflight {
  readonly status: number;
  readonly lines: readonly (readonly [name: string, value: string])[];
}

/** Lifetimes as servers write them. None is so short that a busy machine could decide. */
const maxAges = [
  "",
  "0",
  "-0",
  "-1",
  "60",
  "060",
  "+60",
  "60s",
  "60.5",
  "6e1",
  "0x60",
  "60, 60",
  "60 60",
  " 60",
  "7200",
  "31536000",
  "4294967296",
  "99999999999999999999",
  "one hour",
];

const methods = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "PATCH",
  "DELETE",
  "OPTIONS",
  "PROPFIND",
  "put",
  "*",
];
const headers = [
  "content-type",
  "X-A",
  "x-b",
  "authorization",
  "range",
  "accept-language",
  "content-language",
  "if-none-match",
  "x-unlisted",
  "*",
];

type Lines = PlantedPreflight["lines"];

const list = (name: string, members: readonly string[]): fc.Arbitrary<Lines> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constant<Lines>([]) },
    {
      weight: 4,
      arbitrary: fc
        .subarray([...members], { minLength: 1 })
        .map((chosen): Lines => [[name, chosen.join(", ")]]),
    },
  );

const lifetime: fc.Arbitrary<readonly string[]> = fc.oneof(
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.constant(["600"]) },
  { weight: 5, arbitrary: fc.constantFrom(...maxAges).map((value) => [value]) },
  { weight: 1, arbitrary: fc.constantFrom(["60", "60"], ["60", "600"]) },
);

/** Mostly good enough to be remembered, by lists and lifetimes of every kind. */
export const arbitraryPreflight: fc.Arbitrary<PlantedPreflight> = fc
  .record({
    status: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(204, 200) },
      { weight: 1, arbitrary: fc.constantFrom(404, 307) },
    ),
    origin: fc.oneof(
      { weight: 6, arbitrary: fc.constant("{origin}") },
      { weight: 1, arbitrary: fc.constant("*") },
    ),
    credentials: fc.oneof(
      { weight: 4, arbitrary: fc.constant(true) },
      { weight: 1, arbitrary: fc.constant(false) },
    ),
    methods: list("access-control-allow-methods", methods),
    headers: list("access-control-allow-headers", headers),
    lifetime,
  })
  .map(({ status, origin, credentials, lifetime: ages, ...lists }) => ({
    status,
    lines: [
      ["access-control-allow-origin", origin],
      ...(credentials ? [["access-control-allow-credentials", "true"] as const] : []),
      ...lists.methods,
      ...lists.headers,
      ...ages.map((value) => ["access-control-max-age", value] as const),
    ],
  }));
