/** One number of the anatomy. */
export interface Place {
  readonly name: string;
  readonly index: readonly number[];
}
