"""The freelancer's side: notices to their Telegram or Slack, and what they write back."""
