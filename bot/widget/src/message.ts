/** One message on the screen. Text is always text: nothing that arrives is ever read as HTML. */

import { html, nothing, type TemplateResult } from "lit";
import { againIcon } from "./icons.js";
import { pieces } from "./links.js";
import type { Choice } from "./protocol.js";
import { languageName, type Words } from "./strings.js";
import { clock, day } from "./time.js";
import type { Entry } from "./transcript.js";

/** How a message is shown: where it stands among its neighbours, and what its buttons do. */
export interface View {
  words: Words;
  language: string;
  /** Name of a person, empty for the bot and the client. */
  author: string;
  /** First and last of what one author said in a row. */
  first: boolean;
  last: boolean;
  /** Whether its time is shown. */
  timed: boolean;
  /** Whether a day begins with it. */
  day: boolean;
  revealed: boolean;
  /** Whether its choices can still be made. */
  open: boolean;
  reveal: () => void;
  choose: (choice: Choice) => void;
  retry: () => void;
}

/** A message with its author, its origin, its choices and how its delivery went. */
export function messageView(entry: Entry, view: View): TemplateResult {
  const { words } = view;
  const author = entry.sender === "client" ? words("you") : view.author || words("bot");
  const spoken = entry.sender === "client" || !view.first;
  return html`${view.day ? html`<p class="day">${day(entry.time, view.language)}</p>` : nothing}
    <div class="message ${entry.sender} ${entry.delivery}" ?data-first=${view.first} ?data-last=${view.last}>
      <span class=${spoken ? "hidden" : "author"}><bdi>${author}</bdi><span class="hidden">: </span></span>
      ${entry.text ? html`<div class="bubble">${prose(entry.text, entry.language)}${original(entry, view)}</div>` : nothing}
      ${origin(entry, view)} ${delivery(entry, view)}
      ${view.timed && entry.delivery === "sent"
        ? html`<time class="time" datetime=${new Date(entry.time).toISOString()}>${clock(entry.time, view.language)}</time>`
        : nothing}
      ${view.open && entry.choices.length ? choices(entry, view) : nothing}
    </div>`;
}

/** What stands where the conversation will be. */
export function waitingView(words: Words): TemplateResult {
  return html`<p class="waiting">${words("connecting")}</p>`;
}

/** Three dots while the other side writes; `first` when somebody else spoke before. */
export function writingView(words: Words, first: boolean): TemplateResult {
  return html`<div class="message bot writing" ?data-first=${first}>
    <div class="bubble"><span class="hidden">${words("typing")}</span><i></i><i></i><i></i></div>
  </div>`;
}

function prose(text: string, language: string): TemplateResult {
  return html`<div class="text" lang=${language || nothing} dir="auto">${pieces(text).map((piece) =>
    piece.href
      ? html`<a href=${piece.href} target="_blank" rel="noopener noreferrer nofollow">${piece.text}</a>`
      : piece.text,
  )}</div>`;
}

function original(entry: Entry, view: View): TemplateResult | typeof nothing {
  if (!view.revealed || !entry.original) return nothing;
  return html`<div class="original">${prose(entry.original, entry.originalLanguage)}</div>`;
}

/** Where the words come from: that a machine translated them, or that nobody could. */
function origin(entry: Entry, view: View): TemplateResult | typeof nothing {
  const { words } = view;
  if (entry.made === "untranslated" && entry.sender !== "client") {
    return html`<p class="origin">${words("untranslated")}</p>`;
  }
  if (entry.made !== "model" || !entry.original || entry.original === entry.text) return nothing;
  const language = languageName(entry.originalLanguage, view.language);
  return html`<p class="origin">
    ${words("machine_translated", { language })}
    <button class="reveal" type="button" aria-expanded=${view.revealed ? "true" : "false"} @click=${view.reveal}>
      ${view.revealed ? words("hide_original") : words("show_original")}
    </button>
  </p>`;
}

function delivery(entry: Entry, view: View): TemplateResult | typeof nothing {
  const { words } = view;
  if (entry.delivery === "sent") return nothing;
  if (entry.delivery === "pending") return html`<p class="delivery">${words("sending")}</p>`;
  const trouble = entry.trouble ? html`<p class="delivery trouble" dir="auto">${entry.trouble}</p>` : nothing;
  if (entry.delivery === "refused") return html`${trouble}`;
  return html`${trouble}<button class="retry" type="button" @click=${view.retry}>${againIcon}${words("retry")}</button>`;
}

function choices(entry: Entry, view: View): TemplateResult {
  return html`<div class="choices">
    ${entry.choices.map(
      (choice) =>
        html`<button class="choice" type="button" lang=${entry.language || nothing} dir="auto"
          @click=${() => view.choose(choice)}>${choice.title}</button>`,
    )}
  </div>`;
}
