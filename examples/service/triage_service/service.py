"""What a request finds here, whatever it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from triage_service.conversation import Conversations
from triage_service.served import Trees
from triage_service.settings import Settings
from triage_service.store import Store


@dataclass(frozen=True)
class Service:
    """The parts of the service that last from one request to the next."""

    settings: Settings
    trees: Trees
    store: Store
    conversations: Conversations


def open_service(settings: Settings) -> Service:
    """Load the trees and open the database.

    Raises:
        triage.TriageError: a tree that is to be served cannot be loaded.
        sqlalchemy.exc.SQLAlchemyError: the database cannot be used.
    """
    trees = Trees(settings.trees)
    store = Store(settings.database_url)
    return Service(settings, trees, store, Conversations(store, trees, settings))


def _service(request: Request) -> Service:
    service: Service = request.app.state.service
    return service


Here = Annotated[Service, Depends(_service)]
