/** A script and all that it builds on, as one text: see once.ts. */
declare module "*?bundled" {
  const code: string;
  export default code;
}
