/**
 * The class server (servir.py --classe) as the pages see it: what is asked of it, and by whom. Where a
 * page does not come from one, nothing here is ever asked.
 */

import { createSignal } from "solid-js";
import type { GivenModel, Shown, View, WallName } from "./wire.js";

/** Only that server marks the pages that it sends. */
export const isOpen =
  document.documentElement.hasAttribute("data-classe") && location.protocol.startsWith("http");

/** Who this tab is: an animal by its rank, and what only this tab knows. */
interface Member {
  readonly rank: number;
  readonly secret: string;
}

/** Why the server said no; `away` where it did not answer. */
export class Refusal extends Error {
  constructor(readonly word: string) {
    super(word);
  }
}

const MEMBER = "premier-llm-class-member";
const KEY = "premier-llm-class-key";

// The tab that closes takes them along: the next pupil of this computer is another animal.
function kept(name: string): string | undefined {
  try {
    return sessionStorage.getItem(name) ?? undefined;
  } catch {
    return undefined;
  }
}

function keep(name: string, value: string | undefined): void {
  try {
    if (value === undefined) sessionStorage.removeItem(name);
    else sessionStorage.setItem(name, value);
  } catch {
    // It holds as long as the page stands.
  }
}

function keptMember(): Member | undefined {
  const { rank, secret } = JSON.parse(kept(MEMBER) ?? "{}") as Partial<Member>;
  return rank === undefined || secret === undefined ? undefined : { rank, secret };
}

const [member, setMember] = createSignal(isOpen ? keptMember() : undefined);
const [key, setKey] = createSignal(isOpen ? kept(KEY) : undefined);
export { key };

export const myRank = (): number | undefined => member()?.rank;

function become(found: Member | undefined): void {
  keep(MEMBER, found && JSON.stringify(found));
  setMember(found);
}

/** The teacher's key, from the terminal; undefined forgets it. */
export function takeKey(given: string | undefined): void {
  keep(KEY, given);
  setKey(given);
}

interface Call {
  readonly body?: object | Uint8Array<ArrayBuffer>;
  readonly headers?: Record<string, string>;
}

async function call(path: string, { body, headers }: Call): Promise<Response> {
  const raw = body instanceof Uint8Array;
  let answer: Response;
  try {
    answer = await fetch(`salle/${path}`, {
      method: body === undefined ? "GET" : "POST",
      credentials: "omit",
      // The pages say nothing of where they come from; here the server must know that it is itself.
      referrerPolicy: "same-origin",
      cache: "no-store",
      headers: {
        ...headers,
        ...(body !== undefined && {
          "Content-Type": raw ? "application/octet-stream" : "application/json",
        }),
      },
      ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
    });
  } catch {
    throw new Refusal("away");
  }
  if (answer.ok) return answer;
  const { erreur } = (await answer.json().catch(() => ({}))) as { erreur?: string };
  // Another server, or the same one started again: it knows neither this animal nor this key.
  if (erreur === "inconnu") become(undefined);
  if (erreur === "cle") takeKey(undefined);
  throw new Refusal(erreur ?? "away");
}

const asKey = (): Record<string, string> => (key() === undefined ? {} : { Cle: key()! });

let entering: Promise<void> | undefined;

async function enter(): Promise<void> {
  const answer = await call("animal", { body: {} });
  const { rang, secret } = (await answer.json()) as { rang: number; secret: string };
  become({ rank: rang, secret });
}

/** As an animal; without one yet, one is drawn. */
async function asMember(path: string, body: object | Uint8Array<ArrayBuffer>): Promise<unknown> {
  if (member() === undefined) {
    entering ??= enter().finally(() => (entering = undefined));
    await entering;
  }
  return (await call(path, { body, headers: { Secret: member()!.secret } })).json();
}

const asTeacher = async (path: string, body: object): Promise<unknown> =>
  (await call(path, { body, headers: asKey() })).json();

// Exercises

export const show = ({ lesson, done, begun }: Shown): Promise<unknown> =>
  asMember("exercices", { lecon: lesson, reussis: done, commences: begun });

/** Takes back all that was shown. */
export const hide = (): Promise<unknown> => asMember("exercices/cacher", {});

/** With the key of this tab, or one that was just typed. */
export const view = async (typed = key()): Promise<View> =>
  (await call("vue", { headers: { Cle: typed ?? "" } })).json() as Promise<View>;
export const removePupil = (rang: number): Promise<unknown> =>
  asTeacher("prof/retirer-eleve", { rang });
export const keepOut = (poste: number, dehors: boolean): Promise<unknown> =>
  asTeacher("prof/ecarter", { poste, dehors });

// The wall

/** Letters; the server refuses more. */
export const MOST_NAME = 24;

export async function wall(): Promise<WallName[]> {
  const headers = { ...asKey(), ...(member() && { Secret: member()!.secret }) };
  return (await (await call("mur", { headers })).json()) as WallName[];
}

export const putName = (nom: string): Promise<unknown> => asMember("nom", { nom });
export const vote = (numero: number, pour: boolean): Promise<unknown> =>
  asMember("voix", { numero, pour });
export const showName = (numero: number): Promise<unknown> =>
  asTeacher("prof/montrer-nom", { numero });
/** Whether names wait for the teacher; if not, all that waited are shown. */
export const readFirst = (oui: boolean): Promise<unknown> => asTeacher("prof/relire", { oui });
export const takeOff = (numero: number): Promise<unknown> =>
  asTeacher("prof/retirer-nom", { numero });
export const emptyWall = (): Promise<unknown> => asTeacher("prof/vider-mur", {});

// Models

/** Bytes; the server refuses more. */
export const MOST_MODEL = 14_000_000;

export function giveModel(bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
  if (bytes.length > MOST_MODEL) return Promise.reject(new Refusal("long"));
  return asMember("modele", bytes);
}

export const takeBackModel = (): Promise<unknown> => asMember("modele/reprendre", {});
export const models = async (): Promise<GivenModel[]> =>
  (await (await call("modeles", {})).json()) as GivenModel[];
export const modelOf = async (rang: number): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await (await call(`modele/${rang}`, {})).arrayBuffer());
