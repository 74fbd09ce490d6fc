/**
 * How the widget looks. Sizes are in em of the reader's own font size, sides are logical, colours are named once.
 * `!important` on the host keeps the page's own rules for its elements away.
 */

import { css } from "lit";

export const styles = css`
  :host {
    all: initial !important;
    position: fixed !important;
    inset: auto !important;
    z-index: 2147483000 !important;
    color-scheme: light dark;
    --accent: var(--liaison-accent, #0d5f57);
    --on-accent: var(--liaison-on-accent, #ffffff);
    --accent-text: #0d5f57;
    --surface: #ffffff;
    --raised: #f1f4f3;
    --line: #d9e0de;
    --edge: #7b8a87;
    --text: #17211f;
    --muted: #566461;
    --danger: #b3261e;
    --warn-surface: #fff4d6;
    --warn-text: #5b4300;
    --shadow: 0 1.2em 3em rgb(9 30 27 / 22%), 0 0.2em 0.6em rgb(9 30 27 / 12%);
    --font: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Naskh Arabic", "Helvetica Neue", Arial,
      sans-serif;
  }

  @media (prefers-color-scheme: dark) {
    :host {
      --accent: var(--liaison-accent, #146b62);
      --accent-text: #7ed6c8;
      --surface: #141a19;
      --raised: #27312f;
      --line: #36413e;
      --edge: #84938f;
      --text: #eef3f1;
      --muted: #a7b4b1;
      --danger: #ffb4ab;
      --warn-surface: #3d3109;
      --warn-text: #ffe29a;
      --shadow: 0 1em 2.5em rgb(0 0 0 / 45%), 0 0.2em 0.6em rgb(0 0 0 / 35%);
    }
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  .widget {
    font: 400 1em/1.45 var(--font);
    color: var(--text);
    text-align: start;
    -webkit-text-size-adjust: 100%;
    -webkit-tap-highlight-color: transparent;
  }

  h2,
  p {
    margin: 0;
    font: inherit;
  }

  button,
  select,
  textarea {
    font: inherit;
    color: inherit;
    letter-spacing: inherit;
  }

  button {
    border: 0;
    margin: 0;
    padding: 0;
    background: none;
    cursor: pointer;
    touch-action: manipulation;
  }

  :focus {
    outline: none;
  }

  :focus-visible {
    outline: 2px solid var(--accent-text);
    outline-offset: 2px;
  }

  .icon {
    width: 1.5em;
    height: 1.5em;
    flex: none;
  }

  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  /* Launcher */

  .launcher {
    position: fixed;
    inset-block-end: calc(1.25em + env(safe-area-inset-bottom));
    right: calc(1.25em + env(safe-area-inset-right));
    display: grid;
    place-items: center;
    width: 3.75em;
    height: 3.75em;
    border-radius: 50%;
    background: var(--accent);
    color: var(--on-accent);
    box-shadow: var(--shadow);
    transition: transform 0.15s ease-out;
  }

  .launcher .icon {
    width: 1.8em;
    height: 1.8em;
  }

  .launcher:hover {
    transform: scale(1.06);
  }

  .badge {
    position: absolute;
    inset-block-start: -0.2em;
    inset-inline-end: -0.2em;
    min-width: 1.7em;
    height: 1.7em;
    padding-inline: 0.4em;
    border-radius: 1em;
    border: 2px solid var(--surface);
    background: #b3261e;
    color: #ffffff;
    font-size: 0.8em;
    font-weight: 650;
    line-height: 1.4em;
    text-align: center;
  }

  /* Panel */

  .panel {
    position: fixed;
    inset-block-end: calc(1.25em + env(safe-area-inset-bottom));
    right: calc(1.25em + env(safe-area-inset-right));
    display: flex;
    flex-direction: column;
    width: min(25em, 100vw - 2.5em);
    height: min(42em, 100vh - 2.5em);
    height: min(42em, 100dvh - 2.5em);
    overflow: hidden;
    border-radius: 1.25em;
    background: var(--surface);
    box-shadow: var(--shadow), 0 0 0 1px var(--line);
    animation: appear 0.18s ease-out;
  }

  @keyframes appear {
    from {
      opacity: 0;
      transform: translateY(0.75em);
    }
  }

  [data-side="left"] :is(.launcher, .panel) {
    right: auto;
    left: calc(1.25em + env(safe-area-inset-left));
  }

  @media (max-width: 480px), (max-height: 480px) {
    .widget .panel {
      inset: var(--sheet-top, 0) 0 auto 0;
      width: 100%;
      height: 100vh;
      height: var(--sheet-height, 100dvh);
      border-radius: 0;
      box-shadow: none;
    }
    .header {
      padding-block-start: calc(0.75em + env(safe-area-inset-top));
    }
    .composer {
      padding-block-end: calc(0.75em + env(safe-area-inset-bottom));
    }
  }

  /* Header */

  .header {
    flex: none;
    padding: 0.75em max(0.75em, env(safe-area-inset-right)) 0.75em max(1em, env(safe-area-inset-left));
    background: var(--accent);
    color: var(--on-accent);
    touch-action: pinch-zoom;
  }

  .header :focus-visible,
  .language:focus-within {
    outline: 2px solid var(--on-accent);
    outline-offset: -2px;
  }

  .who {
    display: flex;
    align-items: center;
    gap: 0.75em;
  }

  .avatar {
    flex: none;
    display: grid;
    place-items: center;
    width: 2.75em;
    height: 2.75em;
    border-radius: 50%;
    background: color-mix(in srgb, #000000 22%, var(--accent));
    font-weight: 650;
  }

  .names {
    flex: 1;
    min-width: 0;
  }

  .name {
    font-size: 1.0625em;
    font-weight: 650;
    line-height: 1.25;
  }

  .name,
  .trade {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .trade {
    font-size: 0.875em;
    line-height: 1.35;
  }

  .notice {
    margin-block-start: 0.6em;
    font-size: 0.8125em;
    line-height: 1.4;
  }

  .language {
    position: relative;
    display: flex;
    align-items: center;
    gap: 0.35em;
    min-height: 2.75em;
    padding-inline: 0.5em;
    border-radius: 0.75em;
  }

  .language .icon {
    width: 1.25em;
    height: 1.25em;
  }

  .language .code {
    font-size: 0.875em;
    font-weight: 600;
    text-transform: uppercase;
  }

  /* The real menu lies over its drawing: a phone shows its own picker, a keyboard and a screen reader find a select. */
  .language select {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    border: 0;
    opacity: 0;
    cursor: pointer;
  }

  .language option {
    background: Canvas;
    color: CanvasText;
  }

  .close {
    display: grid;
    place-items: center;
    width: 2.75em;
    height: 2.75em;
    margin-inline-start: -0.5em;
    border-radius: 0.75em;
  }

  .close:hover,
  .language:hover {
    background: color-mix(in srgb, var(--on-accent) 14%, transparent);
  }

  .banner {
    flex: none;
    display: flex;
    align-items: center;
    flex-wrap: wrap;
    justify-content: space-between;
    column-gap: 0.75em;
    padding: 0.6em 1em;
    background: var(--warn-surface);
    color: var(--warn-text);
    font-size: 0.875em;
  }

  .banner[data-empty] {
    padding: 0;
  }

  .again,
  .retry {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
    min-height: 2.75rem;
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .again .icon,
  .retry .icon {
    width: 1.15em;
    height: 1.15em;
  }

  /* Messages */

  .scroll {
    position: relative;
    flex: 1;
    min-height: 0;
    display: flex;
  }

  .log {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: 0.25em;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 1em max(1em, env(safe-area-inset-right)) 0.5em max(1em, env(safe-area-inset-left));
    scrollbar-width: thin;
    scrollbar-color: var(--edge) transparent;
  }

  .log:focus-visible {
    outline-offset: -2px;
  }

  .message {
    position: relative;
    display: flex;
    flex-direction: column;
    align-items: flex-start;
    max-width: 88%;
    align-self: flex-start;
  }

  .message[data-first]:not(:first-child) {
    margin-block-start: 0.75em;
  }

  .message.client {
    align-self: flex-end;
    align-items: flex-end;
  }

  .author {
    margin-block-end: 0.2em;
    padding-inline: 0.25em;
    color: var(--muted);
    font-size: 0.8125em;
    font-weight: 600;
  }

  .bubble {
    max-width: 100%;
    padding: 0.6em 0.9em;
    border-radius: 1.15em;
    background: var(--raised);
    overflow-wrap: anywhere;
  }

  .bot[data-last] .bubble,
  .freelancer[data-last] .bubble,
  .writing .bubble {
    border-end-start-radius: 0.35em;
  }

  .freelancer .bubble {
    background: color-mix(in srgb, var(--accent-text) 14%, var(--surface));
  }

  .client .bubble {
    background: var(--accent);
    color: var(--on-accent);
  }

  .client[data-last] .bubble {
    border-end-end-radius: 0.35em;
  }

  .client.failed .bubble,
  .client.refused .bubble {
    background: var(--surface);
    color: var(--text);
    box-shadow: inset 0 0 0 1px var(--danger);
  }

  .text {
    white-space: pre-wrap;
  }

  .text a {
    color: inherit;
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }

  .original {
    margin-block-start: 0.5em;
    padding-block-start: 0.5em;
    border-block-start: 1px solid var(--edge);
    font-size: 0.9375em;
    color: var(--muted);
  }

  .origin,
  .time,
  .delivery {
    padding-inline: 0.25em;
    margin-block-start: 0.25em;
    color: var(--muted);
    font-size: 0.75em;
  }

  .reveal {
    position: relative;
    color: var(--accent-text);
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  /* A finger needs 44 pixels, the eye does not. */
  .reveal::after {
    content: "";
    position: absolute;
    inset: -0.95rem -0.5rem;
  }

  .trouble,
  .retry {
    color: var(--danger);
    font-size: 0.8125em;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    margin-block: 0.6em 0.25em;
  }

  .choice {
    min-height: 2.75em;
    padding: 0.45em 1em;
    border: 1.5px solid var(--accent-text);
    border-radius: 1.4em;
    background: var(--surface);
    color: var(--accent-text);
    font-weight: 550;
    line-height: 1.3;
    text-align: start;
    overflow-wrap: anywhere;
  }

  .choice:hover {
    background: color-mix(in srgb, var(--accent-text) 10%, var(--surface));
  }

  .day,
  .waiting {
    align-self: center;
    margin-block: 0.75em 0.25em;
    color: var(--muted);
    font-size: 0.8125em;
  }

  .waiting {
    margin-block: auto;
  }

  .welcome {
    margin-block-start: auto;
  }

  .greeting {
    font-size: 1.375em;
    font-weight: 650;
    line-height: 1.3;
  }

  .welcome .choices {
    flex-direction: column;
    align-items: flex-start;
  }

  .newer {
    position: absolute;
    inset-block-end: 0.5em;
    inset-inline-start: 50%;
    display: flex;
    align-items: center;
    gap: 0.4em;
    min-height: 2.75em;
    padding-inline: 1em 1.2em;
    border-radius: 1.4em;
    background: var(--text);
    color: var(--surface);
    font-size: 0.9375em;
    font-weight: 600;
    box-shadow: var(--shadow);
    transform: translateX(-50%);
  }

  [dir="rtl"] .newer {
    transform: translateX(50%);
  }

  .newer .icon {
    width: 1.15em;
    height: 1.15em;
  }

  .writing i {
    display: inline-block;
    width: 0.5em;
    height: 0.5em;
    margin-inline: 0.12em;
    border-radius: 50%;
    background: var(--muted);
    animation: breathe 1.2s infinite ease-in-out;
  }

  .writing i:nth-of-type(2) {
    animation-delay: 0.15s;
  }

  .writing i:nth-of-type(3) {
    animation-delay: 0.3s;
  }

  @keyframes breathe {
    0%,
    70%,
    100% {
      opacity: 0.35;
    }
    35% {
      opacity: 1;
    }
  }

  /* Composer */

  .composer {
    flex: none;
    padding: 0.5em max(0.75em, env(safe-area-inset-right)) 0.75em max(0.75em, env(safe-area-inset-left));
  }

  .field {
    display: flex;
    align-items: flex-end;
    border: 1px solid var(--edge);
    border-radius: 1.5em;
    background: var(--surface);
  }

  .field:focus-within {
    border-color: var(--accent-text);
    box-shadow: 0 0 0 1px var(--accent-text);
  }

  textarea {
    flex: 1;
    min-width: 0;
    min-height: 2.875em;
    max-height: min(9em, 25vh);
    margin: 0;
    padding-block: 0.7em;
    padding-inline: 1em 0.25em;
    border: 0;
    border-radius: 1.5em;
    background: transparent;
    line-height: 1.45;
    resize: none;
    overflow-y: auto;
    scrollbar-width: thin;
  }

  textarea:focus-visible {
    outline: none;
  }

  textarea::placeholder {
    color: var(--muted);
    opacity: 1;
  }

  .send {
    flex: none;
    display: grid;
    place-items: center;
    width: 2.75em;
    height: 2.75em;
    margin: 0.0625em;
    border-radius: 50%;
    background: var(--accent);
    background-clip: content-box;
    padding: 0.2em;
    color: var(--on-accent);
  }

  .send .icon {
    width: 1.3em;
    height: 1.3em;
  }

  .send:disabled {
    background: none;
    color: var(--edge);
    cursor: default;
  }

  .send:hover:not(:disabled) {
    background-color: color-mix(in srgb, var(--accent) 85%, var(--text));
  }

  [dir="rtl"] .icon-send {
    transform: scaleX(-1);
  }

  .counter {
    padding-inline: 1em;
    color: var(--muted);
    font-size: 0.8125em;
  }

  .counter:not(:empty) {
    margin-block-start: 0.35em;
  }

  .counter.over {
    color: var(--danger);
  }

  @media print {
    .widget {
      display: none;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .panel,
    .launcher,
    .writing i {
      animation: none;
      transition: none;
    }
    .writing i {
      opacity: 0.8;
    }
  }

  @media (forced-colors: active) {
    .bubble,
    .panel,
    .launcher,
    .newer {
      border: 1px solid CanvasText;
    }
  }
`;
