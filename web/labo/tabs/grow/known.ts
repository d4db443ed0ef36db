/** A model that people have heard of, as the package declares it (premier_llm/model/known_models.py). */

import { PRESETS, type Config } from "../../../engine/config.js";
import { KNOWN_MODELS } from "../../../spec.js";

interface Words {
  readonly fr: string;
  readonly en: string;
}

export interface Source {
  readonly title: string;
  readonly url: string;
}

export interface Known {
  readonly id: string;
  readonly name: string;
  /** When it came out. */
  readonly year: number;
  readonly source: Source;
  /** What it is. */
  readonly what: Words;
  /** What it learned from. */
  readonly data: Words;
  /** What is different from the one before, a sentence each. */
  readonly differs: readonly Words[];
  /** Its dials, where it is counted from them. */
  readonly preset?: keyof typeof PRESETS;
  /** Figures that its authors published. */
  readonly published?: {
    readonly parameters: number;
    readonly tokens?: number;
    readonly context?: number;
    readonly layers?: number;
    readonly embedding?: number;
    readonly heads?: number;
    readonly vocabulary?: number;
    readonly unofficial?: boolean;
  };
  /** Where unofficial figures come from. */
  readonly estimate?: Source;
  /** What a whole training took, as somebody published it. */
  readonly trained?: {
    readonly source: Source;
    readonly tokens: number;
    /** Multiplications and additions together. */
    readonly operations?: number;
    /** By others, later. */
    readonly again?: boolean;
  };
}

/** From the smallest to the largest. */
export const KNOWN: readonly Known[] = KNOWN_MODELS;

/** The dials of a model that is counted from them. */
export const dialsOf = ({ preset }: Known): Config | undefined =>
  preset === undefined ? undefined : PRESETS[preset];
