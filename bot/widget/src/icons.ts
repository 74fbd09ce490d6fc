/** The widget's drawings. Decoration only: every control carries its name in words. */

import { svg, type TemplateResult } from "lit";

const icon = (shape: TemplateResult, name: string): TemplateResult => svg`
  <svg class="icon icon-${name}" viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor"
    stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${shape}</svg>`;

/** Two speech bubbles. */
export const chatIcon = icon(
  svg`<path d="M14 4H6a3 3 0 0 0-3 3v5a3 3 0 0 0 3 3v3.5L9.5 15H14a3 3 0 0 0 3-3V7a3 3 0 0 0-3-3Z"/>
    <path d="M20.2 9.5c.5.5.8 1.2.8 2v4a3 3 0 0 1-2 2.8V21l-3-2.5h-3"/>`,
  "chat",
);

/** A cross. */
export const closeIcon = icon(svg`<path d="M6 6l12 12M18 6L6 18"/>`, "close");

/** A paper plane, mirrored where one reads from right to left. */
export const sendIcon = icon(svg`<path d="M4.5 5.5 20 12 4.5 18.5 6.5 12Z"/><path d="M6.5 12H12"/>`, "send");

/** A globe. */
export const globeIcon = icon(
  svg`<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c2.5 2.6 3.8 5.6 3.8 9S14.5 18.4 12 21
    c-2.5-2.6-3.8-5.6-3.8-9S9.5 5.6 12 3Z"/>`,
  "globe",
);

/** An arrow to what came last. */
export const downIcon = icon(svg`<path d="M12 5v14M6 13l6 6 6-6"/>`, "down");

/** A circular arrow. */
export const againIcon = icon(svg`<path d="M20 12a8 8 0 1 1-2.5-5.8M20 3.5V8h-4.5"/>`, "again");
