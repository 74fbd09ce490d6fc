/**
 * What travels between the widget and the website channel.
 *
 * Everything that arrives is read field by field: a field of the wrong type becomes its default, so that
 * nothing the server sends can break the page it is embedded in.
 */

/** Who wrote a message. */
export type Sender = "bot" | "client" | "freelancer";

/** How the text of a message came to be; see docs/architecture for the desk's side of it. */
export type Made = "identity" | "phrase" | "own" | "model" | "untranslated";

/** An answer offered with a message; `payload` is signed by the server and meaningless to the widget. */
export interface Choice {
  title: string;
  payload: string;
}

/**
 * One message of the conversation, as the tracker keeps it. `seq` is its position there, counted from 1, or null
 * while it has none; `time` is in milliseconds since 1970.
 */
export interface Message {
  id: string;
  seq: number | null;
  sender: Sender;
  text: string;
  language: string;
  original: string;
  originalLanguage: string;
  made: Made;
  choices: Choice[];
  time: number;
}

/** A language of the menu, in its own name. */
export interface Language {
  code: string;
  name: string;
}

/** Who the client talks to, and in which language the widget speaks. */
export interface Profile {
  freelancer: { slug: string; name: string; trade: string };
  language: string;
  direction: "ltr" | "rtl";
  languages: Language[];
  strings: Record<string, string>;
}

/** The server's answer to a connection. */
export interface Session {
  token: string;
  conversation: string;
  profile: Profile;
  history: Message[];
  chars: number;
}

/** What the server answers to a message; `text` is a sentence for the client when it was refused. */
export interface Receipt {
  ok: boolean;
  code: string;
  text: string;
}

/** A refusal or a trouble of the server's own, in words for the client; `id` names the message it is about, if any. */
export interface Problem {
  id: string;
  code: string;
  text: string;
  language: string;
}

type Fields = Record<string, unknown>;

const MADE: readonly string[] = ["identity", "phrase", "own", "model", "untranslated"];
const SENDERS: readonly string[] = ["bot", "client", "freelancer"];
const DEFAULT_CHARS = 2000;

/** Reads a message; null when it has no id or nothing to show. */
export function readMessage(value: unknown): Message | null {
  const fields = record(value);
  const id = text(fields["id"]);
  const words = text(fields["text"]);
  const choices = list(fields["buttons"]).map(readChoice).filter((choice) => choice !== null);
  if (!id || (!words && choices.length === 0)) return null;
  return {
    id,
    seq: typeof fields["seq"] === "number" && fields["seq"] > 0 ? fields["seq"] : null,
    sender: oneOf(fields["sender"], SENDERS, "bot") as Sender,
    text: words,
    language: text(fields["language"]),
    original: text(fields["original"]),
    originalLanguage: text(fields["original_language"]),
    made: oneOf(fields["made"], MADE, "identity") as Made,
    choices,
    time: readTime(fields["time"]),
  };
}

/** Reads the answer to a connection; null when it names no conversation. */
export function readSession(value: unknown): Session | null {
  const fields = record(value);
  const conversation = text(fields["conversation"]);
  const token = text(fields["token"]);
  if (!conversation || !token) return null;
  const chars = record(fields["limits"])["chars"];
  return {
    token,
    conversation,
    profile: readProfile(fields),
    history: list(fields["history"]).map(readMessage).filter((message) => message !== null),
    chars: typeof chars === "number" && chars > 0 ? chars : DEFAULT_CHARS,
  };
}

/** Reads who the client talks to from a session, or from what the browser kept of one. */
export function readProfile(value: unknown): Profile {
  const fields = record(value);
  const freelancer = record(fields["freelancer"]);
  const strings = Object.entries(record(fields["strings"])).filter(([, words]) => typeof words === "string");
  const languages = list(fields["languages"]).map(record);
  return {
    freelancer: {
      slug: text(freelancer["slug"]),
      name: text(freelancer["name"]),
      trade: text(freelancer["trade"]),
    },
    language: text(fields["language"]),
    direction: fields["direction"] === "rtl" ? "rtl" : "ltr",
    languages: languages
      .map((language) => ({ code: text(language["code"]), name: text(language["name"]) }))
      .filter((language) => language.code),
    strings: Object.fromEntries(strings) as Record<string, string>,
  };
}

/** Reads the answer to a message; anything unreadable counts as refused. */
export function readReceipt(value: unknown): Receipt {
  const { code, text: words } = readProblem(value);
  return { ok: record(value)["ok"] === true, code, text: words };
}

/** Reads a problem, whichever of its two fields for words it uses. */
export function readProblem(value: unknown): Problem {
  const fields = record(value);
  return {
    id: text(fields["id"]),
    code: text(fields["code"]),
    text: text(fields["text"]) || text(fields["message"]),
    language: text(fields["language"]),
  };
}

/** Whether the server says that somebody is writing. */
export function readTyping(value: unknown): boolean {
  return record(value)["on"] === true;
}

function readChoice(value: unknown): Choice | null {
  const fields = record(value);
  const title = text(fields["title"]);
  return title ? { title, payload: text(fields["payload"]) } : null;
}

/** Milliseconds since 1970 from ISO 8601, seconds or milliseconds; now when it is none of these. */
function readTime(value: unknown): number {
  if (typeof value === "number" && value > 0) return value < 1e11 ? value * 1000 : value;
  const parsed = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(parsed) ? Date.now() : parsed;
}

function record(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function oneOf(value: unknown, allowed: readonly string[], otherwise: string): string {
  return typeof value === "string" && allowed.includes(value) ? value : otherwise;
}
