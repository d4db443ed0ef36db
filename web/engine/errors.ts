/** What a person can get wrong, or a file can be: never a surprise inside the engine. */

export type Values = Readonly<Record<string, string | number>>;

/**
 * `key` and `values` let a page say it in its own language; `message` says it in English, in one
 * sentence.
 */
export class InputError extends Error {
  override readonly name = "InputError";

  constructor(
    readonly key: string,
    readonly values: Values,
    message: string,
  ) {
    super(message);
  }
}

/** Values come from pasted text and foreign files: a message must not grow with them. */
export function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
