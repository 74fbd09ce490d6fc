import { expect, test } from "vitest";
import { languageName, wordsFor } from "./strings.js";

test("the server's words come first, then the language's own, then English", () => {
  const words = wordsFor("es-MX", { widget_send: "Mandar" });
  expect([words("send"), words("open"), words("retry")]).toEqual(["Mandar", "Abrir el chat", "Not sent. Try again"]);
});

test("values are filled in and a value that is missing shows its name", () => {
  expect(wordsFor("en", {})("too_long", { over: 3 })).toBe("Too long: 3 characters over the limit");
  expect(wordsFor("en", {})("dialog_label")).toContain("{freelancer}");
});

test("a language is named in the reader's language, an impossible code by itself", () => {
  expect(languageName("es", "de")).toBe("Spanisch");
  expect(languageName("not a code", "de")).toBe("not a code");
});
