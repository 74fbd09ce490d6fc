/**
 * Puts the chat on the page that carries the script tag:
 * `<script src="https://host/widget/liaison.js" data-freelancer="designer" defer></script>`
 */

import { io } from "socket.io-client";
import { LiaisonChat } from "./chat.js";
import { Conversation, type Opener, type Socket } from "./conversation.js";
import { Memory } from "./memory.js";

const ELEMENT = "liaison-chat";
const FILE = /\/widget\/liaison\.js(?:[?#].*)?$/;

/** The script tag: the running one, or, where a plug-in runs scripts its own way, the first that looks like it. */
const tag =
  (document.currentScript as HTMLScriptElement | null) ??
  document.querySelector<HTMLScriptElement>("script[data-freelancer][src*='liaison.js']");

/** Opens a socket at `server`, which may lie under a path of its host. */
function opener(server: string): Opener {
  const address = new URL(server);
  const path = `${address.pathname.replace(/\/+$/, "")}/socket.io`;
  return (auth) =>
    io(address.origin, {
      path,
      auth,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5000,
      forceNew: true,
    }) as unknown as Socket;
}

function start(script: HTMLScriptElement): void {
  const freelancer = script.dataset["freelancer"]?.trim() ?? "";
  if (!freelancer) {
    console.error("Liaison: the script tag needs data-freelancer, the name of a services file without .yml.");
    return;
  }
  const server = (script.dataset["server"]?.trim() || script.src.replace(FILE, "")).replace(/\/+$/, "");
  if (!URL.canParse?.(server) && !/^https?:\/\//.test(server)) {
    console.error(`Liaison: data-server must be an address such as https://chat.example.com, not "${server}".`);
    return;
  }
  if (!customElements.get(ELEMENT)) customElements.define(ELEMENT, LiaisonChat);
  if (document.querySelector(ELEMENT)) return;
  const memory = new Memory(server, freelancer);
  const chat = document.createElement(ELEMENT) as LiaisonChat;
  chat.memory = memory;
  chat.side = sideOf(script);
  chat.conversation = new Conversation({ freelancer, locale: localeOf(script) }, memory, opener(server));
  document.body.append(chat);
}

/** The browser's locale, unless the page is in another language and says so with data-language. */
function localeOf(script: HTMLScriptElement): string {
  const asked = script.dataset["language"]?.trim() ?? "";
  const same = navigator.language.toLowerCase().split("-")[0] === asked.toLowerCase();
  return asked && !same ? asked : navigator.language;
}

/** The corner the page asks for with data-side, else where its own lines end. */
function sideOf(script: HTMLScriptElement): "left" | "right" {
  const asked = script.dataset["side"];
  if (asked === "left" || asked === "right") return asked;
  return getComputedStyle(document.body).direction === "rtl" ? "left" : "right";
}

if (tag) {
  if (document.body) start(tag);
  else document.addEventListener("DOMContentLoaded", () => start(tag));
}
