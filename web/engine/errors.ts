/** What a person can get wrong, or a file can be: never a surprise inside the engine. */

export type Values = Readonly<Record<string, string | number>>;

/**
 * What is wrong, by key, with what a sentence of it may need: the catalogues say it, in each
 * language (`problems` in web/texts/languages/). `message` is for whoever reads a log.
 */
export class InputError extends Error {
  override readonly name = "InputError";

  constructor(
    readonly key: string,
    readonly values: Values = {},
  ) {
    super(`${key} ${JSON.stringify(values)}`);
  }
}

/** Values come from pasted text and foreign files: a sentence must not grow with them. */
export function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
