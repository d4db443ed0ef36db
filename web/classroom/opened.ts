/** From what the teacher chose to works, and one word on each file that is none. */

import { shared, whose } from "./whose.js";
import { workOf, type Unread, type Work } from "./work.js";
import { isNotebook, MOST, unzipped, type Damage, type Unpacked } from "./zip.js";

export interface Told {
  readonly where: string;
  readonly what: Unread | Damage | "huge" | "empty";
}

export interface Opened {
  readonly works: Work[];
  readonly told: Told[];
}

const isZip = (name: string): boolean => /\.zip$/i.test(name);
const pathOf = (file: File): string => file.webkitRelativePath || file.name;

export async function opened(files: readonly File[]): Promise<Opened> {
  const works: Work[] = [];
  const told: Told[] = [];
  // A folder holds other things too; a file that was chosen by itself is answered for.
  const meant = files.filter((file) => {
    const path = pathOf(file);
    return !file.webkitRelativePath || isNotebook(path) || isZip(path);
  });
  const folders = shared(meant.map(pathOf));
  let bytes = 0;
  for (const [n, file] of meant.entries()) {
    const path = pathOf(file);
    bytes += file.size;
    if (n >= MOST.files || bytes > MOST.all) {
      told.push({ where: path, what: n >= MOST.files ? "many" : "large" });
      break;
    }
    if (!isZip(path) && file.size > MOST.one) {
      told.push({ where: path, what: "huge" });
      continue;
    }
    let content: Uint8Array<ArrayBuffer>;
    try {
      content = new Uint8Array(await file.arrayBuffer());
    } catch {
      told.push({ where: path, what: "damaged" });
      continue;
    }
    const add = (one: Unpacked, under: number, where: string): void => {
      const work = workOf(
        new TextDecoder().decode(one.content),
        where,
        whose(one.path, under),
        file.lastModified,
      );
      if (typeof work === "string") told.push({ where, what: work });
      else works.push(work);
    };
    if (!isZip(path)) {
      add({ path, content }, folders, path);
      continue;
    }
    const { found, large, damage } = unzipped(content);
    const inZip = shared(found.map((one) => one.path));
    for (const one of found) add(one, inZip, `${path}/${one.path}`);
    told.push(...large.map((one) => ({ where: `${path}/${one}`, what: "huge" as const })));
    if (damage !== undefined) told.push({ where: path, what: damage });
    else if (found.length + large.length === 0) told.push({ where: path, what: "empty" });
  }
  return { works, told };
}
