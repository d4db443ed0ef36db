/** The chatbot that labo/answers.spec.ts makes, for whoever wants one and need not see it made. */

export const CHATBOT = new URL("../build/chatbot.safetensors", import.meta.url);

/** What it learned of its own: a question that the world's examples do not have, and its answer. */
export const OWN = ["Quel est ton plat préféré ?", "Je mange des crêpes au citron."] as const;
