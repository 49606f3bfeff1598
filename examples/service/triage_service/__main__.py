"""Starts the service: ``python -m triage_service``."""

from __future__ import annotations

import argparse
import os
import sys

import uvicorn
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

import triage
from triage_service.app import create_app
from triage_service.logs import CONFIG
from triage_service.settings import Settings


def main() -> int:
    """Serve until told to stop; requests under way are finished first."""
    arguments = _arguments()
    os.umask(0o077)  # the database is for nobody else on this computer
    try:
        app = create_app(Settings())
    except ValidationError as error:
        wrong = (f"{e['loc'][0]}".upper() + f": {e['msg']}" for e in error.errors())
        return _say("; ".join(wrong))
    except triage.TriageError as error:
        return _say(str(error))
    except (SQLAlchemyError, ImportError) as error:  # its message may hold a password
        return _say(
            f"the database of DATABASE_URL cannot be used ({type(error).__name__}); "
            "expected sqlite:///FILE, or postgresql://USER@HOST/DATABASE of one that answers"
        )
    uvicorn.run(
        app,
        host=arguments.host,
        port=arguments.port,
        log_config=CONFIG,
        access_log=False,  # it would hold addresses as they were typed; see `logs`
        server_header=False,
        http="h11",  # the other parser takes headers of any length
        ws="none",
        timeout_keep_alive=75,  # longer than proxies keep theirs, so that they close first
        timeout_graceful_shutdown=30,
    )
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m triage_service", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    parser.add_argument("--port", type=int, default=8000, help="the port to listen on")
    return parser.parse_args()


def _say(message: str) -> int:
    print(f"error: {message}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
