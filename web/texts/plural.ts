/** "1 nom", "2 noms": which form a number asks for is a rule of the language, not of ours. */

/** The forms of one text, by Unicode's categories; `#` stands for the number. */
export type Forms = { readonly other: string } & {
  readonly [Category in Intl.LDMLPluralRule]?: string;
};

/** What chooses a form in this language: `plural(2, { one: "# nom", other: "# noms" })`. */
export function pluralIn(locale: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(locale);
  const format = new Intl.NumberFormat(locale);
  return (count, forms) =>
    (forms[rules.select(count)] ?? forms.other).replaceAll(
      "#",
      format.format(count).replace("-", "−"),
    );
}
