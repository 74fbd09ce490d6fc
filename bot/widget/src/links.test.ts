import { expect, test } from "vitest";
import { pieces } from "./links.js";

const links = (text: string): string[] => pieces(text).filter((piece) => piece.href).map((piece) => piece.href);

test("the pieces are the text again, whatever it holds", () => {
  for (const text of ["", "plain", "a@b.co", "see https://x.org.", "https://[", "<a href='https://x.org'>y</a>", "https://x.org/a(b)c)"]) {
    expect(pieces(text).map((piece) => piece.text).join("")).toBe(text);
  }
});

test("web and e-mail addresses become links without the punctuation around them", () => {
  expect(links("(https://example.com/a_(b)), ana@example.com!")).toEqual([
    "https://example.com/a_(b)",
    "mailto:ana@example.com",
  ]);
});

test("nothing but http, https and e-mail becomes a link", () => {
  expect(links("javascript:alert(1) data:text/html,x file:///etc ftp://x www.example.com")).toEqual([]);
});
