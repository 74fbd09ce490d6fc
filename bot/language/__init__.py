"""Every language matter: detection, translation, the bot's own phrases, numbers and dates by locale."""
