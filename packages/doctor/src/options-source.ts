import { display } from "@corsage/core";
import { PLACEHOLDER } from "./startable-options.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Options as source text to paste. An origin that only the reader knows is marked as one. */
export function printFields(fields: Fields): readonly string[] {
  return [
    "{",
    ...Object.entries(fields).flatMap(([name, field]) => {
      const isPlaceholder = Array.isArray(field) && field.length === 1 && field[0] === PLACEHOLDER;
      const mark = name === "origin" && isPlaceholder ? " // your own" : "";
      return `  ${name}: ${printValue(field)},${mark}`.split("\n"); // a function has several lines
    }),
    "}",
  ];
}

/** A value as source text: a list item by item, a function whole. */
export function printValue(field: unknown): string {
  if (Array.isArray(field)) return `[${field.map((item) => printValue(item)).join(", ")}]`;
  if (typeof field === "string") return JSON.stringify(field); // whole: it is to be pasted
  return typeof field === "function" ? String(field) : display(field);
}
