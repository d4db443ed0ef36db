/** What passes between the class server and the pages. */

export interface Shown {
  readonly lesson: number;
  readonly done: readonly number[];
  readonly begun: readonly number[];
}

export interface Pupil {
  readonly rang: number;
  /** A number for the computer's address. */
  readonly poste: number;
  readonly noms: number;
  readonly modele: boolean;
  readonly exercices: Readonly<
    Record<string, { readonly reussis: readonly number[]; readonly commences: readonly number[] }>
  >;
}

export interface View {
  /** Titles of each lesson's exercises. */
  readonly lecons: Readonly<Record<string, readonly string[]>>;
  /** Computers that may not enter. */
  readonly ecartes: readonly number[];
  readonly eleves: readonly Pupil[];
}

export interface WallName {
  readonly numero: number;
  readonly nom: string;
  readonly voix: number;
  readonly a_moi: boolean;
  readonly ma_voix: boolean;
  /** Whose it is, told to the teacher only. */
  readonly rang?: number;
}

export interface GivenModel {
  readonly rang: number;
  readonly octets: number;
}
