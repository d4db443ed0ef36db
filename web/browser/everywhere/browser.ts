/** What a test does in any browser: a person's gestures, and functions run in the page. */
export interface Browser {
  readonly version: string;
  open(address: string): Promise<void>;
  /** Runs in the page, with values that JSON can carry. */
  run<Given extends unknown[], Found>(
    what: (...given: Given) => Found,
    ...given: Given
  ): Promise<Awaited<Found>>;
  /** Of the elements shown that match, the first whose label or text begins so. */
  click(css: string, text?: string): Promise<void>;
  /** By the keyboard, where the focus is. */
  type(text: string): Promise<void>;
  /** Names as the DOM has them, held together: "Control+a". */
  press(keys: string): Promise<void>;
  choose(css: string, file: string): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  picture(): Promise<Uint8Array>;
  /** Ends it, and says what the pages complained of and asked for. */
  close(): Promise<Said>;
}

export interface Said {
  /** Errors, and messages of the console. */
  readonly messages: readonly string[];
  readonly requests: readonly string[];
}

/** A browser that may be there. */
export interface Kind {
  /** What is missing to run it: Debian's packages. */
  missing(): string | undefined;
  /** With an empty folder for downloads, and one where a profile is or will be. */
  start(downloads: string, profile: string): Promise<Browser>;
}

/** Runs in the page; what it finds is in sight, and rests there: else a click may miss it. */
export async function find(css: string, text: string): Promise<HTMLElement | undefined> {
  const found = [...document.querySelectorAll<HTMLElement>(css)].find(
    (element) =>
      element.checkVisibility() &&
      [element.ariaLabel, element.innerText].some((said) => said?.trim().startsWith(text)),
  );
  if (found === undefined) return undefined;
  found.scrollIntoView({ block: "center", behavior: "instant" });
  const place = (): string => JSON.stringify(found.getBoundingClientRect());
  const before = place();
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return place() === before ? found : undefined;
}
