"""Finding the freelancer's own answer to a client's question, and the service a client means, by meaning."""
