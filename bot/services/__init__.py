"""The services file: what a freelancer offers, in their own words; schema, loading and reloading."""
