"""Upgrades: registries that earlier versions wrote, read with the same answers for ever."""
