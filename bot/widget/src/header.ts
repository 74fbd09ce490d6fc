/** The top of the panel: who the client talks to, that it is a bot, the language menu, and the way out. */

import { html, type TemplateResult } from "lit";
import type { Conversation } from "./conversation.js";
import { closeIcon, globeIcon } from "./icons.js";
import type { Language } from "./protocol.js";
import { languageName, type Words } from "./strings.js";

/** The header; `speak` is called with the language picked from the menu, `close` with nothing. */
export function panelHeader(
  conversation: Conversation,
  words: Words,
  speak: (code: string) => void,
  close: () => void,
): TemplateResult {
  const { name, trade } = conversation.profile.freelancer;
  return html`<div class="header">
    <div class="who">
      <span class="avatar" aria-hidden="true">${monogram(name)}</span>
      <div class="names">
        <h2 class="name"><bdi>${name}</bdi></h2>
        <p class="trade"><bdi>${trade}</bdi></p>
      </div>
      ${languageMenu(conversation, words, speak)}
      <button class="close" type="button" title=${words("close")} aria-label=${words("close")} @click=${close}>
        ${closeIcon}
      </button>
    </div>
    <p class="notice">${words("bot_notice")}</p>
  </div>`;
}

function languageMenu(conversation: Conversation, words: Words, speak: (code: string) => void): TemplateResult | string {
  const languages = withSpoken(conversation.profile.languages, conversation.language);
  if (languages.length < 2) return "";
  const pick = (event: Event): void => speak((event.target as HTMLSelectElement).value);
  return html`<span class="language">
    ${globeIcon}<span class="code" aria-hidden="true">${conversation.language}</span>
    <select aria-label=${words("language")} title=${words("language")} @change=${pick}>
      ${languages.map(
        ({ code, name }) =>
          html`<option value=${code} lang=${code} ?selected=${code === conversation.language}>${name || code}</option>`,
      )}
    </select>
  </span>`;
}

/** The menu's languages with the one spoken among them: the client may write in one that nobody listed. */
function withSpoken(languages: readonly Language[], spoken: string): readonly Language[] {
  if (!spoken || languages.some((language) => language.code === spoken)) return languages;
  return [...languages, { code: spoken, name: languageName(spoken, spoken) }];
}

function monogram(name: string): string {
  const parts = name.split(/\s+/u).filter(Boolean);
  const letters = [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((part) => [...(part ?? "")][0] ?? "");
  return letters.join("").toLocaleUpperCase() || "…";
}
