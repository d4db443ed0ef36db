/** Whose a file is, as far as its path tells. */

export interface Whose {
  /** As the pupil wrote it. */
  readonly name: string;
  /** It is what the lesson's page calls every file: nobody has put a name to it. */
  readonly nameless: boolean;
  /** The number that a browser or a folder adds to a second file of one name. */
  readonly copy: number;
}

/** What Moodle puts between a pupil's name and the file's. */
const HANDED_IN = /_\d+_assignsubmission_file_?/;
/** What the lesson's page calls a file, and what the course calls a lesson. */
const USUAL = /lecon_\d+_(?:mon_travail_\d{4}-\d{1,2}-\d{1,2}|[a-z0-9_]+)/;
const COPY = / ?\((\d{1,4})\)$/;
const LONGEST = 80;
const EDGES = /^[\s_\-–.,]+|[\s_\-–.,]+$/g;

/** `folders`: how many folders at the start of the path are the class's, not a pupil's. */
export function whose(path: string, folders = 0): Whose {
  const parts = path.normalize("NFC").split("/");
  const file = parts.at(-1)!.replace(/\.(ipynb|json)$/i, "");
  const copy = Number(COPY.exec(file)?.[1] ?? 0);
  const bare = file.replace(COPY, "");
  const own = (text: string): string =>
    text.replace(HANDED_IN, " ").replace(USUAL, " ").replaceAll(/\s+/g, " ").replace(EDGES, "");
  const name = own(bare) || own(parts.slice(folders, -1).at(-1) ?? "");
  return { name: (name || file).slice(0, LONGEST), nameless: name === "", copy };
}

/** How many folders all these paths begin with; the one around a single file may be a pupil's. */
export function shared(paths: readonly string[]): number {
  const folders = paths.map((path) => path.split("/").slice(0, -1));
  const first = folders[0] ?? [];
  if (folders.length === 1) return Math.max(0, first.length - 1);
  const differs = first.findIndex((name, n) => folders.some((other) => other[n] !== name));
  return differs < 0 ? first.length : differs;
}
