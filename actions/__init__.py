"""Custom actions of the Rasa bot: thin adapters from a tracker to the product in bot/."""
