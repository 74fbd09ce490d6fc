"""How good an installation is at translating and understanding: `liaison models evaluate`."""
