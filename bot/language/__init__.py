"""Every language matter: detection, translation, the bot's own phrases, numbers and dates as each locale writes them."""
