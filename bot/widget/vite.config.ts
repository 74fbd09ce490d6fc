import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** Digest of what the bundle is built from; tests/browser/test_bundle.py compares it to catch a stale dist. */
function sources(): string {
  const files = readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => `src/${file}`);
  const digest = createHash("sha256");
  for (const file of [...files, "package-lock.json", "vite.config.ts"].sort()) digest.update(readFileSync(file));
  return digest.digest("hex").slice(0, 16);
}

const NOTICE = `/*! Liaison widget, Apache-2.0. With Lit (BSD-3-Clause, Google LLC) and socket.io-client (MIT, Guillermo Rauch
and Socket.IO contributors); their licences: liaison.licences.md beside this file. Sources: ${sources()} */`;

export default defineConfig({
  build: {
    target: "es2021",
    license: { fileName: "liaison.licences.md" },
    lib: { entry: "src/main.ts", name: "Liaison", formats: ["iife"], fileName: () => "liaison.js" },
    rolldownOptions: { output: { postBanner: NOTICE } },
  },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
});
