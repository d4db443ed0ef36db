/** How Python starts, the same when its memory is made, when it is taken up, and without it. */

export const ENVIRONMENT = { LANG: "fr_FR.UTF-8", HOME: "/carnet", PYTHONHASHSEED: "0" };

/** Where the lessons' tools are unpacked. */
export const TOOLS = "/lecons";

/** Reads the lessons' tools. */
export const READ_TOOLS = `
import sys
sys.path.insert(0, "${TOOLS}")
import premier_llm.lessons.shell
from premier_llm.lessons import *
`;
