/**
 * One conversation with one freelancer: connects, keeps, sends, resends and listens. It knows no page.
 *
 * A message of the client's is written to the browser's memory before it is sent and leaves it only when the
 * server has acknowledged it; the server treats a resend with the same id as the same message.
 */

import type { Memory, Unsent } from "./memory.js";
import { type Choice, type Message, type Problem, type Profile } from "./protocol.js";
import { readMessage, readProblem, readProfile, readReceipt, readSession, readTyping } from "./protocol.js";
import { type Entry, fromHistory, lastSeq, unread, withDelivery, withMessages } from "./transcript.js";

/** Where the connection stands. `refused` lasts until the client tries again. */
export type Link = "idle" | "connecting" | "online" | "lost" | "refused";

/** The part of a socket.io client that a conversation uses. */
export interface Socket {
  readonly connected: boolean;
  connect(): unknown;
  disconnect(): unknown;
  on(event: string, listener: (...args: never[]) => void): unknown;
  emit(event: string, ...args: unknown[]): unknown;
  timeout(milliseconds: number): { emit(event: string, ...args: unknown[]): unknown };
}

/** Opens a socket whose every connection sends what `auth` gives at that moment. */
export type Opener = (auth: (send: (data: object) => void) => void) => Socket;

/** Whom a conversation is with, and the locale it begins in, such as es-MX. */
export interface Subject {
  freelancer: string;
  locale: string;
}

const HINT =
  "Liaison: no connection yet, trying on. If it stays so: is this website among LIAISON_ALLOWED_ORIGINS on the " +
  "server, and does this page's Content-Security-Policy allow the server in connect-src (https: and wss:)?";
const RECEIPT_MS = 15_000;
const TRIES = 3;
const TYPING_MS = 30_000;
const REJOIN_MS = 2_000;
const TRY_AGAIN_MS = 10_000;
const GOOD_NEWS_MS = 8_000;
const FINAL_REFUSALS = ["too_long", "empty", "not_text", "bad_request"];

/** Everything that is shown, and `change` events when any of it is different. */
export class Conversation extends EventTarget {
  link: Link = "idle";
  entries: Entry[] = [];
  profile: Profile;
  typing = false;
  /** True once the server has told the conversation so far; until then an empty list means nothing. */
  told = false;
  chars = 2000;
  problem: Problem | null = null;

  private socket: Socket | null = null;
  private id = "";
  private tries = new Map<string, number>();
  private typingTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly subject: Subject,
    private readonly memory: Memory,
    private readonly open: Opener,
    private readonly now: () => number = Date.now,
    private readonly newId: () => string = uuid,
  ) {
    super();
    const kept = memory.read();
    this.profile = readProfile(kept.profile);
    this.entries = kept.unsent.map(entryOf);
  }

  /** Slug of the freelancer this is a conversation with. */
  get freelancer(): string {
    return this.subject.freelancer;
  }

  /** The language the widget speaks now. */
  get language(): string {
    return this.memory.read().language || this.profile.language || this.subject.locale;
  }

  /** Whether there is anything to come back to without being asked. */
  get worthResuming(): boolean {
    const kept = this.memory.read();
    return Boolean(kept.token && kept.spoken) || kept.unsent.length > 0;
  }

  /** How many messages the client has not had on screen yet. */
  get unread(): number {
    return unread(this.entries, this.memory.read().seen);
  }

  /** Connects, once; later calls try again at once when the connection is lost or was refused. */
  connect(): void {
    if (this.socket) {
      if (!this.socket.connected) this.socket.connect();
      if (this.link === "refused") this.become("connecting");
      return;
    }
    this.link = "connecting";
    this.socket = this.open((send) => send(this.auth()));
    this.listen(this.socket);
    this.changed();
  }

  /** Leaves; what is unsent stays kept. */
  disconnect(): void {
    this.socket?.disconnect();
    clearTimeout(this.typingTimer);
  }

  /** Sends what the client wrote; surrounding white space is not part of it, and nothing else is not sent. */
  say(text: string): void {
    const words = text.trim();
    if (words) this.post({ id: this.newId(), text: words, payload: "", time: this.now() });
  }

  /** Sends the choice the client made. */
  choose(choice: Choice): void {
    this.post({ id: this.newId(), text: choice.title, payload: choice.payload, time: this.now() });
  }

  /** Sends a failed message again. */
  retry(id: string): void {
    const unsent = this.memory.read().unsent.find((message) => message.id === id);
    if (!unsent) return;
    this.tries.delete(id);
    this.entries = withDelivery(this.entries, id, "pending");
    this.changed();
    this.connect();
    this.send(unsent);
  }

  /** Asks for another language, now or with the next connection. */
  speak(language: string): void {
    this.memory.keep({ language });
    if (this.link === "online") this.socket?.emit("language", { language });
    this.changed();
  }

  /** Notes that everything so far has been on screen. */
  seen(): void {
    const last = lastSeq(this.entries);
    if (last === null || last <= this.memory.read().seen) return;
    this.memory.keep({ seen: last });
    this.changed();
  }

  /** Takes the server's trouble off the screen. */
  dismiss(): void {
    this.problem = null;
    this.changed();
  }

  private auth(): object {
    const { token, language } = this.memory.read();
    const after = this.told ? lastSeq(this.entries) : null;
    return {
      freelancer: this.subject.freelancer,
      locale: this.subject.locale,
      ...(token && { token }),
      ...(language && { language }),
      ...(after !== null && { after }),
    };
  }

  private listen(socket: Socket): void {
    socket.on("session", (data: unknown) => this.welcome(data));
    socket.on("message", (data: unknown) => this.hear(data));
    socket.on("typing", (data: unknown) => this.setTyping(readTyping(data)));
    socket.on("language", (data: unknown) => this.translated(data));
    socket.on("problem", (data: unknown) => this.trouble(readProblem(data)));
    socket.on("disconnect", (reason: unknown) => this.lost(reason));
    socket.on("connect_error", (error: unknown) => this.unreachable(error));
  }

  private welcome(data: unknown): void {
    const session = readSession(data);
    if (!session) return;
    const another = this.id !== session.conversation;
    const stored = this.memory.read();
    if (stored.conversation && stored.conversation !== session.conversation) this.startAnew();
    this.entries = another
      ? fromHistory(this.entries, session.history)
      : withMessages(this.entries, session.history);
    this.id = session.conversation;
    this.profile = session.profile;
    this.chars = session.chars;
    this.told = true;
    this.problem = null;
    const { token, conversation, profile } = session;
    const spoken = this.memory.read().spoken || session.history.some((message) => message.sender === "client");
    this.memory.keep({ token, conversation, profile, spoken });
    session.history.forEach((message) => this.memory.forget(message.id));
    this.become("online");
    if (stored.language && stored.language !== profile.language) this.speak(stored.language);
    else this.memory.keep({ language: "" });
    this.memory.read().unsent.forEach((message) => this.resend(message));
  }

  /** The server began another conversation (the old one expired or was deleted): its choices mean nothing now. */
  private startAnew(): void {
    const unsent = this.memory.read().unsent.map((message) => ({ ...message, payload: "" }));
    this.memory.keep({ unsent, seen: -1, spoken: false });
    this.entries = this.entries.filter((entry) => entry.delivery !== "sent");
  }

  private hear(data: unknown): void {
    const message = readMessage(data);
    if (!message) return;
    this.memory.forget(message.id);
    this.entries = withMessages(this.entries, [message]);
    if (message.sender !== "client") this.problem = null;
    this.changed();
  }

  private translated(data: unknown): void {
    const told = readProfile(data);
    this.profile = { ...this.profile, language: told.language, direction: told.direction, strings: told.strings };
    this.memory.keep({ profile: this.profile, language: "" });
    this.changed();
  }

  private post(message: Unsent): void {
    this.memory.remember(message);
    this.memory.keep({ spoken: true });
    this.entries = [...this.entries, entryOf(message)];
    this.changed();
    this.connect();
    this.send(message);
  }

  /** Sends again what an earlier connection did not get acknowledged, even if another page wrote it. */
  private resend(message: Unsent): void {
    if (!this.entries.some((entry) => entry.id === message.id)) this.entries = [...this.entries, entryOf(message)];
    this.entries = withDelivery(this.entries, message.id, "pending");
    this.changed();
    this.send(message);
  }

  private send(message: Unsent): void {
    if (this.link !== "online" || !this.socket?.connected) return;
    const { id, text, payload } = message;
    const body = payload ? { id, payload, title: text } : { id, text };
    this.socket.timeout(RECEIPT_MS).emit("message", body, (error: unknown, receipt: unknown) => {
      if (error) this.unanswered(message);
      else this.receipt(id, receipt);
    });
  }

  private receipt(id: string, data: unknown): void {
    const { ok, code, text } = readReceipt(data);
    const final = FINAL_REFUSALS.includes(code);
    if (ok || final) this.memory.forget(id);
    this.tries.delete(id);
    this.entries = withDelivery(this.entries, id, ok ? "sent" : final ? "refused" : "failed", text);
    this.changed();
  }

  private unanswered(message: Unsent): void {
    if (this.link !== "online" || !this.memory.read().unsent.some((unsent) => unsent.id === message.id)) return;
    const tries = (this.tries.get(message.id) ?? 1) + 1;
    this.tries.set(message.id, tries);
    if (tries <= TRIES) {
      this.send(message);
      return;
    }
    this.entries = withDelivery(this.entries, message.id, "failed");
    this.changed();
  }

  private trouble(problem: Problem): void {
    const about = this.entries.some((entry) => entry.id === problem.id);
    if (about) this.entries = withDelivery(this.entries, problem.id, "refused", problem.text);
    else this.problem = problem.text ? problem : null;
    if (problem.code === "desk_back") setTimeout(() => this.problem === problem && this.dismiss(), GOOD_NEWS_MS);
    this.changed();
  }

  private lost(reason: unknown): void {
    this.setTyping(false);
    if (reason === "io client disconnect") {
      this.become("idle");
      return;
    }
    this.become("lost");
    // socket.io comes back by itself, except after the server said goodbye.
    if (reason === "io server disconnect") setTimeout(() => this.socket?.connect(), REJOIN_MS);
  }

  private unreachable(error: unknown): void {
    const refusal = (error as { data?: unknown } | null)?.data;
    if (refusal === undefined) {
      if (!this.told && this.link === "connecting") console.warn(HINT);
      this.become("lost");
      return;
    }
    this.problem = readProblem(refusal);
    this.become("refused");
    if (this.problem.code === "unavailable") setTimeout(() => this.link === "refused" && this.connect(), TRY_AGAIN_MS);
  }

  private setTyping(on: boolean): void {
    clearTimeout(this.typingTimer);
    if (on) this.typingTimer = setTimeout(() => this.setTyping(false), TYPING_MS);
    if (on === this.typing) return;
    this.typing = on;
    this.changed();
  }

  private become(link: Link): void {
    this.link = link;
    this.changed();
  }

  private changed(): void {
    this.dispatchEvent(new Event("change"));
  }
}

function entryOf(unsent: Unsent): Entry {
  const message: Message = {
    id: unsent.id,
    seq: null,
    sender: "client",
    text: unsent.text,
    language: "",
    original: "",
    originalLanguage: "",
    made: "identity",
    choices: [],
    time: unsent.time,
  };
  return { ...message, delivery: "pending", trouble: "" };
}

/** A random UUID, also on pages without https, where `crypto.randomUUID` is missing. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
