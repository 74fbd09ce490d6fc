/** Where the client writes. */

import { html, nothing, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { sendIcon } from "./icons.js";
import type { Words } from "./strings.js";

const TELL_FROM = 0.85;

/** How long a text is against its limit, counted as the server counts: in Unicode characters. */
export function counted(text: string, limit: number): { left: number; over: number; near: boolean } {
  const length = [...text.trim()].length;
  return { left: limit - length, over: Math.max(0, length - limit), near: length >= limit * TELL_FROM };
}

/** The text field with its counter and button. */
export function composer(
  draft: string,
  limit: number,
  words: Words,
  input: (text: string) => void,
  submit: () => void,
): TemplateResult {
  const { left, over, near } = counted(draft, limit);
  const onKeydown = (event: KeyboardEvent): void => {
    // Enter also ends the composing of a Japanese or Chinese word: that one is not for sending.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  };
  const onSubmit = (event: Event): void => {
    event.preventDefault();
    submit();
  };
  const told = over ? words("too_long", { over }) : near ? words("characters_left", { left }) : "";
  return html`<form class="composer" @submit=${onSubmit}>
    <div class="field">
      <textarea id="textarea" rows="1" dir=${draft ? "auto" : nothing} enterkeyhint="send" autocomplete="off" .value=${live(draft)}
        placeholder=${words("placeholder")} aria-label=${words("placeholder")} aria-describedby="counter"
        aria-invalid=${over ? "true" : "false"} @keydown=${onKeydown}
        @input=${(event: Event) => input((event.target as HTMLTextAreaElement).value)}></textarea>
      <button class="send" type="submit" title=${words("send")} aria-label=${words("send")}
        ?disabled=${!draft.trim() || over > 0}>${sendIcon}</button>
    </div>
    <p id="counter" class=${over ? "counter over" : "counter"} role="status">${told || nothing}</p>
  </form>`;
}
