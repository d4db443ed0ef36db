/**
 * Imported before Pyodide, which refuses to run in a classic worker because it imports its program
 * as a module. Here that program is already part of this file, so that the lessons also open from a
 * folder (file://), where a worker cannot import anything.
 */

(globalThis as { importScripts?: unknown }).importScripts = undefined;
