"""The terminal: one dialogue, told and answered through a plain or a rich front."""
