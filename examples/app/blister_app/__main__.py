"""Starts the app: ``python -m blister_app``."""

from __future__ import annotations

import uvicorn

from blister_app.app import create_app

if __name__ == "__main__":
    uvicorn.run(create_app())
