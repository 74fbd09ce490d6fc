/**
 * The widget's own words. The server sends them in the client's language; these stand in until it has, and for
 * what it has no words for. English is complete; the other languages have what may show before a connection.
 */

const ENGLISH = {
  open: "Open the chat",
  close: "Close the chat",
  placeholder: "Write a message",
  send: "Send",
  show_original: "Show original",
  hide_original: "Hide original",
  machine_translated: "Machine-translated from {language}",
  untranslated: "Not translated",
  language: "Language",
  connecting: "Connecting…",
  reconnecting: "Connection lost. Reconnecting…",
  unavailable: "The chat is not available right now.",
  again: "Try again",
  sending: "Sending…",
  retry: "Not sent. Try again",
  too_long: "Too long: {over} characters over the limit",
  characters_left: "{left} characters left",
  bot_notice: "You are chatting with a bot. A person is always within reach.",
  typing: "The assistant is writing",
  new_message: "New message",
  dialog_label: "Chat with the assistant of {freelancer}",
  welcome: "Hello! How can I help you?",
  suggest_services: "What do you offer?",
  suggest_quote: "I would like an estimate",
  suggest_person: "I would like to talk to a person",
  you: "You",
  bot: "Assistant",
};

/** The name of one of the widget's sentences; the server's strings carry it with "widget_" in front. */
export type StringName = keyof typeof ENGLISH;

type Strings = Partial<Record<StringName, string>>;

const BUILT_IN: Record<string, Strings> = {
  en: ENGLISH,
  es: {
    open: "Abrir el chat",
    close: "Cerrar el chat",
    placeholder: "Escriba un mensaje",
    send: "Enviar",
    language: "Idioma",
    connecting: "Conectando…",
    reconnecting: "Se ha perdido la conexión. Reconectando…",
    unavailable: "El chat no está disponible en este momento.",
    again: "Intentar de nuevo",
    sending: "Enviando…",
    characters_left: "Quedan {left} caracteres",
    bot_notice: "Está hablando con un bot. Siempre puede pedir que le atienda una persona.",
    dialog_label: "Chat con el asistente de {freelancer}",
    welcome: "¡Hola! ¿En qué puedo ayudarle?",
    suggest_services: "¿Qué servicios ofrece?",
    suggest_quote: "Quisiera un presupuesto",
    suggest_person: "Quisiera hablar con una persona",
  },
  fr: {
    open: "Ouvrir le chat",
    close: "Fermer le chat",
    placeholder: "Écrivez un message",
    send: "Envoyer",
    language: "Langue",
    connecting: "Connexion…",
    reconnecting: "Connexion perdue. Reconnexion…",
    unavailable: "Le chat n’est pas disponible pour le moment.",
    again: "Réessayer",
    sending: "Envoi…",
    characters_left: "{left} caractères restants",
    bot_notice: "Vous parlez avec un bot. Une personne reste toujours joignable.",
    dialog_label: "Chat avec l’assistant de {freelancer}",
    welcome: "Bonjour ! Comment puis-je vous aider ?",
    suggest_services: "Quels services proposez-vous ?",
    suggest_quote: "Je voudrais un devis",
    suggest_person: "Je voudrais parler à une personne",
  },
  de: {
    open: "Chat öffnen",
    close: "Chat schließen",
    placeholder: "Nachricht schreiben",
    send: "Senden",
    language: "Sprache",
    connecting: "Verbindung wird aufgebaut…",
    reconnecting: "Verbindung unterbrochen. Neuer Versuch…",
    unavailable: "Der Chat ist gerade nicht erreichbar.",
    again: "Noch einmal versuchen",
    sending: "Wird gesendet…",
    characters_left: "Noch {left} Zeichen",
    bot_notice: "Sie schreiben mit einem Bot. Ein Mensch ist immer erreichbar.",
    dialog_label: "Chat mit dem Assistenten von {freelancer}",
    welcome: "Hallo! Wie kann ich Ihnen helfen?",
    suggest_services: "Was bieten Sie an?",
    suggest_quote: "Ich hätte gern einen Kostenvoranschlag",
    suggest_person: "Ich möchte mit einem Menschen sprechen",
  },
  pt: {
    open: "Abrir o chat",
    close: "Fechar o chat",
    placeholder: "Escreva uma mensagem",
    send: "Enviar",
    language: "Idioma",
    connecting: "A ligar…",
    reconnecting: "Ligação perdida. A religar…",
    unavailable: "O chat não está disponível neste momento.",
    again: "Tentar de novo",
    sending: "A enviar…",
    characters_left: "Restam {left} caracteres",
    bot_notice: "Está a falar com um bot. Há sempre uma pessoa ao seu alcance.",
    dialog_label: "Chat com o assistente de {freelancer}",
    welcome: "Olá! Como posso ajudar?",
    suggest_services: "Que serviços oferece?",
    suggest_quote: "Gostaria de um orçamento",
    suggest_person: "Gostaria de falar com uma pessoa",
  },
  it: {
    open: "Apri la chat",
    close: "Chiudi la chat",
    placeholder: "Scriva un messaggio",
    send: "Invia",
    language: "Lingua",
    connecting: "Connessione…",
    reconnecting: "Connessione persa. Riconnessione…",
    unavailable: "La chat non è disponibile in questo momento.",
    again: "Riprova",
    sending: "Invio…",
    characters_left: "{left} caratteri rimasti",
    bot_notice: "Sta parlando con un bot. Una persona è sempre raggiungibile.",
    dialog_label: "Chat con l’assistente di {freelancer}",
    welcome: "Salve! Come posso aiutarla?",
    suggest_services: "Che servizi offre?",
    suggest_quote: "Vorrei un preventivo",
    suggest_person: "Vorrei parlare con una persona",
  },
};

/** A sentence in words for the client, with `values` filled in. */
export type Words = (name: StringName, values?: Record<string, string | number>) => string;

/** The widget's words: the server's where it sent them, else built in, in `language` or in English. */
export function wordsFor(language: string, sent: Record<string, string>): Words {
  const builtIn = BUILT_IN[baseOf(language)] ?? {};
  return (name, values = {}) => {
    const sentence = sent[`widget_${name}`] || builtIn[name] || ENGLISH[name];
    return sentence.replace(/\{(\w+)\}/g, (slot, key: string) => String(values[key] ?? slot));
  };
}

/** Whether the widget can say `name` in `language` itself or in the server's words. */
export function speaks(language: string, sent: Record<string, string>, name: StringName): boolean {
  return Boolean(sent[`widget_${name}`] || BUILT_IN[baseOf(language)]?.[name]);
}

/** The name of language `code` in language `reader`; the code itself where the browser knows no name. */
export function languageName(code: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader || "en"], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

function baseOf(language: string): string {
  return language.toLowerCase().split(/[-_]/)[0] ?? "";
}
