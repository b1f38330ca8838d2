const LONGEST = 120;

/** A user's value as source text for a message: one line, bounded, never throwing. */
export function display(value: unknown): string {
  switch (typeof value) {
    case "string":
      return quote(shorten(value));
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

/**
 * A string as a literal to paste, so never shortened. JSON leaves the C1 controls and two line separators as they are;
 * a terminal or a log obeys them.
 */
export function quote(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[\u007F-\u009F\u2028\u2029]/g,
    (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function displayObject(value: object | null): string {
  if (value instanceof RegExp) return shorten(String(value));
  try {
    return shorten(JSON.stringify(value) ?? "an object");
  } catch {
    return Array.isArray(value) ? "an array" : "an object"; // cycles, BigInt inside, a throwing toJSON
  }
}

/** A list of strings as an array literal to paste. */
export function displayList(values: readonly string[]): string {
  return `[${values.map((value) => quote(value)).join(", ")}]`;
}
