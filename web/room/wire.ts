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
  /** Whether names wait for the teacher's yes, and those that do. */
  readonly relecture: boolean;
  readonly attendent: readonly WaitingName[];
  readonly eleves: readonly Pupil[];
}

export interface WaitingName {
  readonly numero: number;
  readonly nom: string;
  readonly rang: number;
}

export interface WallName {
  readonly numero: number;
  readonly nom: string;
  readonly voix: number;
  /** For the teacher's yes: its own pupil alone sees it. */
  readonly attend: boolean;
  readonly a_moi: boolean;
  readonly ma_voix: boolean;
  /** Whose it is, told to the teacher only. */
  readonly rang?: number;
}

export interface GivenModel {
  readonly rang: number;
  readonly octets: number;
}
