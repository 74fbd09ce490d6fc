import { beforeEach, expect, test, vi } from "vitest";
import { Conversation, type Socket } from "./conversation.js";
import { Memory } from "./memory.js";

type Receipt = (error: unknown, receipt?: unknown) => void;

/** A socket whose other end is the test. */
class FakeSocket implements Socket {
  connected = false;
  connects = 0;
  sent: { event: string; data: Record<string, unknown>; receipt?: Receipt }[] = [];
  private readonly listeners = new Map<string, (...args: never[]) => void>();

  connect(): void {
    this.connects += 1;
  }

  disconnect(): void {
    this.hears("disconnect", "io client disconnect");
  }

  on(event: string, listener: (...args: never[]) => void): void {
    this.listeners.set(event, listener);
  }

  emit(event: string, data: Record<string, unknown>): void {
    this.sent.push({ event, data });
  }

  timeout(): { emit(event: string, data: Record<string, unknown>, receipt: Receipt): void } {
    return { emit: (event, data, receipt) => this.sent.push({ event, data, receipt }) };
  }

  hears(event: string, data: unknown): void {
    this.connected = event === "session" || (this.connected && event !== "disconnect");
    this.listeners.get(event)?.(data as never);
  }
}

class Shelf implements Pick<Storage, "getItem" | "setItem"> {
  private readonly kept = new Map<string, string>();
  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.kept.set(key, value);
  }
}

let shelf: Shelf;
let socket: FakeSocket;
let auth: Record<string, unknown>;

function conversation(): Conversation {
  socket = new FakeSocket();
  let number = 0;
  const opener = (answer: (send: (data: object) => void) => void): Socket => {
    socket.connect = () => answer((data) => (auth = data as Record<string, unknown>));
    socket.connect();
    return socket;
  };
  const subject = { freelancer: "designer", locale: "es-ES" };
  return new Conversation(subject, new Memory("https://host", "designer", shelf), opener, () => 1000, () => `id-${++number}`);
}

function session(more: object = {}): object {
  return { token: "t1", conversation: "designer.1", language: "es", history: [], limits: { chars: 500 }, ...more };
}

const said = (seq: number, text: string, more: object = {}): object => ({ id: `b${seq}`, seq, sender: "bot", text, ...more });
const sentMessages = (): unknown[] => socket.sent.filter((one) => one.event === "message").map((one) => one.data);

beforeEach(() => {
  shelf = new Shelf();
  vi.useRealTimers();
});

test("what is written before the connection stands is sent once it does", () => {
  const chat = conversation();
  chat.say("  Hola  ");
  expect(chat.entries.map((entry) => [entry.text, entry.delivery])).toEqual([["Hola", "pending"]]);
  expect(sentMessages()).toEqual([]);

  socket.hears("session", session());
  expect(sentMessages()).toEqual([{ id: "id-1", text: "Hola" }]);
  socket.sent[0]?.receipt?.(null, { ok: true });
  expect(chat.entries[0]?.delivery).toBe("sent");
});

test("a message without receipt is sent again with the same id on the next connection, and shown once", () => {
  const chat = conversation();
  chat.connect();
  socket.hears("session", session());
  chat.say("Hola");
  socket.hears("disconnect", "transport close");
  expect(chat.link).toBe("lost");

  socket.hears("session", session({ history: [said(1, "Hola", { id: "id-1", sender: "client" }), said(2, "¡Hola!")] }));
  expect(sentMessages()).toHaveLength(1);
  expect(chat.entries.map((entry) => [entry.text, entry.delivery])).toEqual([
    ["Hola", "sent"],
    ["¡Hola!", "sent"],
  ]);

  chat.say("¿Precio?");
  socket.hears("disconnect", "transport close");
  socket.hears("session", session());
  expect(sentMessages().slice(1)).toEqual([
    { id: "id-2", text: "¿Precio?" },
    { id: "id-2", text: "¿Precio?" },
  ]);
  expect(chat.entries).toHaveLength(3);
});

test("an unsent message and the conversation survive a reload", () => {
  const before = conversation();
  before.connect();
  socket.hears("session", session());
  before.say("Hola");

  const after = conversation();
  expect(after.worthResuming).toBe(true);
  expect(after.entries.map((entry) => entry.text)).toEqual(["Hola"]);
  after.connect();
  expect(auth).toEqual({ freelancer: "designer", locale: "es-ES", token: "t1" });
  socket.hears("session", session());
  expect(sentMessages()).toEqual([{ id: "id-1", text: "Hola" }]);
});

test("a reconnection asks only for what came later and fills it in without repeating", () => {
  const chat = conversation();
  chat.connect();
  socket.hears("session", session({ history: [said(1, "one"), said(2, "two")] }));
  socket.hears("message", said(4, "four"));
  socket.hears("message", said(3, "three"));
  socket.hears("message", said(4, "four"));
  socket.connect();
  expect(auth["after"]).toBe(4);
  socket.hears("session", session({ history: [said(5, "five")] }));
  expect(chat.entries.map((entry) => entry.text)).toEqual(["one", "two", "three", "four", "five"]);
});

test("messages waiting in the log with position 0 stay behind what was answered", () => {
  const chat = conversation();
  chat.connect();
  const waiting = said(0, "second", { id: "c2", sender: "client" });
  socket.hears("session", session({ history: [said(1, "first", { sender: "client" }), waiting] }));
  socket.hears("message", said(2, "answer to the first"));
  socket.hears("message", said(3, "second", { id: "c2", sender: "client" }));
  socket.hears("message", said(4, "answer to the second"));
  expect(chat.entries.map((entry) => entry.text)).toEqual([
    "first",
    "answer to the first",
    "second",
    "answer to the second",
  ]);
});

test("when the server begins a new conversation the old one goes, and what was unsent is sent as plain text", () => {
  const chat = conversation();
  chat.connect();
  socket.hears("session", session({ history: [said(1, "Choose", { buttons: [{ title: "Logo", payload: "signed" }] })] }));
  chat.choose({ title: "Logo", payload: "signed" });
  socket.hears("disconnect", "transport close");

  socket.hears("session", session({ token: "t2", conversation: "designer.2" }));
  expect(chat.entries.map((entry) => entry.text)).toEqual(["Logo"]);
  expect(sentMessages().at(-1)).toEqual({ id: "id-1", text: "Logo" });
});

test("a refused message says why; one that may be tried again can be", () => {
  const chat = conversation();
  chat.connect();
  socket.hears("session", session());
  chat.say("fast");
  socket.sent[0]?.receipt?.(null, { ok: false, code: "too_fast", text: "Please wait." });
  expect(chat.entries[0]).toMatchObject({ delivery: "failed", trouble: "Please wait." });
  chat.retry("id-1");
  socket.sent[1]?.receipt?.(null, { ok: true });
  expect(chat.entries[0]).toMatchObject({ delivery: "sent", trouble: "" });

  chat.say("?");
  socket.sent[2]?.receipt?.(null, { ok: false, code: "not_text", text: "Only text." });
  expect(chat.entries[1]).toMatchObject({ delivery: "refused", trouble: "Only text." });
  expect(conversation().entries).toEqual([]);
});

test("a server that never answers a message is asked three times, then the client is told", () => {
  const chat = conversation();
  chat.connect();
  socket.hears("session", session());
  chat.say("Hola");
  for (const attempt of [0, 1, 2]) {
    expect(chat.entries[0]?.delivery).toBe("pending");
    socket.sent[attempt]?.receipt?.(new Error("timeout"));
  }
  expect(sentMessages()).toHaveLength(3);
  expect(chat.entries[0]?.delivery).toBe("failed");
});

test("a language chosen without a connection is asked for as soon as there is one", () => {
  const chat = conversation();
  chat.connect();
  socket.hears("session", session());
  socket.hears("disconnect", "transport close");
  chat.speak("de");
  expect(chat.language).toBe("de");
  socket.hears("session", session());
  expect(socket.sent).toContainEqual({ event: "language", data: { language: "de" } });
  socket.hears("language", { language: "de", direction: "ltr", strings: { widget_send: "Senden" } });
  expect(chat.profile.strings).toEqual({ widget_send: "Senden" });
});

test("a refused connection tells why, and a desk that is only away is tried again by itself", () => {
  vi.useFakeTimers();
  const chat = conversation();
  chat.connect();
  socket.hears("connect_error", { data: { code: "unavailable", message: "Back soon." } });
  expect([chat.link, chat.problem?.text]).toEqual(["refused", "Back soon."]);
  vi.advanceTimersByTime(10_000);
  expect(chat.link).toBe("connecting");
  socket.hears("session", session());
  expect([chat.link, chat.problem]).toEqual(["online", null]);
});

test("a server that says goodbye is joined again", () => {
  vi.useFakeTimers();
  conversation().connect();
  socket.hears("session", session());
  const rejoin = vi.spyOn(socket, "connect");
  socket.hears("disconnect", "io server disconnect");
  vi.advanceTimersByTime(2000);
  expect(rejoin).toHaveBeenCalledOnce();
});

test("nothing the server sends out of shape reaches the screen or stops the chat", () => {
  const chat = conversation();
  chat.connect();
  for (const nonsense of [null, 7, "x", [], { id: 3 }, { id: "a" }, { id: "a", text: ["<b>"] }]) {
    socket.hears("session", nonsense);
    socket.hears("message", nonsense);
    socket.hears("language", nonsense);
    socket.hears("typing", nonsense);
    socket.hears("problem", nonsense);
  }
  expect(chat.entries).toEqual([]);
  socket.hears("session", session({ history: [said(1, "fine", { buttons: "no", made: "magic", time: "never" })] }));
  expect(chat.entries[0]).toMatchObject({ text: "fine", choices: [], made: "identity" });
});
