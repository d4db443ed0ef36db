import { readdirSync } from "node:fs";

/** Who may know whom in web/, from the lowest room up: what each may import besides itself. */
export const ROOMS = {
  spec: [],
  simd: [],
  engine: ["spec", "simd"],
  texts: [],
  worker: ["engine", "spec"],
  kit: ["texts"],
  room: ["kit", "texts"],
  labo: ["room", "kit", "texts", "worker", "engine", "spec"],
  school: ["room", "kit", "texts", "spec"],
  survey: ["kit", "texts"],
  classroom: ["room", "kit", "texts"],
};

/** The same within le Labo; App.tsx and main.tsx stand above all of them. */
export const LABO = {
  state: [],
  parts: ["state"],
  tabs: ["state", "parts"],
  missions: ["state", "parts"],
  why: ["state", "parts"],
  keep: ["state", "parts"],
  neighbours: ["state", "parts"],
  glossary: ["state", "parts"],
};

/** The tabs of le Labo, each a folder: none knows another, and only App.tsx knows them. */
export const TABS = readdirSync(new URL("labo/tabs/", import.meta.url));
