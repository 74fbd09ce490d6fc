/**
 * The widget on the page: a launcher, and the panel it opens. Draws a `Conversation` and passes on what the client does.
 */

import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { composer, counted } from "./composer.js";
import type { Conversation } from "./conversation.js";
import { againIcon, chatIcon, downIcon } from "./icons.js";
import type { Memory } from "./memory.js";
import { messageView, waitingView, writingView } from "./message.js";
import { panelHeader } from "./header.js";
import { speaks, type StringName, type Words, wordsFor } from "./strings.js";
import { styles } from "./styles.js";
import { followKeyboard, isSheet, keepFocusInside, noteOpen, wasOpen } from "./sheet.js";
import { endsSpell, startsDay } from "./time.js";

const SUGGESTIONS: readonly StringName[] = ["suggest_services", "suggest_quote", "suggest_person"];
const NEAR_END_PX = 80;

/** The custom element `<liaison-chat>`. Set `conversation` and `memory` before it joins the page. */
export class LiaisonChat extends LitElement {
  static override styles = styles;
  static override properties = {
    opened: { state: true },
    draft: { state: true },
    revealed: { state: true },
    behind: { state: true },
    announcing: { state: true },
  };

  conversation!: Conversation;
  memory!: Memory;
  /** The corner of the page; it stays where it is when the language changes to one written the other way. */
  side: "left" | "right" = "right";
  protected opened = false;
  protected draft = "";
  /** Ids of the messages whose original is shown. */
  protected revealed: ReadonlySet<string> = new Set();
  /** True while the client reads further up and newer messages wait below. */
  protected behind = false;
  /** False while the history is filled in, so that a screen reader does not read all of it aloud. */
  protected announcing = false;

  private atEnd = true;
  private lastShown = "";
  private stopFollowing: (() => void) | null = null;
  /** A banner, a longer draft or the keyboard makes the log lower: its end stays in view. */
  private readonly resized = new ResizeObserver(() => {
    this.fitTextarea();
    if (this.atEnd) this.toEnd();
  });
  private readonly refresh = (): void => this.requestUpdate();
  private readonly online = (): void => {
    if (this.conversation.link === "lost") this.conversation.connect();
  };

  override connectedCallback(): void {
    super.connectedCallback();
    this.draft = this.memory.read().draft;
    this.conversation.addEventListener("change", this.refresh);
    window.addEventListener("online", this.online);
    document.addEventListener("visibilitychange", this.refresh);
    if (wasOpen(this.conversation.freelancer) && !isSheet()) this.show(false);
    else if (this.conversation.worthResuming) this.conversation.connect();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.conversation.removeEventListener("change", this.refresh);
    window.removeEventListener("online", this.online);
    document.removeEventListener("visibilitychange", this.refresh);
    this.stopFollowing?.();
    this.resized.disconnect();
    this.conversation.disconnect();
  }

  /** Opens the panel; `focus` moves there too. */
  show(focus = true): void {
    this.opened = true;
    noteOpen(this.conversation.freelancer, true);
    this.conversation.connect();
    void this.updateComplete.then(() => {
      const panel = this.element("dialog");
      if (!panel) return;
      this.stopFollowing = followKeyboard(panel);
      this.resized.observe(this.element("log") ?? panel);
      this.toEnd();
      // On a phone the keyboard would cover half of what there is to read.
      if (focus) (isSheet() && matchMedia("(pointer: coarse)").matches ? panel : this.element("textarea"))?.focus();
    });
  }

  /** Closes the panel and gives the focus back to the launcher. */
  hide(): void {
    this.opened = false;
    this.announcing = false;
    this.stopFollowing?.();
    this.resized.disconnect();
    noteOpen(this.conversation.freelancer, false);
    void this.updateComplete.then(() => this.element("launcher")?.focus());
  }

  protected override willUpdate(): void {
    if (this.opened && document.visibilityState === "visible") this.conversation.seen();
  }

  protected override updated(changed: PropertyValues): void {
    this.follow();
    if (changed.has("draft") || changed.has("opened")) this.fitTextarea();
    if (this.opened && this.conversation.told && !this.announcing) {
      requestAnimationFrame(() => (this.announcing = this.opened));
    }
  }

  protected override render(): TemplateResult {
    const { language, profile } = this.conversation;
    const words = wordsFor(language, profile.strings);
    return html`<div class="widget" data-side=${this.side} lang=${language || "en"} dir=${profile.direction} @keydown=${this.onKey}
      @keyup=${stop} @keypress=${stop}>
      ${this.opened ? this.panel(words) : this.launcher(words)}
    </div>`;
  }

  private launcher(words: Words): TemplateResult {
    const waiting = this.conversation.unread;
    return html`<button id="launcher" class="launcher" type="button" aria-haspopup="dialog" aria-expanded="false"
        @click=${() => this.show()}>
        ${chatIcon}<span class="hidden">${words("open")}</span>
        ${waiting ? html`<span class="badge" aria-hidden="true">${waiting}</span>` : nothing}
      </button>
      <div class="hidden" role="status">${waiting ? `${words("new_message")} (${waiting})` : nothing}</div>`;
  }

  private panel(words: Words): TemplateResult {
    const { freelancer } = this.conversation.profile;
    return html`<section id="dialog" class="panel" role="dialog" tabindex="-1" aria-modal=${isSheet() ? "true" : "false"}
      aria-label=${words("dialog_label", { freelancer: freelancer.name || "Liaison" })}>
      ${panelHeader(this.conversation, words, (code) => this.conversation.speak(code), () => this.hide())}
      ${this.banner(words)}
      <div class="scroll">
        <div id="log" class="log" role="log" tabindex="0" aria-live=${this.announcing ? "polite" : "off"}
          aria-label=${words("dialog_label", { freelancer: freelancer.name || "Liaison" })} @scroll=${this.onScroll}>
          ${this.messages(words)}
        </div>
        ${this.behind
          ? html`<button class="newer" type="button" @click=${() => this.toEnd(true)}>
              ${downIcon}${words("new_message")}
            </button>`
          : nothing}
      </div>
      ${composer(this.draft, this.conversation.chars, words, this.onInput, this.onSubmit)}
    </section>`;
  }

  private messages(words: Words): TemplateResult {
    const { entries, told, typing, language } = this.conversation;
    const answered = entries.findLastIndex((entry) => entry.sender === "client");
    return html`${told && entries.length === 0 ? this.welcome(words) : nothing}
      ${!told && entries.length === 0 && this.conversation.link === "connecting" ? waitingView(words) : nothing}
      ${repeat(
        entries,
        (entry) => entry.id,
        (entry, place) =>
          messageView(entry, {
            words,
            language,
            author: entry.sender === "freelancer" ? this.conversation.profile.freelancer.name : "",
            first: entries[place - 1]?.sender !== entry.sender || startsDay(entry, entries[place - 1]),
            last: entries[place + 1]?.sender !== entry.sender,
            timed: endsSpell(entry, entries[place + 1]),
            day: startsDay(entry, entries[place - 1]),
            revealed: this.revealed.has(entry.id),
            open: place > answered,
            reveal: () => this.reveal(entry.id),
            choose: (choice) => this.choose(() => this.conversation.choose(choice)),
            retry: () => this.conversation.retry(entry.id),
          }),
      )}
      ${typing ? writingView(words, entries.at(-1)?.sender === "client") : nothing}`;
  }

  /** What stands in a conversation nobody has said anything in; sent only when the client picks one. */
  private welcome(words: Words): TemplateResult {
    const { language, profile } = this.conversation;
    const suggestions = SUGGESTIONS.filter((name) => speaks(language, profile.strings, name));
    const greeting = speaks(language, profile.strings, "welcome");
    return html`<div class="welcome">
      ${greeting ? html`<p class="greeting">${words("welcome")}</p>` : nothing}
      <div class="choices">
        ${suggestions.map(
          (name) =>
            html`<button class="choice" type="button" @click=${() =>
              this.choose(() => this.conversation.say(words(name)))}>${words(name)}</button>`,
        )}
      </div>
    </div>`;
  }

  private banner(words: Words): TemplateResult {
    const { link, problem, told } = this.conversation;
    const again = html`<button class="again" type="button" @click=${() => this.conversation.connect()}>
      ${againIcon}${words("again")}
    </button>`;
    const away = link === "refused" || (link === "lost" && !told);
    const state = away ? words("unavailable") : link === "lost" ? words("reconnecting") : "";
    const trouble = link === "lost" ? null : problem;
    const said = trouble?.text || state;
    return html`<div class="banner" role="status" ?data-empty=${!said}>
      ${said ? html`<span lang=${trouble?.language || nothing} dir="auto">${said}</span>` : nothing}
      ${away ? again : nothing}
    </div>`;
  }

  private reveal(id: string): void {
    const revealed = new Set(this.revealed);
    if (!revealed.delete(id)) revealed.add(id);
    this.revealed = revealed;
  }

  /** Does what a button under a message says; the button goes, so the focus moves on to the composer. */
  private choose(act: () => void): void {
    act();
    this.behind = false;
    const phone = matchMedia("(pointer: coarse)").matches;
    void this.updateComplete.then(() => {
      this.toEnd();
      this.element(phone ? "log" : "textarea")?.focus();
    });
  }

  private readonly onInput = (text: string): void => {
    this.draft = text;
    this.memory.keep({ draft: text });
  };

  private readonly onSubmit = (): void => {
    if (counted(this.draft, this.conversation.chars).over > 0 || !this.draft.trim()) return;
    this.conversation.say(this.draft);
    this.onInput("");
    this.element("textarea")?.focus();
    void this.updateComplete.then(() => this.toEnd());
  };

  private onKey(event: KeyboardEvent): void {
    // The page's own shortcuts must not fire while the client types here.
    event.stopPropagation();
    if (!this.opened) return;
    if (event.key === "Escape" && !event.isComposing) this.hide();
    const panel = this.element("dialog");
    if (event.key === "Tab" && panel && isSheet()) keepFocusInside(panel, event);
  }

  private onScroll(): void {
    const log = this.element("log");
    this.atEnd = !log || log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
    if (this.atEnd) this.behind = false;
  }

  /** Keeps the end in view as messages come in, unless the client is reading further up. */
  private follow(): void {
    const last = this.conversation.entries.at(-1);
    const shown = `${last?.id ?? ""} ${this.conversation.typing}`;
    if (shown === this.lastShown) return;
    this.lastShown = shown;
    if (this.atEnd || last?.sender === "client") this.toEnd();
    else if (!this.conversation.typing) this.behind = true;
  }

  private toEnd(smoothly = false): void {
    const log = this.element("log");
    this.behind = false;
    this.atEnd = true;
    const still = !smoothly || matchMedia("(prefers-reduced-motion: reduce)").matches;
    log?.scrollTo({ top: log.scrollHeight, behavior: still ? "instant" : "smooth" });
  }

  private fitTextarea(): void {
    const area = this.element("textarea");
    if (!area) return;
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  }

  private element(id: "dialog" | "launcher" | "log" | "textarea"): HTMLElement | null {
    return this.renderRoot?.querySelector<HTMLElement>(`#${id}`) ?? null;
  }
}

function stop(event: Event): void {
  event.stopPropagation();
}
