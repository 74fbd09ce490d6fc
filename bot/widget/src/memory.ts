/**
 * What the browser keeps for one freelancer between visits: nothing but what the conversation needs to go on.
 */

/** A message that the server has not acknowledged yet. `payload` is set when it answers a choice. */
export interface Unsent {
  id: string;
  text: string;
  payload: string;
  time: number;
}

interface Kept {
  token: string;
  conversation: string;
  spoken: boolean;
  seen: number;
  draft: string;
  language: string;
  profile: unknown;
  unsent: Unsent[];
}

const NOTHING: Kept = {
  token: "",
  conversation: "",
  spoken: false,
  seen: -1,
  draft: "",
  language: "",
  profile: null,
  unsent: [],
};

/** Reads and writes one freelancer's part of the storage; works, forgetfully, where storage is blocked or full. */
export class Memory {
  private readonly key: string;
  private fallback: Kept = NOTHING;

  constructor(
    server: string,
    freelancer: string,
    private readonly storage: Pick<Storage, "getItem" | "setItem"> | null = browserStorage(),
  ) {
    this.key = `liaison:${server}:${freelancer}`;
  }

  /** What is kept now; read from storage each time, because another tab may have written. */
  read(): Kept {
    try {
      const stored: unknown = JSON.parse(this.storage?.getItem(this.key) ?? "null");
      if (typeof stored === "object" && stored !== null) return sound({ ...NOTHING, ...stored });
    } catch {
      // Blocked or damaged storage: the page's own copy stands in.
    }
    return this.fallback;
  }

  /** Changes some of what is kept. */
  keep(changes: Partial<Kept>): void {
    this.fallback = { ...this.read(), ...changes };
    try {
      this.storage?.setItem(this.key, JSON.stringify(this.fallback));
    } catch {
      // Full or blocked storage: the conversation lasts as long as the page.
    }
  }

  /** Keeps a message until `forget` is told that the server has it. */
  remember(message: Unsent): void {
    this.keep({ unsent: [...this.read().unsent.filter((kept) => kept.id !== message.id), message] });
  }

  /** Drops a message that the server has acknowledged or refused for good. */
  forget(id: string): void {
    const unsent = this.read().unsent;
    if (unsent.some((kept) => kept.id === id)) this.keep({ unsent: unsent.filter((kept) => kept.id !== id) });
  }
}

/** The same, with what was damaged by hand or by another program put right. */
function sound(kept: Kept): Kept {
  const unsent: unknown[] = Array.isArray(kept.unsent) ? kept.unsent : [];
  return {
    ...kept,
    token: String(kept.token),
    draft: String(kept.draft),
    language: String(kept.language),
    seen: Number.isFinite(kept.seen) ? kept.seen : -1,
    unsent: unsent.filter(isUnsent),
  };
}

function isUnsent(value: unknown): value is Unsent {
  const message = value as Partial<Unsent> | null;
  return typeof message?.id === "string" && typeof message.text === "string" && typeof message.payload === "string";
}

function browserStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
