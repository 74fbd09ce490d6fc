/**
 * Finds web and e-mail addresses in a text, so that they can be shown as links without any HTML of the text's own.
 */

/** A stretch of text; `href` is set when it is an address. */
export interface Piece {
  text: string;
  href: string;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"']+|[\w.+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/giu;
const TRAILING = /[.,;:!?…)\]}»”’]+$/u;

/** The text in pieces that together are the text again. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = trimmed(match[0]);
    const href = hrefOf(address);
    if (!href) continue;
    if (match.index > end) found.push({ text: text.slice(end, match.index), href: "" });
    found.push({ text: address, href });
    end = match.index + address.length;
  }
  if (end < text.length) found.push({ text: text.slice(end), href: "" });
  return found;
}

/** An address without the punctuation of the sentence around it; a bracket opened inside it stays. */
function trimmed(address: string): string {
  const bare = address.replace(TRAILING, "");
  return address[bare.length] === ")" && bare.includes("(") ? `${bare})` : bare;
}

function hrefOf(address: string): string {
  if (!/^https?:/i.test(address)) return `mailto:${address}`;
  try {
    return new URL(address).href;
  } catch {
    return "";
  }
}
