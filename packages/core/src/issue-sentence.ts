/** How one code is told to a person: derived from the data, never stored beside it. */
export interface IssueSentence<Detail> {
  readonly severity: "error" | "warning";
  message(value: unknown, detail: Detail): string;
  /** Code to paste where the fault is. */
  fix?(value: unknown, detail: Detail): string | undefined;
}

/** The sentences of a family of codes. */
export type IssueSentences<Details> = { readonly [C in keyof Details]: IssueSentence<Details[C]> };
