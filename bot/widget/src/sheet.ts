/**
 * The panel as part of its page: a full sheet on a phone, a card on a larger screen, open or closed on the next page.
 */

const SHEET = "(max-width: 480px), (max-height: 480px)";

/** Whether the panel covers the whole screen; the same condition as in styles.ts. */
export function isSheet(): boolean {
  return matchMedia(SHEET).matches;
}

/** Keeps a full sheet within what the on-screen keyboard leaves free; returns what ends it. */
export function followKeyboard(panel: HTMLElement): () => void {
  const view = window.visualViewport;
  if (!view) return () => undefined;
  const fit = (): void => {
    const covered = isSheet() && view.scale <= 1.01 && window.innerHeight - view.height > 60;
    panel.style.setProperty("--sheet-height", covered ? `${view.height}px` : "100dvh");
    panel.style.setProperty("--sheet-top", covered ? `${view.offsetTop}px` : "0px");
  };
  view.addEventListener("resize", fit);
  view.addEventListener("scroll", fit);
  fit();
  return () => {
    view.removeEventListener("resize", fit);
    view.removeEventListener("scroll", fit);
  };
}

/** Moves the focus round within a panel that covers the page, where Tab would leave it. */
export function keepFocusInside(panel: HTMLElement, event: KeyboardEvent): void {
  const stops = [...panel.querySelectorAll<HTMLElement>("button:not(:disabled), select, textarea, a[href], [tabindex='0']")];
  const focused = (panel.getRootNode() as ShadowRoot).activeElement;
  const [first, last] = [stops[0], stops.at(-1)];
  const leaving = event.shiftKey ? focused === first || focused === panel : focused === last;
  if (!leaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

/** Notes for the next page of this visit whether the panel is open. */
export function noteOpen(freelancer: string, open: boolean): void {
  try {
    if (open) sessionStorage.setItem(`liaison-open:${freelancer}`, "1");
    else sessionStorage.removeItem(`liaison-open:${freelancer}`);
  } catch {
    // Blocked storage: the panel begins closed on each page.
  }
}

/** Whether the panel was open on the page before. */
export function wasOpen(freelancer: string): boolean {
  try {
    return sessionStorage.getItem(`liaison-open:${freelancer}`) !== null;
  } catch {
    return false;
  }
}
