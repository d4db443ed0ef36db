/** The linter of web/: what is surely or probably wrong, and imports that the house does not allow. */

import { defineConfig } from "oxlint";
import { LABO, ROOMS, TABS } from "./rooms.mjs";

const rooms = Object.keys(ROOMS);

/** Imports of these rooms, from wherever. */
const imports = (folders) => folders.flatMap((folder) => [`**/${folder}/**`, `**/${folder}.js`]);
const above = (room) => rooms.filter((other) => other !== room && !ROOMS[room].includes(other));

const refuse = (files, ...patterns) => ({
  files,
  rules: { "no-restricted-imports": ["error", { patterns }] },
});
const upward = (room) => ({
  group: imports(above(room)),
  message: `${room} knows only ${ROOMS[room].join(", ") || "itself"} (rooms.mjs).`,
});
const within = (room) => ({
  group: Object.keys(LABO)
    .filter((other) => other !== room && !LABO[room].includes(other))
    .map((other) => `**/${other}/**`),
  message: `labo/${room} knows only ${LABO[room].join(", ") || "itself"} (rooms.mjs).`,
});
const tabs = (own) => ({
  group: TABS.filter((tab) => tab !== own).map((tab) => `**/${tab}/**`),
  message: "Only App.tsx knows the tabs: move up what two of them need (rooms.mjs).",
});

export default defineConfig({
  plugins: ["typescript", "import", "unicorn", "oxc"],
  categories: { correctness: "error" },
  ignorePatterns: ["build", "node_modules", "spec.ts", "simd.wasm.ts"],
  rules: {
    "import/no-cycle": "error",
    "import/default": "off", // Vite's ?worker&inline
    "no-control-regex": "off", // Python's white space is spelled out
    "no-irregular-whitespace": "off", // French typography
    "no-empty-pattern": "off", // as Playwright asks for no fixture
    "no-unassigned-vars": "off", // Solid assigns what stands after ref=
  },
  overrides: [
    ...rooms.map((room) => refuse([`${room}/**`], upward(room))),
    // Where a file has two such rules the last one holds: each says all.
    ...TABS.map((tab) =>
      refuse([`labo/tabs/${tab}/**`], upward("labo"), within("tabs"), tabs(tab)),
    ),
    ...Object.keys(LABO)
      .filter((room) => room !== "tabs")
      .map((room) => refuse([`labo/${room}/**`], upward("labo"), within(room))),
    refuse(["labo/main.tsx"], upward("labo"), tabs()),
  ],
});
