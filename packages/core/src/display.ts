const LONGEST = 120;

/** A user's value as source text for a message: one line, bounded, never throwing. */
export function display(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
    case "function":
      return value.name === "" ? "a function" : `the function ${value.name}`;
    case "bigint":
      return `${value}n`;
    case "symbol":
      return "a symbol";
    case "object":
      return displayObject(value);
    case "undefined":
    case "boolean":
    case "number":
      return String(value);
  }
}

function displayObject(value: object | null): string {
  if (value === null) return "null";
  if (value instanceof RegExp) return String(value);
  try {
    const text = JSON.stringify(value) ?? "an object";
    return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  } catch {
    return Array.isArray(value) ? "an array" : "an object"; // cycles, BigInt inside, a throwing toJSON
  }
}

/** A list of strings as an array literal to paste. */
export function displayList(values: readonly string[]): string {
  return `[${values.map((value) => display(value)).join(", ")}]`;
}
