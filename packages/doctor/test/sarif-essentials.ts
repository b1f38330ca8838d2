/**
 * What SARIF 2.1.0 requires of the parts that are printed, and what code hosts read; nothing else may stand there.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html
 */
const text = { type: "string", minLength: 1 };

/** An object with these properties alone, the first ones required. */
const object = (
  required: Readonly<Record<string, unknown>>,
  optional: Readonly<Record<string, unknown>> = {},
): object => ({
  type: "object",
  required: Object.keys(required),
  properties: { ...required, ...optional },
  additionalProperties: false,
});

const message = object({ text }); // 3.11
const artifactLocation = object({
  uri: { type: "string", pattern: String.raw`^[^\s<>"{}|\\^\x60]+$` },
}); // 3.4.3, RFC 3986
const location = object(
  {},
  {
    physicalLocation: object({ artifactLocation }), // 3.29
    logicalLocations: { type: "array", items: object({ fullyQualifiedName: text }) }, // 3.33.5
  },
);
const result = object({
  message, // 3.27.11
  ruleId: text, // 3.27.5
  ruleIndex: { type: "integer", minimum: 0 }, // 3.27.6
  level: { enum: ["none", "note", "warning", "error"] }, // 3.27.10
  locations: { type: "array", items: location }, // 3.27.12
});
const rule = object({ id: text, shortDescription: message }); // 3.49.3, 3.49.9
const run = object({
  tool: object({
    driver: object({ name: text, rules: { type: "array", items: rule, uniqueItems: true } }),
  }), // 3.14.6, 3.18.2, 3.19.8
  results: { type: "array", items: result }, // 3.14.23
});

export const sarifEssentials = object({
  $schema: { const: "https://json.schemastore.org/sarif-2.1.0.json" }, // 3.13.3
  version: { const: "2.1.0" }, // 3.13.2
  runs: { type: "array", items: run }, // 3.13.4
});
