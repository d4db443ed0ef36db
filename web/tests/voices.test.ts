import assert from "node:assert/strict";
import { test } from "node:test";
import { portions, spelled, voiceFor } from "../kit/voices.js";

const voice = (lang: string, localService = true) => ({ lang, localService });

test("only a voice of the device reads, of the page's language, of its country where there is one", () => {
  const remote = voice("fr-FR", false);
  assert.equal(voiceFor([remote, voice("en-US")], "fr-FR"), undefined);
  const [canada, france] = [voice("fr-CA"), voice("fr_FR")];
  assert.equal(voiceFor([remote, canada], "fr-FR"), canada);
  assert.equal(voiceFor([remote, canada, france], "fr-FR"), france);
  assert.equal(voiceFor([voice("fr-FR"), voice("fra")], "en-GB"), undefined);
});

test("a text is read sentence by sentence, and what has nothing to say is passed over", () => {
  assert.deepEqual(portions("Il lit « a. » Puis 1.5 inc. usage ? Oui !\n…\nFin"), [
    "Il lit « a. »",
    "Puis 1.5 inc. usage ?",
    "Oui !",
    "Fin",
  ]);
});

test("the full stops of code are said, for they begin and end each word", () => {
  const words = (code: string) => spelled(code, "point", "trois points").split(/\s+/).join(" ");
  assert.equal(words(".pik"), " point pik ");
  assert.equal(words("..."), " trois points ");
  assert.equal(words("0.5"), " 0.5 ");
});
