/**
 * The conversation as it is shown: every message once, in order, whatever arrives twice or late.
 */

import type { Message } from "./protocol.js";

/** Where a message of the client's own stands on its way to the server. */
export type Delivery = "sent" | "pending" | "failed" | "refused";

/** A message and, for the client's own, how its delivery went; `trouble` is what the server said against it. */
export interface Entry extends Message {
  delivery: Delivery;
  trouble: string;
}

/** The conversation so far with all of `arrived` in it; what is there already is brought up to date, not repeated. */
export function withMessages(entries: readonly Entry[], arrived: readonly Message[]): Entry[] {
  return arrived.reduce<Entry[]>(withMessage, [...entries]);
}

/** The conversation made anew from its whole history, followed by what the server does not have yet. */
export function fromHistory(entries: readonly Entry[], history: readonly Message[]): Entry[] {
  const told = withMessages([], [...history].sort((a, b) => (a.seq ?? Infinity) - (b.seq ?? Infinity)));
  const known = new Set(told.map((entry) => entry.id));
  return [...told, ...entries.filter((entry) => entry.delivery !== "sent" && !known.has(entry.id))];
}

/** The conversation with the delivery of one message changed. */
export function withDelivery(entries: readonly Entry[], id: string, delivery: Delivery, trouble = ""): Entry[] {
  return entries.map((entry) => (entry.id === id ? { ...entry, delivery, trouble } : entry));
}

/** The last position heard from the server, or null before the first. */
export function lastSeq(entries: readonly Entry[]): number | null {
  const positions = entries.map((entry) => entry.seq).filter((seq) => seq !== null);
  return positions.length ? Math.max(...positions) : null;
}

/** How many messages of others came after position `seen`. */
export function unread(entries: readonly Entry[], seen: number): number {
  return entries.filter((entry) => entry.sender !== "client" && (entry.seq ?? -1) > seen).length;
}

function withMessage(entries: Entry[], message: Message): Entry[] {
  const arrived: Entry = { ...message, delivery: "sent", trouble: "" };
  const { id, seq } = message;
  const known = entries.findIndex((entry) => entry.id === id || (seq !== null && entry.seq === seq));
  if (known < 0) return placed(entries, arrived, entries.length);
  const others = [...entries.slice(0, known), ...entries.slice(known + 1)];
  return placed(others, { ...arrived, seq: seq ?? entries[known]?.seq ?? null }, known);
}

/** `entry` at `place`, or as near to it as the positions of the others allow. */
function placed(others: readonly Entry[], entry: Entry, place: number): Entry[] {
  const seq = entry.seq ?? null;
  const later = seq === null ? -1 : others.findIndex((other) => other.seq !== null && other.seq > seq);
  const earlier = seq === null ? -1 : others.findLastIndex((other) => other.seq !== null && other.seq < seq);
  const latest = later < 0 ? others.length : later;
  const at = Math.min(Math.max(place, earlier + 1), latest);
  return [...others.slice(0, at), entry, ...others.slice(at)];
}
