"""Liaison: a self-hosted front desk for freelancers."""
