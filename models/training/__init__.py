"""Training of the bundled compact translation models; nothing here is needed to run Liaison."""
