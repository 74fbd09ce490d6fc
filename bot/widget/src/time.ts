/** Times and days of messages, in the client's language and time zone. */

import type { Message } from "./protocol.js";

const PAUSE_MS = 10 * 60_000;

/** The hour and minute of a message, as one writes them in `language`. */
export function clock(time: number, language: string): string {
  return format(language, { timeStyle: "short" }, time);
}

/** Whether the time of a message is worth showing: it is the last, or a while passed before the next. */
export function endsSpell(message: Message, next: Message | undefined): boolean {
  return next === undefined || next.time - message.time > PAUSE_MS;
}

/** The day of a message: today, yesterday, or a date. */
export function day(time: number, language: string, now = Date.now()): string {
  const ago = Math.round((midnight(time) - midnight(now)) / 86_400_000);
  if (ago === 0 || ago === -1) {
    const word = new Intl.RelativeTimeFormat(supported(language), { numeric: "auto" }).format(ago, "day");
    return word.charAt(0).toLocaleUpperCase(supported(language)) + word.slice(1);
  }
  return format(language, { weekday: "long", day: "numeric", month: "long" }, time);
}

/** Whether a day begins with this message that the client must be told of: not today with nothing before it. */
export function startsDay(message: Message, before: Message | undefined, now = Date.now()): boolean {
  return midnight(message.time) !== midnight(before?.time ?? now);
}

function format(language: string, options: Intl.DateTimeFormatOptions, time: number): string {
  return new Intl.DateTimeFormat(supported(language), options).format(time);
}

/** `language` where the browser knows it as one; the browser's own otherwise. */
function supported(language: string): string | undefined {
  try {
    // The visitor's own variant (en-GB, es-MX) where it is one of that language.
    const own = navigator.language.startsWith(`${language}-`) ? navigator.language : language;
    return Intl.DateTimeFormat.supportedLocalesOf([own])[0];
  } catch {
    return undefined;
  }
}

function midnight(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
