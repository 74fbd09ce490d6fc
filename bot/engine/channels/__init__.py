"""The channels Rasa serves: website, REST, Telegram, Slack, and the desk's own way in."""
